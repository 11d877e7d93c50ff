package check

import (
	"slices"
	"strings"
)

// statements reports sentences that turn round what a source says, and sentences of which the sources know little.
func (x *Indexed) statements(d *doc, known []Finding) []Finding {
	var found []Finding
	seen := spans(known)
	for n, s := range d.sentences {
		tokens := d.in(n)
		if x.foreign(d.langOf(tokens)) || seen.meet(int(d.runeAt[s.Start]), int(d.runeAt[s.End])) || x.copies(d, n) {
			continue
		}
		if f, ok := x.turned(d, tokens); ok {
			found = append(found, f)
		} else if x.novel(d, n, tokens) {
			found = append(found, d.finding(Unsupported, s.Start, s.End, "statement_absent", nil))
		}
	}
	return found
}

// sentenceMost is how many tokens a sentence may have to be laid beside others word by word: people write shorter ones,
// and the cost grows with the square.
const sentenceMost = 4 * nearTokens

// turned reports a sentence that turns round what a source says, in a like sentence or beside the same words.
func (x *Indexed) turned(d *doc, tokens []token) (Finding, bool) {
	if len(tokens) > sentenceMost {
		return Finding{}, false
	}
	if f, ok := x.reversal(d, tokens); ok {
		return f, true
	}
	return x.polarity(d, tokens)
}

const (
	novelLeast = 4   // words with a meaning that a sentence needs to be judged at all
	novelWords = 3   // of them that no source has, at least: two may be the words of a good writer
	novelShare = 0.5 // their share: from here on the sentence is the writer's own
)

// novel reports whether a sentence states something of which the sources hardly have the words. Questions, calls to
// action and talk about the sources themselves state nothing.
func (x *Indexed) novel(d *doc, n int, tokens []token) bool {
	lang := d.langOf(tokens)
	if strings.HasSuffix(d.sentences[n].Text, "?") || !x.speaks(lang) || meta(tokens) {
		return false
	}
	all, unknown := x.news(tokens, light()[lang])
	if all < novelLeast || float64(len(unknown)) < novelShare*float64(all) {
		return false
	}
	if x.written(d) && (addresses(tokens) || x.anchored(d, n)) {
		return false
	}
	unknown = slices.DeleteFunc(unknown, func(stem string) bool { return x.derives(d, stem) })
	return len(unknown) >= novelWords && float64(len(unknown)) >= novelShare*float64(all)
}

// news counts the different words with a meaning, those left out by stem, and returns the stems of those no source has.
func (x *Indexed) news(tokens []token, but map[string]bool) (all int, unknown []string) {
	seen := map[string]bool{}
	for _, t := range tokens {
		if !t.content() || seen[t.stem] || but[t.stem] {
			continue
		}
		seen[t.stem] = true
		all++
		country := countries[t.fold] // "Chinese" is no news of China
		if !x.stems[t.stem] && !x.words[t.fold] && (country == "" || !x.countries[country]) {
			unknown = append(unknown, t.stem)
		}
	}
	return all, unknown
}

const (
	rootLeast = 5  // letters that two words must begin with in common to be of one root
	rootCost  = 10 // about what laying two words side by side costs, in nanoseconds
)

// derives reports whether a source has a word of the same root as the stem: "thickness" for "thick", "rénovation" for
// "rénover". A text that cannot afford the looking is taken to have one.
func (x *Indexed) derives(d *doc, stem string) bool {
	if len(stem) < rootLeast {
		return false
	}
	alike := x.roots()[stem[:rootLeast]]
	return !d.affords(len(alike)*rootCost) || slices.ContainsFunc(alike, func(other string) bool {
		return rooted(stem, other)
	})
}

// rooted reports whether two words that begin alike differ in their endings at most.
func rooted(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= rootLeast && n >= min(len(a), len(b))-1
}

// roots sorts stems by how they begin.
func roots(stems map[string]bool) map[string][]string {
	m := map[string][]string{}
	for s := range stems {
		if len(s) >= rootLeast {
			m[s[:rootLeast]] = append(m[s[:rootLeast]], s)
		}
	}
	return m
}

// meta reports whether a sentence speaks of the sources rather than of the world. One that only names the passage it
// rests on ("Passage 2 says", "(passage 2)") speaks of the world.
func meta(tokens []token) bool {
	for i, t := range tokens {
		if t.is("passages", "provided", "context", "source", "sources", "question", "answer", "extraits", "brief") {
			return true
		}
		if t.is("passage", "extrait") && (i+1 == len(tokens) || tokens[i+1].shape != numberShape) {
			return true
		}
	}
	return false
}
