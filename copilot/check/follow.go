package check

// followers is a set of two words that follow each other, by their hashes: half a million pairs would have to be known for a
// chance of one in a hundred million that two of them are taken for each other.
type followers map[uint64]struct{}

func (p followers) has(a, b string) bool {
	_, ok := p[pairOf(hashOf(a), hashOf(b))]
	return ok
}

// pairOf tells "a b" from "b a".
func pairOf(a, b uint64) uint64 { return a*31 + b }

// hashOf is FNV-1a: the same in every run.
func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
