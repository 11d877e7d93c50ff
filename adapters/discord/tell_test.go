package discord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/copilot"
)

// TestTell: somebody is told something where they just did something, for their eyes
// only; later, or elsewhere, in a direct message. Nobody is ever called by it.
func TestTell(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	to := copilot.Person{Platform: discord.Platform, ID: lea}
	tell := func(words string) {
		t.Helper()
		if err := s.chat.Tell(s.Ctx, to, s.place(), words); err != nil {
			t.Error(err)
		}
	}
	tell("before @everyone")
	s.Command(lea, launch, "draft", nil)
	s.CloseModal(lea)
	tell("now <@1> *really*")
	elsewhere := s.place()
	elsewhere.Channel = both
	if err := s.chat.Tell(s.Ctx, to, elsewhere, "elsewhere"); err != nil {
		t.Error(err)
	}
	s.Clock.Forward(15 * time.Minute)
	tell("later")
	var direct []string
	for _, m := range s.Direct(lea) {
		direct = append(direct, m.Plain())
	}
	if got := strings.Join(direct, "|"); got != "before @everyone|later" {
		t.Errorf("told directly: %q", got)
	}
	var whispered []string
	for _, m := range s.Ephemerals(lea) {
		whispered = append(whispered, m.Plain())
	}
	if got := strings.Join(whispered, "|"); got != "now <@1> *really*|elsewhere" {
		t.Errorf("told at once: %q", got)
	}
	if n := len(s.ours(launch)); n > 0 {
		t.Errorf("%d messages before everybody", n)
	}
}
