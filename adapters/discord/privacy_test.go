package discord_test

import (
	"testing"
	"time"
)

// TestOptOut: anybody says for themselves that they do not want to be read, without rights
// of any kind, and takes it back.
func TestOptOut(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	out := func() map[string]time.Time {
		t.Helper()
		all, err := s.core.Memory.OptedOut(s.Ctx, s.place().Tenant(), []string{lea, marc, ada})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	s.says(s.sets(marc, "opt-out", nil), "n’est plus lu")
	if all := out(); len(all) != 1 || all[marc].IsZero() {
		t.Errorf("out: %v", all)
	}
	s.says(s.sets(marc, "opt-in", nil), "lu de nouveau")
	if all := out(); len(all) != 0 {
		t.Errorf("out: %v", all)
	}
}
