package text

// Rank scores each sentence between 0 and 1 by how central it is to all of them.
func Rank(sentences []string, lang string) []float64 {
	count := map[string]float64{}
	for _, s := range sentences {
		for _, w := range Words(s) {
			if !Stop(lang, w.Text) {
				count[Stem(lang, w.Text)]++
			}
		}
	}
	scores := make([]float64, len(sentences))
	best := 1.0
	for i, s := range sentences {
		for _, w := range Words(s) {
			scores[i] += count[Stem(lang, w.Text)]
		}
		best = max(best, scores[i])
	}
	for i := range scores {
		scores[i] /= best
	}
	return scores
}
