package memory

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// wall is a chat that shows every card and does nothing else.
type wall struct{ copilot.Chat }

// Show is copilot.Chat.
func (wall) Show(_ context.Context, at copilot.Spot, _ copilot.Card) (string, error) {
	return "message", nil
}

// The words of a deleted message are nowhere in the server, under no key, once the
// drafts that cite it have followed; what else they said is.
func TestDeletedWordsAreNowhere(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		core := copilot.New(copilot.Config{
			Composer: copilot.Composer{Now: time.Now}, Memory: s, Queue: s,
			Chats: map[string]copilot.Chat{"web": wall{}}, Log: slog.New(slog.DiscardHandler),
		})
		ref := keptSummary(t, s, "the sponsor pays 9000", "we open on Monday")
		if all := dump(t, s); !strings.Contains(all, "9000") {
			t.Fatalf("the words are not kept to begin with:\n%s", all)
		}
		for range 3 {
			must(t, core.SourceChanged(ctx, asked("").Place, "l1", true))
		}
		if all := dump(t, s); strings.Contains(all, "9000") || !strings.Contains(all, "we open on Monday") {
			t.Errorf("the server holds\n%s", all)
		}
		d, err := s.Draft(ctx, ref)
		must(t, err)
		if len(d.Revisions) != 2 {
			t.Errorf("%d revisions", len(d.Revisions))
		}
	})
}

// keptSummary keeps a summary of one point a message, l1, l2 ..., and its exchange.
func keptSummary(t *testing.T, s *Store, points ...string) copilot.Ref {
	t.Helper()
	mustAccept(t, s, "summary")
	j := mustClaim(t, s)
	r := copilot.Revision{Number: 1, Digest: "d", Request: "summary", Settings: copilot.Settings{Language: "en"}}
	for i, words := range points {
		r.Points = append(r.Points, copilot.Point{
			Section: "tldr", Text: copilot.Unseal(copilot.Sealed(words)), Cites: []copilot.Cite{{Line: fmt.Sprint("l", i+1)}},
		})
	}
	text := copilot.Unseal(copilot.Sealed("- " + strings.Join(points, "\n- ")))
	r.Variants = []copilot.Variant{{Text: text, Digest: "v"}}
	d := copilot.Draft{ID: "d", Command: "summarize", Place: asked("").Place, Created: time.Unix(1, 0), Revisions: []copilot.Revision{r}}
	_, err := s.Keep(t.Context(), d, j.Fence, copilot.Audit{Draft: "d", Act: "drafted"})
	must(t, err)
	must(t, s.Finish(t.Context(), j))
	must(t, s.Remember(t.Context(), d.Place, copilot.Exchange{Draft: "d", Answer: text}, copilot.Fence{}))
	return d.Ref()
}

// dump is every key of the server with all it holds.
func dump(t *testing.T, s *Store) string {
	t.Helper()
	ctx, all := t.Context(), ""
	for _, key := range s.db.Keys(ctx, "*").Val() {
		switch kind := s.db.Type(ctx, key).Val(); kind {
		case "string":
			all += fmt.Sprintln(key, s.db.Get(ctx, key).Val())
		case "hash":
			all += fmt.Sprintln(key, s.db.HGetAll(ctx, key).Val())
		case "list":
			all += fmt.Sprintln(key, s.db.LRange(ctx, key, 0, -1).Val())
		case "set":
			all += fmt.Sprintln(key, s.db.SMembers(ctx, key).Val())
		case "zset":
			all += fmt.Sprintln(key, s.db.ZRange(ctx, key, 0, -1).Val())
		case "stream":
			all += fmt.Sprintln(key, s.db.XRange(ctx, key, "-", "+").Val())
		default:
			t.Fatalf("%s is a %s", key, kind)
		}
	}
	return all
}
