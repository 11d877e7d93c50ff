package text

import (
	"strings"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
)

// Stem returns the stem of a single word in lang; any lang but French is
// treated as English.
func Stem(lang, word string) string {
	word = strings.ToLower(word)
	if lang == French {
		return french.Stem(word, true)
	}
	return english.Stem(word, true)
}

// Stop reports whether word is a stop word of lang; an empty lang means either.
func Stop(lang, word string) bool {
	word = strings.ToLower(word)
	return lang != French && english.IsStopWord(word) || lang != English && french.IsStopWord(word)
}
