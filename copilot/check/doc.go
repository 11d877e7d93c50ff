package check

import (
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// doc is a text read once for all checks.
type doc struct {
	text      string
	runeAt    []int32 // rune offset of each byte offset, the end included; of checked texts, not of sources
	tokens    []token
	sentences []text.Span
	first     []int32         // per sentence, its first token; then the number of tokens
	lang      string          // "en" or "fr", as the text reads
	lower     map[string]bool // words the text uses without a capital
	verbatim  []int8          // per sentence, once asked: 1 stands in a source, -1 does not
	writtenUp int8            // once asked: 1 for a text written up from its sources, -1 for another, see written
	fresh     []int32         // the first token of each spelling
	changed   []change        // which of its figures took the place of another, see roles
	spent     int             // what was spent on costly look-ups so far, see affords
}

// valid replaces each byte that is not UTF-8 by U+FFFD, one for one as a []rune conversion does, so that offsets in
// runes are the same before and after.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// read splits a valid text into tokens and sentences, and counts its runes.
func read(s string) *doc {
	d := readSource(s)
	d.runeAt = make([]int32, len(s)+1)
	n := int32(-1)
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
		d.runeAt[i] = n
	}
	d.runeAt[len(s)] = n + 1
	return d
}

// readSource splits a valid text into tokens and sentences.
func readSource(s string) *doc {
	links := urls(s)
	d := &doc{text: s, sentences: text.SentencesAround(s, links), lang: tongue(s), lower: map[string]bool{}}
	d.tokens = tokenize(d, links)
	d.first = make([]int32, len(d.sentences)+2)
	for i := range d.tokens {
		d.first[d.tokens[i].sentence+1] = int32(i + 1)
	}
	for n := 1; n < len(d.first); n++ {
		d.first[n] = max(d.first[n], d.first[n-1])
	}
	d.markTitles()
	return d
}

// finding makes a finding of the bytes [start:end] of the text.
func (d *doc) finding(kind Kind, start, end int, code string, args map[string]string) Finding {
	return Finding{
		Kind: kind, Text: d.text[start:end], Start: int(d.runeAt[start]), End: int(d.runeAt[end]),
		Code: code, Args: args,
	}
}

// in returns the tokens of sentence n.
func (d *doc) in(n int) []token {
	if n < 0 || n+1 >= len(d.first) {
		return nil
	}
	return d.tokens[d.first[n]:d.first[n+1]]
}

// nearTokens is how far on each side of a claim its sentence is read: no sentence that people write is longer.
const nearTokens = 100

// near returns the tokens around token i in its sentence.
func (d *doc) near(i int) []token {
	from, to := int(d.first[d.tokens[i].sentence]), int(d.first[d.tokens[i].sentence+1])
	return d.tokens[max(from, i-nearTokens):min(to, i+nearTokens)]
}

// budget is what one text may spend on look-ups that read through the sources, in about nanoseconds: far more than any
// draft needs, and the end of what a flood can cost.
const budget = 300_000_000

// affords spends cost, and reports whether the text still had it.
func (d *doc) affords(cost int) bool {
	d.spent += cost
	return d.spent <= budget
}

// markTitles treats lines written With Capitals All Along as if every word were a first word.
func (d *doc) markTitles() {
	for from := 0; from < len(d.tokens); {
		to, words, capitals := from+1, 0, 0
		for to < len(d.tokens) && !d.tokens[to].breaks {
			to++
		}
		for _, t := range d.tokens[from:to] {
			if t.shape == wordShape && !t.stop {
				words++
				if t.capital {
					capitals++
				}
			}
		}
		if words >= 4 && capitals*4 >= words*3 {
			for i := from; i < to; i++ {
				d.tokens[i].initial = true
			}
		}
		from = to
	}
}
