package faults

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// tally is the sum of all trials.
type tally struct {
	mu         sync.Mutex
	seed       uint64
	counts     map[string]int // of what went wrong, by name
	points     map[string]int // replicas that died at a point
	random     int            // replicas that died at random
	verdicts   map[verdict]int
	commands   int
	deliveries int
	acked      int
	covered    int
	resumes    []time.Duration
	why        map[string]int
	approvals  signed
	wishes     signed
	growths    []growth // of a soak
}

func newTally() *tally {
	return &tally{counts: map[string]int{}, points: map[string]int{}, verdicts: map[verdict]int{}, why: map[string]int{}}
}

// add adds a trial.
func (s *tally) add(h *house, l ledger) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for what, n := range h.counts {
		s.counts[what] += n
	}
	for point, n := range h.agenda.hits {
		s.points[point] += n
	}
	for v, n := range l.verdicts {
		s.verdicts[v] += n
		s.commands += n
	}
	for what, n := range l.why {
		s.why[what] += n
	}
	s.approvals.add(l.approvals)
	s.wishes.add(l.wishes)
	s.random += h.agenda.random
	s.deliveries += l.deliveries
	s.acked += l.acked
	s.covered += l.covered
	s.resumes = append(s.resumes, l.resumes...)
	slices.Sort(s.resumes)
}

// table is the sum as a page shows it.
func (s *tally) table() string {
	var b strings.Builder
	row := func(what string, value any) { fmt.Fprintf(&b, "| %s | %v |\n", what, value) }
	b.WriteString("| what | count |\n|---|---|\n")
	row("seed", s.seed)
	atPoints := 0
	for _, n := range s.points {
		atPoints += n
	}
	row("replica SIGKILLed", fmt.Sprintf("%d: %d at random, %d at %d named points", s.random+atPoints, s.random, atPoints, len(s.points)))
	if atPoints > 0 {
		row("fewest kills at a point of the road", s.fewest())
	}
	for _, what := range slices.Sorted(maps.Keys(s.counts)) {
		row(what, s.counts[what])
	}
	row("commands", s.commands)
	row("deliveries", s.deliveries)
	row("accepted", s.acked)
	for _, v := range []verdict{answered, parked, told, turned, doubtful, unknown, lost, silent, duplicated, ghost, taken} {
		row(string(v), s.verdicts[v])
	}
	for _, what := range slices.Sorted(maps.Keys(s.why)) {
		row("… told: "+what, s.why[what])
	}
	row("presses on Approve", s.approvals)
	row("wishes for changes", s.wishes)
	row("answers that gave way to progress for a moment", s.covered)
	row("answered by another after a kill", len(s.resumes))
	row("resume p50, p99, most", fmt.Sprintf("%.1f s, %.1f s, %.1f s",
		percentile(s.resumes, 0.5).Seconds(), percentile(s.resumes, 0.99).Seconds(), percentile(s.resumes, 1).Seconds()))
	for _, g := range s.growths {
		row("soak", g)
	}
	return b.String()
}

// fewest is the point of the road at which the fewest died.
func (s *tally) fewest() string {
	point := slices.MinFunc(road, func(a, b string) int { return s.points[a] - s.points[b] })
	return fmt.Sprintf("%d (%s)", s.points[point], point)
}
