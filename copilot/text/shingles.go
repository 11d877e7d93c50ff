package text

import "strings"

// Shingles returns the set of folded word n-grams of s.
func Shingles(s string, n int) map[string]struct{} {
	set := map[string]struct{}{}
	words := Words(s)
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = Fold(w.Text)
	}
	for i := 0; n > 0 && i+n <= len(folded); i++ {
		set[strings.Join(folded[i:i+n], " ")] = struct{}{}
	}
	return set
}

// Jaccard returns the share of a and b's union that both hold, in [0,1].
func Jaccard(a, b map[string]struct{}) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	both := 0
	for k := range a {
		if _, ok := b[k]; ok {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
