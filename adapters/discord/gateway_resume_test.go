package discord

import (
	"net/http/httptest"
	"strings"
	"testing"
)

// TestResumesWhereReadySays: not where GET /gateway leads; and there all the same
// when nobody answers where READY says.
func TestResumesWhereReadySays(t *testing.T) {
	t.Parallel()
	for name, away := range map[string]bool{"there": false, "nobody there": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			other := newFakeGateway(t, well)
			f := newFakeGateway(t, thenCloses(4000), well)
			f.elsewhere = strings.Replace(other.server.URL, "http", "ws", 1)
			if away {
				gone := httptest.NewServer(nil)
				f.elsewhere = strings.Replace(gone.URL, "http", "ws", 1)
				gone.Close()
			}
			r := run(t, brisk(f, &fakeSeats{left: -1}), plenty)
			resumed := other
			if away {
				resumed = f
			}
			eventually(t, "a resume", func() bool { _, n := resumed.counts(); return n == 1 && r.Connections() == 1 })
			if n, _ := f.counts(); n != 1 {
				t.Errorf("it identified %d times", n)
			}
		})
	}
}

func TestSameHouse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"gateway.discord.gg", "gateway.discord.gg", true},
		{"gateway-us-east1-b.discord.gg", "gateway.discord.gg", true},
		{"gateway.discord.gg", "discord.evil.example", false},
		{"gateway.discord.gg", "127.0.0.1", false},
		{"127.0.0.1", "127.0.0.1", true},
		{"10.0.0.1", "127.0.0.1", false},
		{"", "gateway.discord.gg", false},
	} {
		if got := sameHouse(c.a, c.b); got != c.same {
			t.Errorf("%q and %q: %t", c.a, c.b, got)
		}
	}
}
