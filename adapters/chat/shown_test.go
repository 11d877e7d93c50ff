package chat

import (
	"slices"
	"strings"
	"testing"
)

// What has no room in a form is not shown, and stays when the form says nothing of it.
func TestWhatHasNoRoomStays(t *testing.T) {
	long := strings.Repeat("🎉", 6)
	if v, whole := Shown("short", 10); v != "short" || !whole {
		t.Errorf("%q, %v", v, whole)
	}
	if v, whole := Shown(long, 10); v != "" || whole {
		t.Errorf("%q, %v: six emoji are twelve units", v, whole)
	}
	for _, c := range []struct{ kept, said, want string }{{"short", "", ""}, {"short", "new", "new"}, {long, "", long}, {long, "new", "new"}} {
		if got := Replaced(c.kept, c.said, 10); got != c.want {
			t.Errorf("%q after %q is %q, want %q", c.kept, c.said, got, c.want)
		}
	}
	odd := []string{"never, ever", "best"}
	if v, whole := ShownList(odd, 100); whole {
		t.Errorf("%q would be taken apart otherwise", v)
	}
	for _, c := range []struct {
		kept []string
		said string
		want []string
	}{{odd, "", odd}, {odd, "a, b", []string{"a", "b"}}, {[]string{"a"}, "", nil}, {[]string{long, "a"}, "", []string{long, "a"}}, {nil, "", nil}} {
		if got := ReplacedList(c.kept, c.said, 10); !slices.Equal(got, c.want) {
			t.Errorf("%q after %q is %q, want %q", c.kept, c.said, got, c.want)
		}
	}
}
