package memory

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// bucket is the plain model of a limit: it holds as many as are allowed in a minute, and
// drips back evenly.
type bucket struct {
	most, every, credit time.Duration // credit in time
	at                  time.Time
}

func newBucket(most int, now time.Time) *bucket {
	every := time.Duration((60_000_000+most-1)/most) * time.Microsecond
	return &bucket{time.Duration(most), every, time.Duration(most) * every, now}
}

// lacks is how long until there is one in it.
func (b *bucket) lacks(now time.Time) time.Duration {
	b.credit = min(b.most*b.every, b.credit+now.Sub(b.at))
	b.at = now
	return max(0, b.every-b.credit)
}

// TestLimitsAreTheModels: over replicas, tenants, people, channels and times, a request is
// refused exactly when the model is empty, with exactly the time it takes to fill again;
// what is delivered again is never refused and never counted.
func TestLimitsAreTheModels(t *testing.T) {
	m := miniredis.RunT(t)
	stores := []*Store{open(t, "redis://"+m.Addr(), Options{}), open(t, "redis://"+m.Addr(), Options{})}
	rapid.Check(t, func(r *rapid.T) {
		most := copilot.Bounds{
			Person: rapid.IntRange(0, 4).Draw(r, "person"), Channel: rapid.IntRange(0, 6).Draw(r, "channel"), Workspace: rapid.IntRange(0, 8).Draw(r, "workspace"),
		}
		round, now := unique(), time.Unix(1_700_000_000, 0)
		for _, s := range stores {
			s.o.Requests = most
		}
		buckets := map[string]*bucket{}
		of := func(q copilot.Request) (all []*bucket) {
			for _, scope := range scopes {
				n := most.Of(scope)
				if n == 0 {
					continue
				}
				key := fmt.Sprint(q.Tenant(), scope, map[copilot.Scope]string{copilot.ScopePerson: q.Person.ID, copilot.ScopeChannel: q.Place.Channel}[scope])
				if buckets[key] == nil {
					buckets[key] = newBucket(n, now)
				}
				all = append(all, buckets[key])
			}
			return all
		}
		var done []copilot.Request
		n := 0
		accept := func(r *rapid.T, q copilot.Request) (bool, error) {
			m.SetTime(now)
			return rapid.SampledFrom(stores).Draw(r, "store").Accept(t.Context(), q)
		}
		r.Repeat(map[string]func(*rapid.T){
			"ask": func(r *rapid.T) {
				n++
				q := asked(fmt.Sprint(n))
				q.Place = copilot.Place{Platform: "slack", Workspace: round + rapid.SampledFrom([]string{"V", "W"}).Draw(r, "w"), Channel: rapid.SampledFrom([]string{"C", "D"}).Draw(r, "c")}
				q.Person.ID = rapid.SampledFrom([]string{"U", "X"}).Draw(r, "p")
				var want time.Duration
				for _, b := range of(q) {
					want = max(want, b.lacks(now))
				}
				fresh, err := accept(r, q)
				var got time.Duration
				if limit, ok := errors.AsType[*copilot.LimitError](err); ok {
					got = limit.After
				} else if err != nil || !fresh {
					r.Fatalf("new %v, %v", fresh, err)
				}
				if got != want {
					r.Fatalf("it waits %v, want %v", got, want)
				}
				if want == 0 {
					for _, b := range of(q) {
						b.credit -= b.every
					}
					done = append(done, q)
				}
			},
			"deliver again": func(r *rapid.T) {
				if len(done) == 0 {
					r.Skip("nothing is accepted")
				}
				if fresh, err := accept(r, rapid.SampledFrom(done).Draw(r, "request")); err != nil || fresh {
					r.Fatalf("new %v, %v", fresh, err)
				}
			},
			"pass": func(r *rapid.T) {
				now = now.Add(time.Duration(rapid.Int64Range(0, 30_000_000).Draw(r, "µs")) * time.Microsecond)
			},
		})
	})
}

// A server's clock that is set back makes nobody wait longer than for the next one.
func TestLimitClockSetBack(t *testing.T) {
	m := miniredis.RunT(t)
	s := open(t, "redis://"+m.Addr(), Options{Requests: copilot.Bounds{Workspace: 6}})
	m.SetTime(time.Unix(1_700_000_000, 0))
	for i := range 6 {
		mustAccept(t, s, fmt.Sprint(i))
	}
	m.SetTime(time.Unix(1_600_000_000, 0))
	_, err := s.Accept(t.Context(), asked("late"))
	limit, ok := errors.AsType[*copilot.LimitError](err)
	if !ok || limit.After != 10*time.Second {
		t.Fatalf("%v, want a wait of 10s", err)
	}
}

// On a server whose clock runs: many at once over three replicas, and no more than the
// time allows that it took; what is refused is not in the queue.
func TestLimitInTime(t *testing.T) {
	server := memorytest.Redis(t)
	o := Options{Requests: copilot.Bounds{Channel: 10}}
	stores := []*Store{open(t, server.URL(), o), open(t, server.URL(), o), open(t, server.URL(), o)}
	begun := time.Now()
	var all sync.WaitGroup
	var kept atomic.Int64
	for i := range 60 {
		all.Go(func() {
			q := asked(fmt.Sprint(i))
			q.Place.Channel, q.Person.ID = "C", fmt.Sprint(i)
			fresh, err := stores[i%3].Accept(t.Context(), q)
			if _, limited := errors.AsType[*copilot.LimitError](err); err != nil && !limited {
				t.Error(err)
			}
			if fresh {
				kept.Add(1)
			}
		})
	}
	all.Wait()
	if n, most := kept.Load(), 10+int64(time.Since(begun)/(6*time.Second)); n < 10 || n > most {
		t.Fatalf("%d accepted, want 10 to %d", n, most)
	}
	if d := depthOf(t, stores[0]); d.Waiting+d.Delayed != kept.Load() {
		t.Fatalf("depth %+v of %d accepted", d, kept.Load())
	}
}
