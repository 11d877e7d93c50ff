package memory

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// sheet is the plain model of what a day's tokens are: a sum for each scope, and whom it
// warned of.
type sheet map[[4]string]int

func (s sheet) of(day string, a copilot.Account) [3]*int {
	var all [3]*int
	for i, key := range [3][4]string{{day, a.Workspace, "p", a.Person}, {day, a.Workspace, "c", a.Channel}, {day, a.Workspace}} {
		n := s[key]
		all[i] = &n
	}
	return all
}

func (s sheet) set(day string, a copilot.Account, sums [3]*int) {
	for i, key := range [3][4]string{{day, a.Workspace, "p", a.Person}, {day, a.Workspace, "c", a.Channel}, {day, a.Workspace}} {
		s[key] = *sums[i]
	}
}

// TestTokensAreTheModels: over replicas, tenants, people, channels and days, whoever sets
// aside and settles, late or not: a charge is refused exactly when a sum would pass its
// bound, on the narrowest scope, and then changes nothing; nobody is warned twice a day.
func TestTokensAreTheModels(t *testing.T) {
	m := miniredis.RunT(t)
	stores := []*Store{open(t, "redis://"+m.Addr(), Options{}), open(t, "redis://"+m.Addr(), Options{})}
	rapid.Check(t, func(r *rapid.T) {
		round, now := unique(), time.Unix(1_700_000_000, 0)
		most := copilot.Bounds{
			Person: rapid.IntRange(0, 40).Draw(r, "person"), Channel: rapid.IntRange(0, 60).Draw(r, "channel"), Workspace: rapid.IntRange(0, 80).Draw(r, "workspace"),
		}
		sums, warned, days := sheet{}, sheet{}, map[string]int64{}
		today := func() string { return now.UTC().Format(time.DateOnly) }
		account := func(r *rapid.T) copilot.Account {
			one := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(r, name) }
			return copilot.Account{
				Tenant:  copilot.Tenant{Platform: "slack", Workspace: round + one("w", "V", "W")},
				Channel: one("c", "C", "D"), Person: one("p", "U", "X"),
			}
		}
		store := func(r *rapid.T) *Store {
			m.SetTime(now)
			return rapid.SampledFrom(stores).Draw(r, "store")
		}
		r.Repeat(map[string]func(*rapid.T){
			"charge": func(r *rapid.T) {
				a, n := account(r), rapid.IntRange(0, 30).Draw(r, "tokens")
				day, over, err := store(r).Charge(t.Context(), a, n, most)
				must(t, err)
				days[today()] = day
				kept, want := sums.of(today(), a), copilot.Scope("")
				for i, scope := range scopes {
					if b := most.Of(scope); want == "" && b > 0 && *kept[i]+n > b {
						want = scope
					}
				}
				if over != want {
					r.Fatalf("refused for %q, want %q", over, want)
				}
				if want == "" {
					for i := range kept {
						*kept[i] += n
					}
					sums.set(today(), a, kept)
				}
			},
			"settle": func(r *rapid.T) {
				if len(days) == 0 {
					r.Skip("no day has begun")
				}
				var known []string
				for day := range days {
					known = append(known, day)
				}
				slices.Sort(known)
				a, day, n := account(r), rapid.SampledFrom(known).Draw(r, "day"), rapid.IntRange(-30, 10).Draw(r, "tokens")
				must(t, store(r).Settle(t.Context(), a, days[day], n))
				kept := sums.of(day, a)
				for i := range kept {
					*kept[i] = max(0, *kept[i]+n)
				}
				sums.set(day, a, kept)
			},
			"look": func(r *rapid.T) {
				a := account(r)
				used, err := store(r).Used(t.Context(), a)
				must(t, err)
				for i, scope := range scopes {
					if got, want := used.Of(scope).Tokens, *sums.of(today(), a)[i]; got != want {
						r.Fatalf("%s has used %d, want %d", scope, got, want)
					}
				}
			},
			"warn": func(r *rapid.T) {
				a := account(r)
				got, err := store(r).Warn(t.Context(), a, most)
				must(t, err)
				told, kept := warned.of(today(), a), sums.of(today(), a)
				var want []copilot.Scope
				for i, scope := range scopes {
					if b := most.Of(scope); b > 0 && *kept[i]*100 >= b*copilot.Soft && *told[i] == 0 {
						want = append(want, scope)
						*told[i] = 1
					}
				}
				warned.set(today(), a, told)
				if !slices.Equal(got, want) {
					r.Fatalf("warned of %v, want %v", got, want)
				}
			},
			"pass": func(r *rapid.T) {
				now = now.Add(time.Duration(rapid.IntRange(0, 20).Draw(r, "hours")) * time.Hour)
			},
		})
	})
}

// Many at once over three replicas never spend more than there is.
func TestChargeTogether(t *testing.T) {
	server := memorytest.Redis(t)
	stores := []*Store{open(t, server.URL(), Options{}), open(t, server.URL(), Options{}), open(t, server.URL(), Options{})}
	a := copilot.Account{Tenant: tenant, Channel: "c", Person: "u"}
	var all sync.WaitGroup
	var spent atomic.Int64
	for i := range 90 {
		all.Go(func() {
			_, over, err := stores[i%3].Charge(t.Context(), a, 7, copilot.Bounds{Channel: 200})
			if err != nil {
				t.Error(err)
			}
			if over == "" {
				spent.Add(7)
			}
		})
	}
	all.Wait()
	used, err := stores[0].Used(t.Context(), a)
	must(t, err)
	if spent.Load() != 196 || used.Channel.Tokens != 196 {
		t.Fatalf("%d tokens spent, %+v counted, want 196", spent.Load(), used)
	}
}

// The same script twice, as a Cluster client sends it when a node fails under it, counts
// once, and says the same although there is no room for another.
func TestChargeRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		a := copilot.Account{Tenant: tenant, Channel: "c", Person: "u"}
		for range 3 {
			reply, err := s.run(t.Context(), toCharge, s.keys.account(a), strings.Repeat("A", 26), 5, a.Person, a.Channel, 1000, -1, 5, 5, 5).Int64Slice()
			must(t, err)
			if reply[1] != 0 {
				t.Fatalf("a repeated call is refused: %v", reply)
			}
		}
		used, err := s.Used(t.Context(), a)
		must(t, err)
		if used.Person.Tokens != 5 || used.Workspace.Tokens != 5 {
			t.Fatalf("%+v of one call of 5", used)
		}
	})
}

// What was accepted is in what was used: once for each request, also of one that was
// delivered again; and of the minute as much as is not there again.
func TestUsedCountsRequests(t *testing.T) {
	m := miniredis.RunT(t)
	m.SetTime(time.Unix(1_700_000_000, 0))
	s := open(t, "redis://"+m.Addr(), Options{Requests: copilot.Bounds{Person: 6}})
	r := asked("1")
	r.Person.ID = "u"
	for range 3 {
		if _, err := s.Accept(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	r.ID = "2"
	if _, err := s.Accept(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	a := copilot.Account{Tenant: r.Tenant(), Channel: r.Place.Channel, Person: "u"}
	look := func(minute, requests int) {
		t.Helper()
		used, err := s.Used(t.Context(), a)
		must(t, err)
		want := copilot.Used{Person: copilot.Use{Minute: minute, Requests: requests}, Channel: copilot.Use{Requests: requests}, Workspace: copilot.Use{Requests: requests}}
		if used != want {
			t.Fatalf("%+v, want %+v", used, want)
		}
	}
	look(2, 2)
	m.SetTime(time.Unix(1_700_000_010, 0)) // one in ten seconds is there again
	look(1, 2)
	m.SetTime(time.Unix(1_700_000_000+86_400, 0))
	look(0, 0)
}
