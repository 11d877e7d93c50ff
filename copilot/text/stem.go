package text

import (
	"strings"
	"sync"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
)

// maxStem is the length in bytes beyond which a run of letters is no word of
// either language, and would only cost the stemmer time.
const maxStem = 64

// Stem returns the stem of one word in lang by the Snowball rules, in lower
// case, with straight apostrophes. Any lang but French counts as English.
func Stem(lang, word string) string {
	word = plain(word)
	switch {
	case len(word) > maxStem:
		return word
	case lang == French:
		return french.Stem(word, true)
	}
	return english.Stem(word, true)
}

// Stop reports whether word, in any case, is a stop word of lang, contractions
// and elisions such as "don't" and "qu'" included, with or without accents. An
// empty lang means either of the two languages.
func Stop(lang, word string) bool {
	if len(word) > maxStem {
		return false
	}
	word = plain(word)
	stops := stopSets()
	return lang != French && stops[English][word] || lang != English && stops[French][word]
}

// plain returns word in lower case with straight apostrophes.
func plain(word string) string {
	return strings.ReplaceAll(strings.ToLower(word), "’", "'")
}

// stopSets maps each language to its stop words. Chats drop accents, so words
// count without them too, unless that makes another word.
var stopSets = sync.OnceValue(func() map[string]map[string]bool {
	sets := map[string]map[string]bool{English: {}, French: {}}
	for _, w := range strings.Fields(englishStops) {
		sets[English][w] = true
	}
	for _, w := range strings.Fields(frenchStops) {
		sets[French][w] = true
		if bare := Fold(w); bare != "meme" && bare != "memes" {
			sets[French][bare] = true
		}
	}
	return sets
})
