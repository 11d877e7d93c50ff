package text

import "strings"

// Shingles returns the set of the runs of n folded words in s, for telling how
// much two texts share. A text of fewer than n words is one shingle of all of
// them; a text without words, or an n below 1, has none.
func Shingles(s string, n int) map[string]struct{} {
	words := Words(s)
	if n < 1 || len(words) == 0 {
		return map[string]struct{}{}
	}
	n = min(n, len(words))
	var b strings.Builder
	b.Grow(len(s))
	starts, ends := make([]int, len(words)), make([]int, len(words))
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		starts[i] = b.Len()
		b.WriteString(Fold(w.Text))
		ends[i] = b.Len()
	}
	folded := b.String()
	set := make(map[string]struct{}, len(words))
	for i := 0; i+n <= len(words); i++ {
		set[folded[starts[i]:ends[i+n-1]]] = struct{}{}
	}
	return set
}

// Jaccard returns the share of all the members of a and b that both hold, in
// [0,1]; 0 when both are empty.
func Jaccard(a, b map[string]struct{}) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	both := 0
	for k := range a {
		if _, ok := b[k]; ok {
			both++
		}
	}
	if all := len(a) + len(b) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}
