package check

import "strings"

// statements reports sentences that turn round what a source says, and sentences of which the sources know little.
func (x *Indexed) statements(d *doc, known []Finding) []Finding {
	var found []Finding
	seen := spans(known)
	for n, s := range d.sentences {
		tokens := d.in(n)
		if x.foreign(d.langOf(tokens)) || seen.meet(int(d.runeAt[s.Start]), int(d.runeAt[s.End])) || x.copies(d, n) {
			continue
		}
		if f, ok := x.reversal(d, tokens); ok {
			found = append(found, f)
		} else if x.novel(d, n, tokens) {
			found = append(found, d.finding(Unsupported, s.Start, s.End, "statement_absent", nil))
		}
	}
	return found
}

const (
	novelLeast = 5    // words with a meaning that a sentence needs to be judged at all
	novelShare = 0.55 // of them that no source has: above, the sentence is the writer's own
)

// novel reports whether a sentence states something of which the sources hardly have the words. Questions, calls to
// action and talk about the sources themselves state nothing.
func (x *Indexed) novel(d *doc, n int, tokens []token) bool {
	if strings.HasSuffix(d.sentences[n].Text, "?") || !x.speaks(d.langOf(tokens)) || meta(tokens) {
		return false
	}
	all, unknown := x.news(tokens)
	return all >= novelLeast && float64(unknown) >= novelShare*float64(all)
}

// news counts the different words with a meaning, and those of them that no source has.
func (x *Indexed) news(tokens []token) (all, unknown int) {
	seen := map[string]bool{}
	for _, t := range tokens {
		if !t.content() || seen[t.stem] {
			continue
		}
		seen[t.stem] = true
		all++
		if !x.stems[t.stem] && !x.words[t.fold] {
			unknown++
		}
	}
	return all, unknown
}

// meta reports whether a sentence speaks of the sources rather than of the world.
func meta(tokens []token) bool {
	for _, t := range tokens {
		if t.is("passage", "passages", "provided", "context", "source", "sources", "question", "answer", "extrait", "extraits", "brief") {
			return true
		}
	}
	return false
}
