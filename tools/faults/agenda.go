package faults

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// Plan says how a round kills replicas.
type plan struct {
	seed  uint64
	kills int           // in all, at least
	each  int           // at each point that is on the road of every command, at least
	gap   time.Duration // between two, on average
}

// agenda says when a replica dies: at a random moment, or when it comes to a point
// of the road that waits for somebody.
type agenda struct {
	plan plan
	rng  *rand.Rand

	mu     sync.Mutex
	seen   map[string]int // how often a point was passed
	hits   map[string]int // how often somebody died at it
	armed  string         // the point that waits; empty: none
	random int            // kills at no point
}

func newAgenda(p plan) *agenda {
	return &agenda{plan: p, rng: rand.New(rand.NewPCG(p.seed, 1)), seen: map[string]int{}, hits: map[string]int{}}
}

// patience is how long a point waits for somebody to come by.
const patience = 3 * time.Second

// run kills until it has done what the plan says, or ctx ends.
func (a *agenda) run(ctx context.Context, replicas []*replica) {
	for !a.done() {
		if !sleep(ctx, time.Duration(a.rng.ExpFloat64()*float64(a.plan.gap))) {
			return
		}
		if point := a.next(); point != "" && a.rng.IntN(4) > 0 {
			a.wait(ctx, point)
			continue
		}
		r := replicas[a.rng.IntN(len(replicas))]
		if r.kill("at random") {
			a.mu.Lock()
			a.random++
			a.mu.Unlock()
		}
	}
}

// done says whether the plan is fulfilled.
func (a *agenda) done() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	total := a.random
	for _, n := range a.hits {
		total += n
	}
	return total >= a.plan.kills && a.rarest() == ""
}

// rarest is the point at which the fewest died, of those where too few did. The
// lock is held.
func (a *agenda) rarest() string {
	var points []string
	for point := range a.seen {
		if a.hits[point] < a.plan.each {
			points = append(points, point)
		}
	}
	if len(points) == 0 {
		return ""
	}
	return slices.MinFunc(points, func(x, y string) int {
		return cmp.Or(cmp.Compare(a.hits[x], a.hits[y]), cmp.Compare(x, y))
	})
}

// next is the point that is to be tried now: mostly the rarest, else any, so that a
// point that few pass does not hold up the others.
func (a *agenda) next() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var points []string
	for point := range a.seen {
		if a.hits[point] < a.plan.each {
			points = append(points, point)
		}
	}
	if len(points) == 0 {
		return ""
	}
	slices.Sort(points)
	if a.rng.IntN(2) == 0 {
		return a.rarest()
	}
	return points[a.rng.IntN(len(points))]
}

// wait arms a point until somebody died there or patience is over.
func (a *agenda) wait(ctx context.Context, point string) {
	a.mu.Lock()
	a.armed = point
	a.mu.Unlock()
	until := time.Now().Add(patience)
	for time.Now().Before(until) && a.waits(point) {
		if !sleep(ctx, 20*time.Millisecond) {
			break
		}
	}
	a.mu.Lock()
	a.armed = ""
	a.mu.Unlock()
}

func (a *agenda) waits(point string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.armed == point
}

// reached says whether a replica dies here, now: then it is dead already.
func (a *agenda) reached(r *replica, point string) bool {
	a.mu.Lock()
	a.seen[point]++
	dies := a.armed == point
	if dies {
		a.armed = ""
	}
	a.mu.Unlock()
	if !dies || !r.kill(point) {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.hits[point]++
	return true
}

// sleep waits that long; false when ctx ended.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
