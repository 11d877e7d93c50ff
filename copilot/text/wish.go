package text

import (
	"regexp"
	"strings"
)

// QuoteOpen and QuoteEnd may stand around what is to be replaced, left out or added.
const (
	QuoteOpen = `(?:["“«‘]\s*|\s'|^')?`
	QuoteEnd  = `(?:\s*["”»’']|)`
)

// Wish is a pattern for words that ask for something, with politeness around them; s is
// the expression of what is asked.
func Wish(s string) *Pattern {
	return Lazily(`(?is)^(?:please |can you |could you |but |and |then |also |just |merci de |peux-tu |pouvez-vous |mais |et |puis |il faut |stp |svp )*(?:` +
		s + `)(?:\s+(?:please|stp|svp|instead|now|in it|everywhere|partout))?\s*[.!]*$`)
}

// Loosely is an expression for words with any spaces and apostrophes between them, ""
// if there are none.
func Loosely(s string) string {
	words := strings.Fields(strings.ReplaceAll(s, "\u00a0", " "))
	for i, w := range words {
		words[i] = apostrophe.ReplaceAllString(regexp.QuoteMeta(w), `['’]`)
	}
	return strings.Join(words, `[\s\x{00A0}\x{202F}]+`)
}

var apostrophe = Lazily(`['’]`)
