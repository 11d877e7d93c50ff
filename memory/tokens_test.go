package memory

import (
	"strings"
	"sync"
	"testing"

	"github.com/brouillon/brouillon/memory/memorytest"
	"pgregory.net/rapid"
)

const day = "2026-03-12"

// All stores on one Redis count together, at the same time too, and nothing is lost.
func TestSpendTogether(t *testing.T) {
	server := memorytest.Redis(t)
	stores := []*Store{open(t, server.URL(), Options{}), open(t, server.URL(), Options{}), open(t, server.URL(), Options{})}
	var all sync.WaitGroup
	var mu sync.Mutex
	seen := map[int]bool{}
	for _, s := range stores {
		for range 40 {
			all.Go(func() {
				sum, err := s.Spend(t.Context(), day, 7)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				if seen[sum] {
					t.Errorf("two were told %d", sum)
				}
				seen[sum] = true
			})
		}
	}
	all.Wait()
	if sum := spent(t, stores[0]); sum != 7*len(stores)*40 {
		t.Fatalf("%d tokens", sum)
	}
}

// Whoever spends and gives back, on whichever day: every day has its own sum, never
// below nothing, and all are told the same.
func TestSpendIsSummed(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		stores := []*Store{open(t, url, Options{}), open(t, url, Options{})}
		rapid.Check(t, func(r *rapid.T) {
			round, sums := unique(), map[string]int{}
			for range rapid.IntRange(1, 12).Draw(r, "calls") {
				d := round + rapid.SampledFrom([]string{"a", "b"}).Draw(r, "day")
				n := rapid.IntRange(-5_000_000_000, 5_000_000_000).Draw(r, "tokens")
				sums[d] = max(0, sums[d]+n)
				got, err := rapid.SampledFrom(stores).Draw(r, "store").Spend(r.Context(), d, n)
				must(t, err)
				if got != sums[d] {
					r.Fatalf("%d, want %d", got, sums[d])
				}
			}
		})
	})
}

// The same script twice, as a Cluster client sends it when a node fails under it, counts
// once, also when others were in between.
func TestSpendRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		for range 3 {
			for _, call := range []string{"A", "B"} {
				must(t, s.run(t.Context(), toSpend, s.keys.tokens(day), strings.Repeat(call, 26), 5, tokensKept.Milliseconds()).Err())
			}
		}
		if sum := spent(t, s); sum != 10 {
			t.Fatalf("%d tokens of two calls of 5", sum)
		}
	})
}

func TestSpendWithoutAStore(t *testing.T) {
	server := memorytest.Redis(t)
	s := open(t, server.URL(), hasty)
	server.Kill()
	if sum, err := s.Spend(t.Context(), day, 1); err == nil {
		t.Fatalf("%d tokens counted by a dead server", sum)
	}
}

func spent(t *testing.T, s *Store) int {
	t.Helper()
	sum, err := s.Spend(t.Context(), day, 0)
	must(t, err)
	return sum
}
