package sharedtest

import (
	"regexp"
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

var notRouge = regexp.MustCompile(`[^a-z0-9]+`)

// rougeTokens splits as the rouge-score package does: ASCII letters and digits
// only; stemmed, for English, above three letters.
func rougeTokens(s string, stem bool) []string {
	tokens := strings.Fields(notRouge.ReplaceAllString(strings.ToLower(s), " "))
	for i, w := range tokens {
		if stem && len(w) > 3 {
			tokens[i] = text.Stem(text.English, w)
		}
	}
	return tokens
}

// Rouge is ROUGE-n F1, 0 to 100: the n-grams that a summary and a reference share.
func Rouge(n int, summary, reference string, stem bool) float64 {
	a, b := grams(n, rougeTokens(summary, stem)), grams(n, rougeTokens(reference, stem))
	shared, na, nb := 0, 0, 0
	for g, count := range a {
		shared += min(count, b[g])
		na += count
	}
	for _, count := range b {
		nb += count
	}
	if shared == 0 {
		return 0
	}
	return 200 * float64(shared) / float64(na+nb)
}

func grams(n int, tokens []string) map[string]int {
	counts := map[string]int{}
	for i := range len(tokens) - n + 1 {
		counts[strings.Join(tokens[i:i+n], " ")]++
	}
	return counts
}

// F1 is how well what was found is what people marked, 0 to 1; key says in which form
// two of them are the same.
func F1(found, marked []string, key func(string) string) float64 {
	gold := map[string]bool{}
	for _, m := range marked {
		gold[key(m)] = true
	}
	hits := map[string]bool{}
	for _, f := range found {
		if k := key(f); gold[k] {
			hits[k] = true
		}
	}
	if len(hits) == 0 {
		return 0
	}
	precision, recall := float64(len(hits))/float64(len(found)), float64(len(hits))/float64(len(gold))
	return 2 * precision * recall / (precision + recall)
}
