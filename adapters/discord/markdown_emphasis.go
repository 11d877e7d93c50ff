package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// emphasis is a mark, how Discord writes it, and what it does: bold, italic or
// struck through.
type emphasis struct{ mark, shown, does string }

// emphases have the longer marks first.
var emphases = []emphasis{
	{"***", "***", "bi"}, {"**", "**", "b"}, {"__", "**", "b"}, {"~~", "~~", "s"}, {"*", "*", "i"}, {"_", "*", "i"},
}

// longest is how many bytes emphasis may take: the end of what is not is not looked
// for for ever.
const longest = 2_000

// closing is where the emphasis that a mark opens at a byte of s ends; 0 for a mark
// that is only a character: 2 * 3, snake_case.
func closing(s string, at int, mark string) int {
	from := at + len(mark)
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[from:])
	if from == len(s) || unicode.IsSpace(after) || after == rune(mark[0]) || at > 0 && !joins(mark, before, after) {
		return 0
	}
	for i := from + 1; i+len(mark) <= min(len(s), at+longest); i++ {
		if !strings.HasPrefix(s[i:], mark) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(s[:i])
		next, _ := utf8.DecodeRuneInString(s[i+len(mark):])
		end := i+len(mark) == len(s)
		if unicode.IsSpace(last) || last == '\\' || last == rune(mark[0]) || !end && (next == rune(mark[0]) || !joins(mark, next, last)) {
			continue
		}
		return i
	}
	return 0
}

// joins says whether a mark may touch the character beside it that it does not
// emphasize: two stars may stand within a word, but not between numbers.
func joins(mark string, beside, inside rune) bool {
	return !wordy(beside) || mark == "**" && !(unicode.IsDigit(beside) && unicode.IsDigit(inside))
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// shownAround is text between marks; where the same are on already, or an address or
// code in it would end them early, the text alone.
func (e emphasis) shownAround(inside, around string) string {
	alone := strings.ContainsAny(around, e.does) || strings.Contains(inside, "`") && strings.Contains(inside, e.shown[:1])
	for _, a := range webAddress.FindAllString(inside, -1) {
		alone = alone || strings.Contains(a, e.shown[:1])
	}
	if alone {
		return inline(inside, around)
	}
	return e.shown + inline(inside, around+e.does) + e.shown
}
