package memory

import (
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// A worker of an earlier version finishes a job and makes no room in its lane: upkeep
// finds the room, or whoever is in line would wait for ever.
func TestLaneMends(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		var asks []copilot.Request
		for range 3 {
			r := asked(unique())
			r.Person.ID = "u"
			if _, err := s.Accept(ctx, r); err != nil {
				t.Fatal(err)
			}
			asks = append(asks, r)
		}
		j := mustClaim(t, s)
		entry := s.db.HGet(ctx, s.keys.job(j.ID), "entry").Val()
		must(t, s.db.XAck(ctx, s.keys.work(), group, entry).Err())
		must(t, s.db.XDel(ctx, s.keys.work(), entry).Err())
		must(t, s.db.Del(ctx, s.keys.job(j.ID)).Err())
		mustClaim(t, s)
		if j := mustClaim(t, s); j.Request.ID != asks[2].ID {
			t.Fatalf("claimed %q", j.Request.ID)
		}
	})
}

// An accept that was given up on leaves its line, and nobody who is in line with it.
func TestForgetLeavesTheLine(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		var all []acceptance
		for range 4 {
			r := asked(unique())
			r.Person.ID = "u"
			a, err := s.acceptance(r)
			must(t, err)
			if fresh, err := s.tryAccept(ctx, a); err != nil || !fresh {
				t.Fatalf("new %v, error %v", fresh, err)
			}
			all = append(all, a)
		}
		for _, forgotten := range []int{2, 0} { // one in line, one that is ready
			must(t, s.run(ctx, toForget, all[forgotten].keys, all[forgotten].job, voidTime.Milliseconds()).Err())
		}
		if d := depthOf(t, s); d != (copilot.Depth{Waiting: 2}) {
			t.Fatalf("depth %+v", d)
		}
		for _, want := range []int{1, 3} {
			if j := mustClaim(t, s); j.ID != all[want].job {
				t.Fatalf("claimed %q, want number %d", j.ID, want)
			}
		}
	})
}

// A version that knows nothing of lanes finds who is in line as it finds what is
// delayed: when nobody else is left, their turn comes all the same.
func TestInLineForEveryVersion(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		var last acceptance
		for range 3 {
			r := asked(unique())
			r.Person.ID = "u"
			a, err := s.acceptance(r)
			must(t, err)
			if fresh, err := s.tryAccept(ctx, a); err != nil || !fresh {
				t.Fatalf("new %v, error %v", fresh, err)
			}
			last = a
		}
		due, err := s.db.ZScore(ctx, s.keys.queue()[1], last.job).Result()
		must(t, err)
		state := s.db.HGet(ctx, s.keys.job(last.job), "state").Val()
		if soon := float64(s.nowMS() + 61_000); state != "delayed" || due > soon {
			t.Fatalf("it is %s and due at %.0f, not delayed until %.0f at most", state, due, soon)
		}
	})
}
