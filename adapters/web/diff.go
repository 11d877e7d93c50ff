package web

import (
	"slices"
	"strings"
	"unicode"
)

// span is a piece of a text that is the same on the other side, or not.
type span struct {
	Text    string
	Changed bool
}

// maxEdits bounds the work of a comparison: texts further apart than this many
// words are shown as wholly different in between what they share at either end.
const maxEdits = 800

// diff compares two texts word by word. The spans of a side joined again are
// exactly its text.
func diff(a, b string) (before, after []span) {
	left, right := words(a), words(b)
	same := common(left, right)
	return spans(left, same, 0), spans(right, same, 1)
}

// words cuts a text into words, hashtags among them, runs of white space, and single other
// characters.
func words(s string) []string {
	var all []string
	start, last := 0, rune(-1)
	for i, r := range s {
		if i > start && !joint(last, r) {
			all = append(all, s[start:i])
			start = i
		}
		last = r
	}
	if start < len(s) {
		all = append(all, s[start:])
	}
	return all
}

// joint says whether two neighbours belong to one word.
func joint(a, b rune) bool {
	if unicode.IsSpace(a) || unicode.IsSpace(b) {
		return unicode.IsSpace(a) && unicode.IsSpace(b)
	}
	return (a == '#' || wordly(a)) && wordly(b)
}

func wordly(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '’' || r == '_'
}

// common lists pairs of indices of the words two texts share, in order.
func common(a, b []string) [][2]int {
	var same [][2]int
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		same = append(same, [2]int{head, head})
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	for _, pair := range shortest(a[head:len(a)-tail], b[head:len(b)-tail]) {
		same = append(same, [2]int{pair[0] + head, pair[1] + head})
	}
	for i := tail; i > 0; i-- {
		same = append(same, [2]int{len(a) - i, len(b) - i})
	}
	return same
}

// shortest finds the common words of a shortest edit script (Myers's greedy
// algorithm), none when it would take more than maxEdits.
func shortest(a, b []string) [][2]int {
	var trace [][]int // furthest x on each diagonal, by number of edits
	reach := make([]int, 2*maxEdits+3)
	const mid = maxEdits + 1
	for d := 0; d <= min(len(a)+len(b), maxEdits); d++ {
		trace = append(trace, append([]int(nil), reach[mid-d:mid+d+1]...))
		for k := -d; k <= d; k += 2 {
			x := reach[mid+k-1] + 1
			if k == -d || k != d && reach[mid+k-1] < reach[mid+k+1] {
				x = reach[mid+k+1]
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			reach[mid+k] = x
			if x >= len(a) && x-k >= len(b) {
				return retrace(trace, len(a), len(b))
			}
		}
	}
	return nil
}

// retrace walks back from the end along the furthest points.
func retrace(trace [][]int, x, y int) [][2]int {
	var same [][2]int
	for d := len(trace) - 1; d > 0; d-- {
		at := func(k int) int { return trace[d][k+d] } // reach before step d
		k := x - y
		from := k - 1
		if k == -d || k != d && at(k-1) < at(k+1) {
			from = k + 1
		}
		fromX := at(from)
		for x > fromX && y > fromX-from {
			x--
			y--
			same = append(same, [2]int{x, y})
		}
		x, y = fromX, fromX-from
	}
	for ; x > 0 && y > 0; x, y = x-1, y-1 {
		same = append(same, [2]int{x - 1, y - 1})
	}
	slices.Reverse(same)
	return same
}

// spans marks what of a side (0 left, 1 right) is not common, joining neighbours.
func spans(side []string, same [][2]int, which int) []span {
	common := make([]bool, len(side))
	for _, pair := range same {
		common[pair[which]] = true
	}
	var all []span
	for begin, end := 0, 0; begin < len(side); begin = end {
		for end < len(side) && common[end] == common[begin] {
			end++
		}
		all = append(all, span{strings.Join(side[begin:end], ""), !common[begin]})
	}
	return all
}
