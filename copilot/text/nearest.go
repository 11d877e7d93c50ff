package text

// maxTypo is the length in runes beyond which a word is no option somebody
// mistyped; it also bounds the work.
const maxTypo = 64

// Nearest returns the candidate that word was most likely meant to be, and
// true, or "" and false if none is close enough. Closeness is the number of
// letters missing, added, changed or swapped with a neighbour between the
// folded forms, at most a third of word's length and at least one. Of equally
// close candidates the one with the longer common beginning wins, then the
// earlier one.
func Nearest(word string, candidates []string) (string, bool) {
	return NearestWithin(word, candidates, max(1, len([]rune(Fold(Cut(word, maxTypo))))/3))
}

// NearestWithin is Nearest, of candidates that are so many letters off at most.
func NearestWithin(word string, candidates []string, most int) (string, bool) {
	if longer(word, maxTypo) {
		return "", false
	}
	typed := []rune(Fold(word))
	best, bestShared := most+1, -1
	found := ""
	for _, c := range candidates {
		if longer(c, maxTypo) {
			continue
		}
		meant := []rune(Fold(c))
		d := typos(typed, meant)
		if d == max(len(typed), len(meant)) && d > 0 {
			continue // nothing in common: another word, not a typo
		}
		shared := commonPrefix(typed, meant)
		if d < best || d == best && found != "" && shared > bestShared {
			best, bestShared, found = d, shared, c
		}
	}
	return found, found != ""
}

// typos is the optimal string alignment distance between a and b.
func typos(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(last[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func commonPrefix(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
