package builtin

import (
	"cmp"
	"slices"
)

// shortlist bounds how many remarks compete for a place, so that choosing takes
// the same time for a hundred lines and for ten thousand.
const shortlist = 400

// choose picks the remarks that together say most in at most budget words, and
// returns them in the order they were said. extra is what a name costs beyond
// its own words.
func choose(all []remark, budget, extra int) []remark {
	left := slices.Clone(all)
	slices.SortStableFunc(left, func(a, b remark) int { return cmp.Compare(b.score, a.score) })
	left = left[:min(len(left), shortlist)]
	c := chooser{said: map[int32]bool{}, lines: map[int]bool{}, turns: map[string]int{}}
	for len(left) > 0 {
		i := c.next(left)
		r := left[i]
		left = slices.Delete(left, i, i+1)
		cost := r.words
		if !c.lines[r.line] {
			cost += r.name + extra // a message is told after its author's name once
		}
		if cost <= budget {
			budget -= cost
			c.take(r)
		}
	}
	slices.SortFunc(c.chosen, func(a, b remark) int { return cmp.Compare(a.order, b.order) })
	return c.chosen
}

// chooser knows what has been chosen so far.
type chooser struct {
	chosen []remark
	said   map[int32]bool
	lines  map[int]bool
	turns  map[string]int
}

// next is the index of the remark that adds most.
func (c *chooser) next(left []remark) int {
	best, at := 0.0, 0
	for i, r := range left {
		if gain := c.gain(r); i == 0 || gain > best {
			best, at = gain, i
		}
	}
	return at
}

func (c *chooser) gain(r remark) float64 {
	known := 0
	for _, id := range r.terms {
		if c.said[id] {
			known++
		}
	}
	fresh := 1 - repetition*float64(known)/float64(max(1, len(r.terms)))
	share := float64(c.turns[r.author]) / float64(1+len(c.chosen))
	return r.score*fresh - turnTaking*share
}

func (c *chooser) take(r remark) {
	c.chosen = append(c.chosen, r)
	c.turns[r.author]++
	c.lines[r.line] = true
	for _, id := range r.terms {
		c.said[id] = true
	}
}
