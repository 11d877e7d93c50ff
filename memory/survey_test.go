package memory

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Whoever can write to the server puts nothing into the figures of a channel that is not its
// own, and what is listed and gone is left out.
func TestSurveyBelievesNoList(t *testing.T) {
	s := open(t, mini(t), Options{})
	keptDraft(t, s, "a")
	at := asked("").Place
	for _, id := range []string{"a", "gone"} {
		must(t, s.db.ZAdd(t.Context(), s.keys.index(at.Tenant(), "elsewhere", ""), redis.Z{Score: 1, Member: id}).Err())
	}
	for channel, want := range map[string]int{at.Channel: 1, "elsewhere": 0} {
		found := 0
		_, err := s.Survey(t.Context(), at.Tenant(), channel, time.Time{}, 9, func(copilot.Draft) { found++ })
		if must(t, err); found != want {
			t.Errorf("%d drafts of %q, want %d", found, channel, want)
		}
	}
}
