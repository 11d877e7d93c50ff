package discord_test

import (
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
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

// TestForget: anybody has forgotten what is kept of themselves, after they were told what
// that is; only who manages the server what is kept of a channel. The receipt can be read
// again.
func TestForget(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Command(lea, launch, "draft", map[string]any{"text": "We open on Monday at eight"})
	s.rest()
	s.says(s.sets(lea, "context", nil), "1 draft you asked for")
	s.says(s.sets(lea, "forget", nil), "What should be forgotten?")
	s.says(s.sets(lea, "forget", map[string]any{"what": "me"}), "To do it: /copilot forget me yes")
	s.says(s.sets(lea, "forget", map[string]any{"what": "channel_facts", "confirm": "yes"}), "Only people who may manage the server")
	s.says(s.sets(ada, "forget", map[string]any{"what": "channel"}), "This would erase what is kept of this channel")
	if d := s.draftsFor(lea); len(d) != 1 || d[0].Brief == "" {
		t.Fatalf("erased before anybody said yes: %+v", d)
	}
	r := s.sets(lea, "forget", map[string]any{"what": "me", "confirm": "yes"})
	s.says(r, "It is being erased")
	d := s.draftsFor(lea)
	if d[0].State() != copilot.Withdrawn || d[0].Brief != "" || d[0].Author.ID != "" {
		t.Errorf("left: %+v", d[0])
	}
	s.says(s.sets(lea, "context", nil), "0 drafts you asked for")
}
