package network

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// longestTag is the most characters of a hashtag, "#" apart, that every network
// takes: Bluesky is the strictest of those that say.
const longestTag = 64

// Tag makes a hashtag of a phrase. Each word gets a capital, so that screen
// readers say the words apart: "journée de l'eau" becomes "#JournéeDeLEau".
// Accents stay. It returns "" if the phrase makes no valid hashtag.
func Tag(phrase string) string {
	words := tagWords(text.Canonical(phrase))
	loud := shouted(words)
	tag := []byte("#")
	for _, w := range words {
		tag = w.appendTo(tag, loud)
	}
	if !ValidHashtag(string(tag)) || text.Graphemes(string(tag)) > longestTag+1 {
		return ""
	}
	return string(tag)
}

// tagWord is a word of a phrase. tail says that it belongs to the word before
// it, as the "s" of "women's" does.
type tagWord struct {
	text string
	tail bool
}

// tagWords divides a phrase into the words of its hashtag.
func tagWords(phrase string) []tagWord {
	var words []tagWord
	start, tail := -1, false
	flush := func(end int) {
		if start >= 0 {
			words = append(words, tagWord{phrase[start:end], tail})
		}
		start, tail = -1, false
	}
	for i, r := range phrase {
		switch {
		case tagWordRune(r, start >= 0):
			if start < 0 {
				start = i
			}
		case start >= 0:
			before := phrase[start:i]
			flush(i)
			tail = glues(r, before)
		default:
			tail = false
		}
	}
	flush(len(phrase))
	return words
}

// tagWordRune reports whether r belongs to a word. Marks do not start one, nor
// do those that only dress an emoji count.
func tagWordRune(r rune, inside bool) bool {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return true
	}
	return inside && unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r) && r != keycap
}

// elisions are the short French words that lose their vowel before another;
// what follows them is a word of its own.
var elisions = map[string]bool{
	"c": true, "d": true, "j": true, "l": true, "m": true, "n": true, "s": true, "t": true,
	"qu": true, "jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true,
}

// glues reports whether what follows sep belongs to the word before it: the
// apostrophe of "women's" and "aujourd'hui", the dots of "étudiant·e·s".
func glues(sep rune, before string) bool {
	switch sep {
	case '\'', '’':
		return !elisions[strings.ToLower(before)]
	case '·', '‧':
		return true
	}
	return false
}

// shouted reports whether a phrase is in capitals for emphasis. Acronyms are short.
func shouted(words []tagWord) bool {
	long := false
	for _, w := range words {
		if strings.ToUpper(w.text) != w.text {
			return false
		}
		long = long || utf8.RuneCountInString(w.text) > 4
	}
	return long && len(words) > 1
}

// appendTo adds w to tag, in capitals as it stands unless the phrase is loud.
func (w tagWord) appendTo(tag []byte, loud bool) []byte {
	word := w.text
	if loud {
		word = strings.ToLower(word)
	}
	first, size := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRune(tag)
	if unicode.IsDigit(first) && unicode.IsDigit(last) {
		tag = append(tag, '_') // two numbers must not become one
	}
	if !w.tail && strings.ToLower(word) == word { // "iPhone" keeps its own capitals
		word = string(unicode.ToTitle(first)) + word[size:]
	}
	return append(tag, word...)
}
