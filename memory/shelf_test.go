package memory

import (
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// A draft stands in the list of its state and in no other, of its channel and of
// all channels.
func TestListsMove(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		ref := keptDraft(t, s, "d")
		listed := func(want copilot.State) {
			t.Helper()
			for _, state := range append(copilot.States(), "") {
				for _, channel := range []string{"c", ""} {
					n, err := s.db.ZCard(ctx, s.keys.index(tenant, channel, state)).Result()
					must(t, err)
					if in := state == want || state == ""; (n == 1) != in {
						t.Fatalf("listed as %q in channel %q: %v, want %v", state, channel, n == 1, in)
					}
				}
			}
		}
		click := func(v copilot.Verdict, number int) {
			t.Helper()
			_, err := s.Decide(ctx, ref, copilot.Decision{Revision: number, Digest: "d", Verdict: v, At: time.Unix(int64(number), 0)}, nil, copilot.Audit{})
			must(t, err)
		}
		listed(copilot.Pending)
		click(copilot.RequestChanges, 1)
		listed(copilot.ChangesRequested)
		_, err := s.Revise(ctx, ref, copilot.Expect{Revision: 1, Digest: "d"}, copilot.Revision{Digest: "d"}, copilot.Fence{}, copilot.Audit{})
		must(t, err)
		listed(copilot.Pending)
		click(copilot.Approve, 2)
		listed(copilot.Approved)
	})
}

// A list that was read before a draft moved does not show it in the wrong state.
func TestListOutOfDate(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		ref := keptDraft(t, s, "d")
		keptDraft(t, s, "e")
		must(t, s.db.HSet(ctx, s.keys.one(ref), "state:1", string(copilot.Approved)).Err())
		must(t, s.db.ZAdd(ctx, s.keys.index(tenant, "", copilot.Pending), zOf("gone")).Err())
		drafts, err := s.Drafts(ctx, copilot.Filter{Tenant: tenant, States: []copilot.State{copilot.Pending}})
		must(t, err)
		if len(drafts) != 1 || drafts[0].ID != "e" {
			t.Fatalf("drafts %+v", drafts)
		}
	})
}
