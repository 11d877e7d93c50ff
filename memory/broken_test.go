package memory

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Entries that nobody can work on stand at the head of every list; the job
// behind them is done all the same.
func TestBrokenEntries(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{Scan: 20 * time.Millisecond}), t.Context()
		must(t, s.found(ctx))
		for _, values := range []map[string]any{{"job": "no such job"}, {"x": "y"}, {"job": ""}, {"job": "stub"}} {
			must(t, s.db.XAdd(ctx, &redis.XAddArgs{Stream: s.keys.work(), Values: values}).Err())
		}
		must(t, s.db.HSet(ctx, s.keys.job("stub"), "state", "waiting").Err())
		for i := range 2 * upkeepBatch {
			must(t, s.db.ZAdd(ctx, s.keys.queue()[1], redis.Z{Score: float64(i), Member: unique()}).Err())
		}
		mustAccept(t, s, "unreadable")
		unreadable := s.db.Get(ctx, s.keys.seen(asked("unreadable"))).Val()
		must(t, s.db.HSet(ctx, s.keys.job(unreadable), "request", "{").Err())
		mustAccept(t, s, "later")
		mustAccept(t, s, "good")

		later := mustClaim(t, s)
		if _, err := s.Retry(ctx, later, time.Millisecond, "busy"); err != nil {
			t.Fatal(err)
		}
		good := mustClaim(t, s)
		again := mustClaim(t, s)
		if good.Request.ID != "good" || again.Request.ID != "later" {
			t.Fatalf("claimed %q, then %q", good.Request.ID, again.Request.ID)
		}
		if d := depthOf(t, s); d != (copilot.Depth{Working: 2, Parked: 1}) {
			t.Fatalf("depth %+v: the broken entries are not gone", d)
		}
		parked, err := s.Parked(ctx)
		must(t, err)
		if len(parked) != 1 || parked[0].ID != unreadable || parked[0].Cause != "unreadable" {
			t.Fatalf("parked %+v", parked)
		}
	})
}

// Somebody emptied the server under a worker that waits.
func TestEmptiedServer(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		mustAccept(t, s, "before")
		must(t, s.Finish(t.Context(), mustClaim(t, s)))
		must(t, s.db.FlushAll(t.Context()).Err())
		mustAccept(t, s, "after")
		if j := mustClaim(t, s); j.Request.ID != "after" {
			t.Fatalf("claimed %q", j.Request.ID)
		}
	})
}

// What is kept of a draft was damaged: an error, not a crash or half a draft; where drafts
// are listed it is left out, and the others are there.
func TestDamagedDraft(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		for _, damage := range []map[string]any{
			{"head": "{"}, {"latest": "x"}, {"latest": "0"}, {"latest": "2"}, {"rev:1": "[]"}, {"decision:1": "{"},
		} {
			ref := keptDraft(t, s, unique())
			must(t, s.db.HSet(ctx, s.keys.one(ref), damage).Err())
			if d, err := s.Draft(ctx, ref); err == nil {
				t.Errorf("%v: read as %+v", damage, d)
			}
		}
		whole := keptDraft(t, s, unique())
		all, err := s.Drafts(ctx, filterOfAll)
		must(t, err)
		if len(all) != 1 || all[0].ID != whole.Draft {
			t.Errorf("%d drafts are listed, want the whole one", len(all))
		}
	})
}

// keptDraft keeps a draft of one revision.
func keptDraft(t testing.TB, s *Store, id string) copilot.Ref {
	t.Helper()
	mustAccept(t, s, "for "+id)
	j := mustClaim(t, s)
	d := copilot.Draft{
		ID: id, Command: "draft", Place: asked("").Place, Created: time.Unix(1, 0).UTC(),
		About: "l", Revisions: []copilot.Revision{{Number: 1, Digest: "d", Request: "for " + id}},
	}
	if _, err := s.Keep(t.Context(), d, j.Fence, copilot.Audit{Draft: id, Act: "drafted"}); err != nil {
		t.Fatal(err)
	}
	must(t, s.Finish(t.Context(), j))
	return d.Ref()
}
