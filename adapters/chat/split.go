package chat

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// Width is the length of s as Slack counts it, and Discord at most: in UTF-16 code
// units, of which most emoji take two or more. A broken byte is sent as one
// character.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += units(r)
	}
	return n
}

func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Split cuts s into pieces of at most limit UTF-16 code units (two at least),
// none of them empty, that joined are s again. It cuts where a paragraph ends,
// else a line, a sentence, a word, as long as that fills a quarter of the room;
// never inside what a person sees as one character, unless that alone is longer.
func Split(s string, limit int) []string {
	limit = max(limit, 2)
	if s != "" && Width(s) <= limit {
		return []string{s}
	}
	ends := map[int]bool{} // where sentences end in s
	for _, sentence := range text.Sentences(s) {
		ends[sentence.End] = true
	}
	var pieces []string
	for at := 0; at < len(s); {
		c := cut{limit: limit, ends: ends, from: at}
		n := c.within(s[at:])
		pieces = append(pieces, s[at:at+n])
		at += n
	}
	return pieces
}

// breaks are the places where a text is cut, the best first.
type breaks int

const (
	paragraphEnd breaks = iota
	lineEnd
	sentenceEnd
	wordEnd
	anywhere // between two characters
	kindsOfBreak
)

// cut looks for the place where the next piece ends.
type cut struct {
	limit int
	ends  map[int]bool
	from  int // where in the whole text the piece starts

	used     int               // units so far
	last     [kindsOfBreak]int // the last place of each kind, in bytes from the start
	filled   [kindsOfBreak]int // units up to there
	line     bool              // the last thing that was not a space was a line break
	sentence bool              // the last thing that was not a space ended a sentence
}

// within is the length in bytes of the next piece of s, which is not empty.
func (c *cut) within(s string) int {
	at := 0
	for char := range text.Characters(s) {
		w := Width(char)
		if c.used+w > c.limit {
			if at == 0 {
				return runesWithin(char, c.limit)
			}
			return c.best()
		}
		c.used += w
		at += len(char)
		c.note(char, at)
	}
	return len(s)
}

// note keeps the break that char makes, which ends at the byte at.
func (c *cut) note(char string, at int) {
	c.keep(anywhere, at)
	switch first, _ := utf8.DecodeRuneInString(char); {
	case strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", first):
		if c.keep(lineEnd, at); c.line || first == '\u2029' {
			c.keep(paragraphEnd, at)
		}
		c.line = true
	case unicode.IsSpace(first) && !strings.ContainsRune("\u00A0\u202F\u2007", first):
		if c.keep(wordEnd, at); c.sentence {
			c.keep(sentenceEnd, at)
		}
		return
	default:
		c.line = false
	}
	c.sentence = c.ends[c.from+at]
}

func (c *cut) keep(kind breaks, at int) { c.last[kind], c.filled[kind] = at, c.used }

// best is the first kind of break that leaves no piece nearly empty.
func (c *cut) best() int {
	for kind := range anywhere {
		if c.filled[kind]*4 >= c.limit {
			return c.last[kind]
		}
	}
	for kind := wordEnd; kind >= paragraphEnd; kind-- {
		if c.last[kind] > 0 {
			return c.last[kind]
		}
	}
	return c.last[anywhere]
}

// runesWithin is the length in bytes of the runes of s that fit in limit units.
func runesWithin(s string, limit int) int {
	for i, r := range s {
		if limit -= units(r); limit < 0 {
			return i
		}
	}
	return len(s)
}
