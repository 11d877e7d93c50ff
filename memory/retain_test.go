package memory

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// What a channel keeps for longer than it wants is gone, from the day on that it is too old:
// what is open or signed stays, and so does what another channel keeps.
func TestRetention(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		h := furnished(t, s)
		pub := shop
		pub.Channel = "pub"
		h.lived(shop)
		h.lived(pub)
		if _, err := h.Import(t.Context(), shop, yann, []byte("retain_days: 3651")); err == nil {
			t.Error("more days than there may be are taken")
		}
		_, err := h.Import(t.Context(), shop, yann, []byte("retain_days: 10"))
		must(t, err)
		before := dumpOf(t, s, shop)
		h.late = 10*24*time.Hour - time.Minute
		must(t, h.Retire(t.Context()))
		if dumpOf(t, s, shop) != before {
			t.Error("something is gone a minute too early")
		}
		h.late = 10*24*time.Hour + time.Minute
		for range 2 {
			must(t, h.Retire(t.Context()))
		}
		left := dumpOf(t, s, shop)
		for line := range strings.Lines(left) {
			key, _, _ := strings.Cut(line, " ")
			of, isDraft := h.placeOf(key)
			if strings.Contains(key, ":pub") || isDraft && of.Channel == "pub" || strings.Contains(key, ":audit:") {
				continue
			}
			for _, canary := range []string{"gone-brief one is the rejected", "stay-brief six", "stay-minutes of his", "gone-kept"} {
				if strings.Contains(line, canary) && !(isDraft && strings.Contains(line, `"Points":[`) && strings.Contains(line, "stay-minutes")) {
					t.Errorf("left: %.300s", line)
				}
			}
		}
		for _, canary := range []string{"gone-brief two is open", "stay-brief seven", "stay-signed text of Yann", "stay-fact"} {
			if !strings.Contains(left, canary) {
				t.Errorf("%s is gone", canary)
			}
		}
		for at, want := range map[copilot.Place]bool{shop: false, pub: true} {
			recent, err := s.Recent(t.Context(), at, 50)
			must(t, err)
			at.Thread = "t3"
			_, err = s.Minutes(t.Context(), at)
			if len(recent) > 0 != want || (err == nil) != want {
				t.Errorf("%s remembers %d, minutes %v", at.Channel, len(recent), err)
			}
		}
	})
}
