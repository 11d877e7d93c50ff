package faults

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// Plan says how a round kills replicas.
type plan struct {
	seed  uint64
	kills int           // in all, at least
	each  int           // at each point of the road, at least
	gap   time.Duration // between two, on average
}

// road are the points that every command comes by, or enough of them: what is done
// in Redis by the name of its script, calls by the platform's name for them.
var road = slices.Concat(
	around("redis", " never sent", " done, reply lost",
		"accept", "read", "take", "keep", "remember", "posted", "finish", "extend", "upkeep", "retry", "decide", "revise"),
	around("slack", " never arrived", " done, answer lost", "chat.postMessage", "chat.update"),
	around("discord", " never arrived", " done, answer lost", "PATCH/webhooks/*/*/messages/@original"),
	[]string{"model asked", "model half answered", "model answered"},
)

// around are the points before and after each of some steps.
func around(where, before, after string, steps ...string) []string {
	var points []string
	for _, step := range steps {
		points = append(points, where+" "+step+before, where+" "+step+after)
	}
	return points
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
	return a.total() >= a.plan.kills && len(a.due()) == 0
}

// total is how many died. The lock is held.
func (a *agenda) total() int {
	total := a.random
	for _, n := range a.hits {
		total += n
	}
	return total
}

// due are the points at which too few died. The lock is held.
func (a *agenda) due() []string {
	return slices.DeleteFunc(slices.Clone(road), func(point string) bool { return a.hits[point] >= a.plan.each })
}

// next is the point that is to be tried now: mostly one of the road that is due,
// else any that somebody has passed.
func (a *agenda) next() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	points := a.due()
	if len(points) == 0 || a.rng.IntN(8) == 0 {
		points = slices.Sorted(maps.Keys(a.seen))
	}
	if len(points) == 0 {
		return ""
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
