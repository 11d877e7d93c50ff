package check

import (
	"cmp"
	"slices"
)

// Alignment below this share of a sentence's meaning words is chance: two sentences of one brief share its topic.
const aligned = 0.65

// mutual is the least share of the source sentence's words that the other has: a long sentence says many things.
const mutual = 0.5

// reversal reports a sentence that says no where its nearest source sentence says yes, or the other way round, or that
// has the opposite of one of its words.
func (x *Indexed) reversal(d *doc, tokens []token) (Finding, bool) {
	near, src, share := x.nearest(d, tokens)
	if share < aligned || len(near) > sentenceMost || covered(near, tokens) < mutual {
		return Finding{}, false
	}
	at := place{id: x.sources[src].ID, excerpt: around(x.docs[src].sentences[near[0].sentence], near[0].start, near[0].raw)}
	if t, ok := flipped(tokens, near); ok && !contrasts(tokens) && !contrasts(near) && !x.alsoSays(d, tokens, t) {
		return at.on(d.finding(Contradiction, t.start, t.end, "negation", nil)), true
	}
	if t, other, ok := opposite(tokens, near); ok && !x.alsoSays(d, tokens, t) {
		return at.on(d.finding(Contradiction, t.start, t.end, "antonym", map[string]string{"other": other})), true
	}
	return Finding{}, false
}

// spotCost is about what looking at a sentence that has a word costs, in nanoseconds.
const spotCost = 30

// nearest returns the source sentence that shares most words with the tokens, its source, and the share of the tokens'
// words with a meaning that it has.
func (x *Indexed) nearest(d *doc, tokens []token) (near []token, source int, part float64) {
	wanted := map[string]bool{}
	for _, t := range tokens {
		if t.content() {
			wanted[t.stem] = true
		}
	}
	if len(wanted) < 3 {
		return nil, 0, 0
	}
	cost := 0
	for stem := range wanted {
		cost += len(x.about[stem]) * spotCost
	}
	if !d.affords(cost) {
		return nil, 0, 0
	}
	shared := map[spot]int{}
	for stem := range wanted {
		for _, at := range x.about[stem] {
			shared[at]++
		}
	}
	best, found := 0, spot{}
	for at, n := range shared {
		if n > best || n == best && x.shorter(at, found) {
			best, found = n, at
		}
	}
	if best == 0 {
		return nil, 0, 0
	}
	return x.docs[found.source].in(found.sentence), found.source, float64(best) / float64(len(wanted))
}

// shorter orders sentences with equally many words in common: the shorter first, then the earlier.
func (x *Indexed) shorter(a, b spot) bool {
	la, lb := len(x.docs[a.source].in(a.sentence)), len(x.docs[b.source].in(b.sentence))
	return cmp.Or(cmp.Compare(la, lb), cmp.Compare(a.source, b.source), cmp.Compare(a.sentence, b.sentence)) < 0
}

// contrasts reports whether a sentence asks, or says one thing of this and another of that: who denies what is then
// beyond counting words.
func contrasts(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		return t.raw == "?" || t.is("but", "while", "whereas", "although", "though", "unless", "however", "rather", "instead", "than", "if",
			"mais", "tandis", "alors", "quoique", "sauf", "cependant", "plutot", "si")
	})
}

var (
	negations  = []string{"not", "no", "never", "without", "nobody", "none", "neither", "nor", "cannot", "0", "zero", "pas", "jamais", "aucun", "aucune", "sans", "ni", "rien", "personne"}
	contracted = []string{"don", "doesn", "didn", "isn", "aren", "wasn", "weren", "won", "wouldn", "couldn", "shouldn", "hasn", "haven", "hadn"}
)

// negates reports whether token i denies something: not "personne" without "ne", nor "un don" or Mr Haven.
func negates(tokens []token, i int) bool {
	t := tokens[i]
	if t.is(contracted...) {
		return i+1 < len(tokens) && tokens[i+1].is("'", "’")
	}
	if t.is("personne") {
		before := tokens[max(0, i-neReach):i]
		return has(before, "n") || has(before, "ne")
	}
	return t.is(negations...)
}

// neReach is how many words and marks before "personne" its "ne" may stand.
const neReach = 20

// flipped returns the word that is denied in one of the sentences and stated, beyond doubt and once, in the other.
func flipped(ours, theirs []token) (token, bool) {
	denied, known := denials(ours), denials(theirs)
	for i, t := range ours {
		k := position(theirs, t.stem)
		if !t.content() || k < 0 || position(ours[i+1:], t.stem) >= 0 {
			continue
		}
		no, theirNo := slices.Contains(denied, t.stem), slices.Contains(known, t.stem)
		if no && !theirNo && !doubted(theirs, k) || theirNo && !no && !doubted(ours, i) {
			return t, true
		}
	}
	return token{}, false
}

// denials returns the stems that a negation of the sentence reaches: the first word with a meaning after it, within
// three words and the same clause; in French also the verb between "ne" and "pas".
func denials(tokens []token) []string {
	var out []string
	for i, t := range tokens {
		if !negates(tokens, i) {
			continue
		}
		for k := i + 1; k < len(tokens) && k <= i+4 && !tokens[k].is(",", ".", ";", ":", "only", "que", "qu", "that"); k++ {
			if tokens[k].content() {
				if k+1 == len(tokens) || tokens[k+1].raw != "-" { // "not year-round" denies nothing of the year
					out = append(out, tokens[k].stem)
				}
				break
			}
		}
		for k := i - 1; t.is("pas", "jamais", "rien", "plus") && k >= max(0, i-3) && !tokens[k].is("ne", "n", ",", ".", ";", ":"); k-- {
			if tokens[k].content() {
				out = append(out, tokens[k].stem)
				break
			}
		}
	}
	return out
}

func has(tokens []token, stem string) bool { return position(tokens, stem) >= 0 }

// position returns where the word first stands, or -1.
func position(tokens []token, stem string) int {
	return slices.IndexFunc(tokens, func(t token) bool { return t.shape == wordShape && (t.stem == stem || t.fold == stem) })
}

var opposites = opposed("opposites")

// opposed reads a table of opposites in both directions, by stem.
func opposed(name string) map[string][]string {
	m := map[string][]string{}
	each(name, func(key string, words []string) {
		for _, lang := range []string{"en", "fr"} {
			a := newForm(fold(key), lang).stem
			for _, w := range words {
				b := newForm(w, lang).stem
				m[a] = append(m[a], b)
				m[b] = append(m[b], a)
			}
		}
	})
	return m
}

// opposite returns a word of ours of which theirs has the opposite instead, and that opposite as it stands there.
func opposite(ours, theirs []token) (token, string, bool) {
	for _, t := range ours {
		against := opposites[t.stem]
		if t.shape != wordShape || len(against) == 0 || has(theirs, t.stem) {
			continue
		}
		for _, o := range theirs {
			if o.shape == wordShape && !o.is(particles...) && slices.Contains(against, o.stem) && !has(ours, o.stem) && !answered(theirs, o.stem) {
				return t, o.raw, true
			}
		}
	}
	return token{}, "", false
}

// answered reports whether the sentence has the word's opposite too, in other words: then it says both.
func answered(tokens []token, stem string) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return slices.Contains(opposites[stem], t.stem) })
}

// alsoSays reports whether another source sentence on the matter has the word t as the tokens have it, denied or not.
func (x *Indexed) alsoSays(d *doc, tokens []token, t token) bool {
	no := slices.Contains(denials(tokens), t.stem)
	for _, at := range x.about[t.stem] {
		theirs := x.docs[at.source].in(at.sentence)
		if len(theirs) > sentenceMost {
			continue
		}
		if !d.affords(len(tokens) * max(20, len(theirs)) * spotCost) {
			return true
		}
		if slices.Contains(denials(theirs), t.stem) != no {
			continue
		}
		common := 0
		for _, o := range tokens {
			if o.content() && has(theirs, o.stem) {
				common++
			}
		}
		if common >= 2 {
			return true
		}
	}
	return false
}

// covered returns the share of the meaning words of a sentence that the other has.
func covered(tokens, other []token) float64 {
	all, common := 0, 0
	for _, t := range tokens {
		if t.content() {
			all++
			if has(other, t.stem) {
				common++
			}
		}
	}
	return float64(common) / float64(max(1, all))
}
