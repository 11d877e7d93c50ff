package memory

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// The address that an answer may take is there as long as its job is, also while it
// waits, is parked and is worked on again; then it is nowhere in the server.
func TestReplyGoesWithTheJob(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{Attempts: 1}), t.Context()
		r := asked("r")
		r.Reply = "sealed-reply"
		if fresh, err := s.Accept(ctx, r); err != nil || !fresh {
			t.Fatalf("new %v, error %v", fresh, err)
		}
		if parked, err := s.Retry(ctx, mustClaim(t, s), 0, "model down"); err != nil || !parked {
			t.Fatalf("parked %v, error %v", parked, err)
		}
		given, err := s.Parked(ctx)
		must(t, err)
		if len(given) != 1 || given[0].Request.Reply != "sealed-reply" {
			t.Fatalf("parked: %+v", given)
		}
		must(t, s.Revive(ctx, given[0].ID))
		j := mustClaim(t, s)
		if j.Request.Reply != "sealed-reply" {
			t.Fatalf("worked on again: %+v", j.Request)
		}
		d := copilot.Draft{
			ID: "d", Command: "draft", Place: r.Place, Created: time.Unix(1, 0).UTC(),
			Revisions: []copilot.Revision{{Number: 1, Digest: "d", Request: "r"}},
		}
		_, err = s.Keep(ctx, d, j.Fence, copilot.Audit{Draft: "d", Act: "drafted"})
		must(t, err)
		must(t, s.Finish(ctx, j))
		if all := dump(t, s); strings.Contains(all, "sealed-reply") || !strings.Contains(all, "drafted") {
			t.Errorf("the server holds\n%s", all)
		}
	})
}
