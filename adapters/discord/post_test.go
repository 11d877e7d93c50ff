package discord

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestReadPost(t *testing.T) {
	for id, want := range map[string]post{
		"1001:2002":           {channel: "1001", ids: []string{"2002"}},
		"1001:2002,2003,2004": {channel: "1001", ids: []string{"2002", "2003", "2004"}},
		"~1001:2002":          {channel: "1001", ids: []string{"2002"}, alone: true},
	} {
		got, err := readPost(id)
		if d := cmp.Diff(want, got, cmp.AllowUnexported(post{})); d != "" || err != nil || got.String() != id {
			t.Errorf("readPost(%q) = %v, %v, which is %q:\n%s", id, got, err, got.String(), d)
		}
	}
	for _, id := range []string{"", "1001", ":2002", "1001:", "1001:2002,", "~", "~:1"} {
		if got, err := readPost(id); err == nil {
			t.Errorf("readPost(%q) = %v", id, got)
		}
	}
}

// Discord's own example of an id.
func TestTimeOf(t *testing.T) {
	want := time.Date(2016, 4, 30, 11, 18, 25, 796_000_000, time.UTC)
	if got := timeOf("175928847299117063"); !got.Equal(want) {
		t.Errorf("timeOf = %v, want %v", got, want)
	}
	for _, id := range []string{"", "x", "-1", "99999999999999999999999"} {
		if got := timeOf(id); !got.IsZero() {
			t.Errorf("timeOf(%q) = %v", id, got)
		}
	}
	if got := idOf(time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)); got != "0" {
		t.Errorf("before Discord, idOf = %q", got)
	}
}

func TestIDsBoundMoments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.UnixMilli(rapid.Int64Range(epoch, epoch+1<<42-1).Draw(t, "at")).UTC()
		if got := timeOf(idOf(at)); !got.Equal(at) {
			t.Fatalf("timeOf(idOf(%v)) = %v", at, got)
		}
	})
}
