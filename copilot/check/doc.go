package check

import (
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// doc is a text read once for all checks.
type doc struct {
	text      string
	runeAt    []int32 // rune offset of each byte offset, the end included
	tokens    []token
	sentences []text.Span
}

// valid replaces each byte that is not UTF-8 by U+FFFD, one for one as a []rune conversion does, so that offsets in
// runes are the same before and after.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// read splits a valid text into tokens and sentences.
func read(s string) *doc {
	d := &doc{text: s, runeAt: make([]int32, len(s)+1), sentences: text.Sentences(s)}
	n := int32(-1)
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
		d.runeAt[i] = n
	}
	d.runeAt[len(s)] = n + 1
	d.tokens = tokenize(d)
	return d
}

// finding makes a finding of the bytes [start:end] of the text.
func (d *doc) finding(kind Kind, start, end int, code string, args map[string]string) Finding {
	return Finding{
		Kind: kind, Text: d.text[start:end], Start: int(d.runeAt[start]), End: int(d.runeAt[end]),
		Code: code, Args: args,
	}
}
