package check

import (
	"cmp"
	"slices"
)

// taken are the spans of findings, in order, as runs without gaps or overlaps.
type taken [][2]int

// spans returns where the findings are.
func spans(found []Finding) taken {
	all := make(taken, 0, len(found))
	for _, f := range found {
		all = append(all, [2]int{f.Start, f.End})
	}
	slices.SortFunc(all, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	var runs taken
	for _, s := range all {
		if n := len(runs) - 1; n >= 0 && s[0] < runs[n][1] {
			runs[n][1] = max(runs[n][1], s[1])
			continue
		}
		runs = append(runs, s)
	}
	return runs
}

// meet reports whether some finding has a rune of [start:end].
func (t taken) meet(start, end int) bool {
	i, _ := slices.BinarySearchFunc(t, start, func(run [2]int, at int) int {
		if run[1] <= at {
			return -1
		}
		return 1
	})
	return i < len(t) && t[i][0] < end
}
