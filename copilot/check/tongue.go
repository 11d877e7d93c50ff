package check

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// tongueBytes is how much of a text is looked at to tell its language: more changes the answer rarely and costs much.
const tongueBytes = 2000

var tongues = map[string]int{
	"the": 1, "and": 1, "of": 1, "to": 1, "is": 1, "in": 1, "for": 1, "with": 1, "you": 1, "that": 1, "at": 1, "our": 1, "from": 1, "by": 1, "are": 1, "was": 1, "this": 1, "it": 1,
	"le": -1, "la": -1, "les": -1, "des": -1, "du": -1, "et": -1, "est": -1, "pour": -1, "dans": -1, "une": -1, "avec": -1, "au": -1, "sur": -1, "vous": -1, "nous": -1, "de": -1, "un": -1, "en": -1, "qui": -1, "que": -1,
}

// tongue returns the language a text is read in, by its small words; only when they do not say is the detector asked.
func tongue(s string) string {
	s = strings.ToValidUTF8(s[:min(len(s), tongueBytes)], "")
	lead := 0
	for _, w := range strings.Fields(s) {
		lead += tongues[strings.ToLower(w)]
	}
	switch {
	case lead >= 2:
		return text.English
	case lead <= -2:
		return text.French
	}
	return text.Language(s, text.English)
}
