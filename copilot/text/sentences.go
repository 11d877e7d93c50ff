package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the sentences of s in order, without the white space around
// them, the bullets before them and any that hold no letter or digit. A line
// break always ends one. A full stop does not after an abbreviation of either
// language, an initial, in a number or in a link, or when the text goes on in
// lower case; closing quotes, brackets and emoji stay with the sentence they
// end.
//
// The rules of Unicode (UAX #29) are not used: they part "Dr." from the name
// and "?a=1" from its link, and look ahead without bound.
func Sentences(s string) []Span { return SentencesAround(s, URLs(s)) }

// SentencesAround is like Sentences, for who has the links of s already, in
// order: to find them costs more than to cut.
func SentencesAround(s string, links []Span) []Span {
	c := cutter{s: s, links: links}
	for start := 0; start < len(s); {
		end := len(s)
		if i := strings.IndexFunc(s[start:], isLineBreak); i >= 0 {
			end = start + i
		}
		c.line(start, end)
		_, size := utf8.DecodeRuneInString(s[end:])
		start = end + size
	}
	return c.spans
}

func isLineBreak(r rune) bool { return unicode.Is(breaks, r) }

// cutter cuts s into sentences, a line at a time.
type cutter struct {
	s     string
	links []Span // those not yet passed
	spans []Span
}

// line cuts the line s[start:end].
func (c *cutter) line(start, end int) {
	start += markerLen(c.s[start:end])
	casual := startsLower(c.s[start:end])
	for at := start; at < end; {
		if c.inLink(at) {
			at = min(end, c.links[0].End)
			continue
		}
		r, size := utf8.DecodeRuneInString(c.s[at:end])
		if r == '•' {
			c.add(start, at)
			start = at + size
		}
		if !isTerminator(r) {
			at += size
			continue
		}
		stop := readStop(c.s, start, at, end)
		if stop.ends(casual) {
			c.add(start, stop.end)
			start = stop.end
		}
		at = stop.end
	}
	c.add(start, end)
}

// inLink reports whether a link covers the byte at.
func (c *cutter) inLink(at int) bool {
	for len(c.links) > 0 && c.links[0].End <= at {
		c.links = c.links[1:]
	}
	return len(c.links) > 0 && c.links[0].Start <= at
}

// add keeps s[start:end], trimmed, if it says anything.
func (c *cutter) add(start, end int) {
	piece := c.s[start:end]
	start += len(piece) - len(strings.TrimLeftFunc(piece, isMargin))
	piece = strings.TrimFunc(piece, isMargin)
	if strings.ContainsFunc(piece, isWordRune) {
		c.spans = append(c.spans, Span{start, start + len(piece), piece})
	}
}

func isMargin(r rune) bool { return unicode.IsSpace(r) || unicode.Is(invisible, r) && r != emojiStyle }

// markerLen measures the bullet, quotation mark of a chat or heading mark at
// the start of line. A number that counts items is part of what it counts.
func markerLen(line string) int {
	text := strings.TrimLeftFunc(line, isMargin)
	mark := strings.TrimLeft(text, "-–—*•·◦▪‣>#+")
	if len(mark) == len(text) || len(text)-len(mark) > 12 {
		return 0
	}
	rest := strings.TrimLeftFunc(mark, unicode.IsSpace)
	if len(rest) == len(mark) && !strings.HasPrefix(text, "•") && !strings.HasPrefix(text, ">") {
		return 0
	}
	return len(line) - len(rest)
}

// startsLower reports whether line's first letter is in lower case, as in chats
// where full stops are followed by lower case as well.
func startsLower(line string) bool {
	for _, r := range line {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}

func isTerminator(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '｡', '‼', '⁇', '⁈', '⁉':
		return true
	}
	return false
}
