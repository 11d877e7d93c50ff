package check

import (
	"slices"
	"strings"
	"sync"
)

// polarity reports a word of a sentence that the sources have only the other way round beside the same words: one they
// state and the sentence denies, or one they do not have at all, but its opposite. Unlike reversal it needs no source
// sentence that says nearly the same: a summary puts several into one.
func (x *Indexed) polarity(d *doc, tokens []token) (Finding, bool) {
	ours := meanings(tokens)
	if len(ours) < wordsLeast || contrasts(tokens) {
		return Finding{}, false
	}
	denied := denials(tokens)
	for i := range tokens {
		t, no := &tokens[i], slices.Contains(denied, tokens[i].stem)
		switch {
		case t.shape != wordShape || doubted(tokens, i) && !no:
		case no && t.content() && len(x.about[t.stem]) > 0:
			if at, ok := x.stated(d, tokens, i, ours); ok {
				return at.on(d.finding(Contradiction, t.start, t.end, "negation", nil)), true
			}
		case relative()[t.stem]: // beginnings and ends are both there: a sentence may name either
		case !no && len(x.about[t.stem]) == 0 && !x.words[t.fold]:
			if at, ok := x.converse(d, tokens, i, ours); ok {
				return at.on(d.finding(Contradiction, t.start, t.end, "antonym", map[string]string{"other": at.text})), true
			}
		}
	}
	return Finding{}, false
}

// relative are the stems of words whose opposite may be just as true: who opens also closes, and where one buys another sells.
var relative = sync.OnceValue(func() map[string]bool {
	return stemsOf(
		"start", "begin", "beginning", "end", "finish", "same", "similar", "different", "first", "last", "before", "after", "import", "export", "often", "rare",
		"open", "close", "shut", "arrive", "leave", "depart", "enter", "exit", "buy", "sell", "lend", "borrow",
		"employer", "employee", "seller", "buyer", "lender", "borrower",
		"commencer", "debut", "debuter", "finir", "terminer", "fin", "meme", "different", "premier", "dernier", "avant", "apres", "souvent", "rarement",
		"ouvrir", "ouvert", "ouverture", "fermer", "fermeture", "arriver", "partir", "depart", "entrer", "sortir", "acheter", "achat", "vendre", "vente",
		"preter", "emprunter", "vendeur", "acheteur", "employeur", "employe",
	)
})

// wordCost is about what looking at the words around one word costs, in nanoseconds.
const wordCost = 3000

const (
	wordsLeast  = 3 // words with a meaning that a sentence needs to be laid beside others
	commonLeast = 3 // of them that a source sentence must have to speak of the same, a denied word included
)

// stated returns where the sources state word i of the tokens, which the tokens deny, beside a neighbour of it and other
// words of its sentence. If any source casts doubt on the word there is none.
func (x *Indexed) stated(d *doc, tokens []token, i int, ours map[string]bool) (at place, ok bool) {
	most, beside := commonLeast-1, neighbours(tokens, i)
	for _, spot := range x.about[tokens[i].stem] {
		theirs := x.docs[spot.source].in(spot.sentence)
		if len(theirs) > sentenceMost {
			continue
		}
		if !d.affords(len(theirs) * spotCost) {
			return place{}, false
		}
		n := overlap(ours, theirs)
		vague := n <= most || contrasts(theirs)
		for k := range theirs {
			if theirs[k].shape != wordShape || theirs[k].stem != tokens[i].stem {
				continue
			}
			if !d.affords(wordCost) || doubted(theirs, k) {
				return place{}, false
			}
			if !vague && n > most && meet(beside, neighbours(theirs, k)) {
				most, at, ok = n, x.word(spot, theirs[k]), true
			}
		}
	}
	return at, ok
}

// converse returns where the sources have the opposite of word i of the tokens beside a neighbour of it, unless they also
// have a word of its own side there.
func (x *Indexed) converse(d *doc, tokens []token, i int, ours map[string]bool) (at place, ok bool) {
	against, beside := contraries(tokens[i]), neighbours(tokens, i)
	for _, o := range against {
		for _, alike := range opposites[o] {
			if _, ok := x.beside(d, alike, beside, nil); ok {
				return place{}, false
			}
		}
	}
	for _, o := range against {
		if at, ok := x.beside(d, o, beside, ours); ok && !ours[o] {
			return at, true
		}
	}
	return place{}, false
}

// beside returns where the sources have a word beside one of the neighbours; given the words of a sentence, only where a
// source sentence shares enough of them and does not doubt the word.
func (x *Indexed) beside(d *doc, stem string, next []string, ours map[string]bool) (place, bool) {
	for _, spot := range x.about[stem] {
		theirs := x.docs[spot.source].in(spot.sentence)
		if len(theirs) > sentenceMost {
			continue
		}
		if !d.affords(len(theirs) * spotCost) {
			return place{}, false
		}
		if ours != nil && overlap(ours, theirs) < commonLeast-1 {
			continue
		}
		for k, w := range theirs {
			if w.shape != wordShape || w.stem != stem {
				continue
			}
			if !d.affords(wordCost) {
				return place{}, false
			}
			if meet(next, neighbours(theirs, k)) && !(ours != nil && (doubted(theirs, k) || w.is(particles...))) {
				return x.word(spot, w), true
			}
		}
	}
	return place{}, false
}

// particles have the form of a word with an opposite, and none: "à partir de".
var particles = []string{"including", "partir"}

// word is the place of a word of a source.
func (x *Indexed) word(at spot, t token) place {
	return place{id: x.sources[at.source].ID, text: t.raw, excerpt: around(x.docs[at.source].sentences[at.sentence], t.start, t.raw)}
}

const (
	besideMost  = 2  // words with a meaning on each side of a word that are its neighbours
	besideReach = 20 // words and marks that may stand between
)

// neighbours returns the stems of the words with a meaning around token i.
func neighbours(tokens []token, i int) []string {
	var out []string
	for _, step := range []int{-1, 1} {
		for k, n := i+step, 0; k >= max(0, i-besideReach) && k < min(len(tokens), i+besideReach) && n < besideMost; k += step {
			if tokens[k].content() {
				out = append(out, tokens[k].stem)
				n++
			}
		}
	}
	return out
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// doubtReach is how many words before and after a word may deny it.
const doubtReach = 6

// doubted reports whether something near word i may deny it: more than denials, for doubt only ever keeps silent.
func doubted(tokens []token, i int) bool {
	for k := max(0, i-doubtReach); k < min(len(tokens), i+doubtReach+1); k++ {
		if negates(tokens, k) || tokens[k].is(doubts...) {
			return true
		}
	}
	return false
}

var doubts = []string{
	"unable", "prevent", "prevents", "avoid", "avoids", "avoiding", "fail", "fails", "failed", "lack", "lacks", "refuse", "refuses", "refused", "unlikely", "hardly",
	"banned", "forbidden", "prohibited", "interdit", "interdite", "interdits", "interdites", "end", "ends", "ended", "ending", "stop", "stops", "stopped", "empecher", "empeche", "eviter", "evite", "refuse", "refusent", "manque", "fin", "n", "ne", "non", "guere",
}

// contraries returns the stems of the opposites of a word: those of the table, and the word without a prefix that denies, or
// with one.
func contraries(t token) []string {
	out := slices.Clone(opposites[t.stem])
	for _, p := range denying {
		if len(p) == 2 && p != "un" && !qualifies(t.fold) {
			continue
		}
		if bare, ok := strings.CutPrefix(t.stem, p); ok && len(bare) >= bareLeast {
			out = append(out, bare)
		}
		if len(t.stem) >= bareLeast {
			out = append(out, p+t.stem)
		}
	}
	return out
}

var denying = []string{"un", "non", "in", "im", "il", "ir"}

// bareLeast is how many letters a stem must have to be a word once its prefix is gone.
const bareLeast = 4

// qualifies reports whether a word looks like an adjective or what is made of one: "informal" denies "formal", but
// "inform" has nothing to do with "form".
func qualifies(fold string) bool {
	return slices.ContainsFunc(qualities, func(s string) bool { return strings.HasSuffix(fold, s) })
}

var qualities = []string{"able", "ible", "al", "ant", "ent", "ate", "ite", "ive", "ect", "ance", "ence", "ity", "ly", "ful", "ar", "el", "elle", "ante", "ente", "ables", "ibles", "if", "ure", "act"}
