package text

import (
	"cmp"
	"slices"
)

// Phrase is a keyphrase as it stands in its text; a higher Score is better.
type Phrase struct {
	Text  string
	Score float64
}

// Keyphrases returns at most max phrases that say what s is about, best first.
func Keyphrases(s, lang string, max int) []Phrase {
	seen := map[string]int{}
	var phrases []Phrase
	for _, w := range Words(s) {
		if Stop(lang, w.Text) {
			continue
		}
		key := Stem(lang, w.Text)
		at, ok := seen[key]
		if !ok {
			at = len(phrases)
			seen[key] = at
			phrases = append(phrases, Phrase{Text: w.Text})
		}
		phrases[at].Score++
	}
	slices.SortStableFunc(phrases, func(a, b Phrase) int { return cmp.Compare(b.Score, a.Score) })
	return phrases[:min(len(phrases), max)]
}
