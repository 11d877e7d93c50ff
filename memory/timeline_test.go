package memory

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Beyond the cap the oldest messages go, text and all, and an edit of an old one
// does not make it new.
func TestTimelineCap(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		line := s.Timeline(tenant)
		for _, id := range []int{1, 2, 3, 1, 4, 5} {
			text := fmt.Sprint(id)
			must(t, s.run(ctx, toPut, line.keys("c"), text, text, "c", 3, maxChanges).Err())
		}
		got, err := line.List(ctx, "c", 0)
		must(t, err)
		if d := cmp.Diff([][]byte{[]byte("3"), []byte("4"), []byte("5")}, got); d != "" {
			t.Fatalf("messages (-want +got):\n%s", d)
		}
		if n := s.db.HLen(ctx, line.keys("c")[0]).Val(); n != 3 {
			t.Fatalf("%d texts are kept of 3 messages", n)
		}
	})
}

// More messages than are read in one go.
func TestTimelinePages(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		line := s.Timeline(tenant)
		const n = messagePage + 7
		for i := range n {
			must(t, line.Put(ctx, "c", fmt.Sprint(i), fmt.Append(nil, i)))
		}
		got, err := line.List(ctx, "c", 0)
		must(t, err)
		if len(got) != n || string(got[0]) != "0" || string(got[n-1]) != fmt.Sprint(n-1) {
			t.Fatalf("%d messages, want %d in order", len(got), n)
		}
	})
}
