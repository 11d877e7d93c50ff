package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// cues are turns of phrase to recognise in folded words, whatever the case,
// accents and apostrophes; both languages together, since threads mix them.
type cues map[string][][]string

// newCues reads a list of phrases, one a line. A word that ends in "*" stands
// for every word that begins so.
func newCues(list string) cues {
	c := cues{}
	for line := range strings.Lines(list) {
		words := split(text.Fold(strings.ReplaceAll(line, "*", "0")))
		if len(words) > 0 {
			c[words[0]] = append(c[words[0]], words)
		}
	}
	return c
}

// find is where the first phrase stands in words, from start on: [at:end].
func (c cues) find(words []string, start int) (at, end int, ok bool) {
	for i := start; i < len(words); i++ {
		for _, phrase := range c[words[i]] {
			if matches(phrase, words[i:]) {
				return i, i + len(phrase), true
			}
		}
	}
	return 0, 0, false
}

// in says whether one of the phrases stands in words.
func (c cues) in(words []string) bool {
	_, _, ok := c.find(words, 0)
	return ok
}

// opens says whether words begin with one of the phrases.
func (c cues) opens(words []string) bool {
	at, _, ok := c.find(words[:min(len(words), 8)], 0)
	return ok && at == 0
}

func matches(phrase, words []string) bool {
	if len(phrase) > len(words) {
		return false
	}
	for i, w := range phrase {
		stem, open := strings.CutSuffix(w, "0")
		if words[i] != w && !(open && stem != "" && strings.HasPrefix(words[i], stem)) {
			return false
		}
	}
	return true
}
