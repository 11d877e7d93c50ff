package discord_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// TestStaleClick: the button of an old card decides nothing, and says what has come
// of it; one that nobody offers either.
func TestStaleClick(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	approve := card.Buttons()[0].CustomID
	s.clicks(lea, card.ID, "act.edit?")
	s.submits(lea, map[string]any{"text.1/0": "A text by hand."})
	s.says(s.ForgeClick(marc, launch, card.ID, approve), "révision")
	s.says(s.ForgeClick(marc, launch, card.ID, strings.Replace(approve, "act.approve|", "act.edit?|", 1)), "")
	for _, forged := range []string{"act.approve", "act.|x|1|y", "act.approve|x|0|", "something", strings.Replace(approve, "act.approve", "act.conquer", 1), "do|act.edit?|a|1|b"} {
		s.says(s.ForgeClick(marc, launch, card.ID, forged), "")
	}
	if d := s.newest(); d.State() != copilot.Pending || d.Latest().Number != 2 {
		t.Errorf("revision %d is %s", d.Latest().Number, d.State())
	}
	s.clicks(marc, card.ID, "act.approve|")
	s.says(s.ForgeClick(marc, launch, card.ID, approve), "Marc Olivier")
}

// TestTakenAway: a card that somebody deleted is made anew with the next change, and
// the parts that were left of it go.
func TestTakenAway(t *testing.T) {
	t.Parallel()
	for _, given := range []string{"1", "5"} {
		s := open(t, setting{written: chattest.Lengthy})
		s.asks(lea, "draft", map[string]string{"text": "variants:" + given + " our launch"})
		before := s.ours(launch)
		if (len(before) > 1) != (given == "5") {
			t.Fatalf("%s variants are %d messages", given, len(before))
		}
		asked := s.clicks(lea, before[len(before)-1].ID, "act.withdraw*|")
		s.Delete(s.Options().Application, launch, before[0].ID)
		s.Clock.Forward(time.Minute) // what is not there now is not on its way
		s.clicks(lea, asked.Message, "act.withdraw!|")
		if n := len(s.ours(launch)); n != len(before) {
			t.Errorf("%d messages stand, want %d", n, len(before))
		}
		for _, m := range s.ours(launch) {
			if slices.ContainsFunc(before, func(old *discordtest.Message) bool { return old.ID == m.ID }) || len(buttons(m)) > 0 {
				t.Errorf("%s is left, with %v", m.ID, buttons(m))
			}
		}
	}
}

// TestClickOnWhatIsGone: a decision counts though its card was deleted meanwhile; the
// next change makes the card anew.
func TestClickOnWhatIsGone(t *testing.T) {
	t.Parallel()
	s := open(t, setting{discord: discordtest.Options{Unchecked: []string{discordtest.CheckAnswered}}})
	s.approvers(marc)
	card := s.drafts()
	s.Delete(s.Options().Application, launch, card.ID)
	s.ForgeClick(marc, launch, card.ID, card.Buttons()[0].CustomID)
	s.rest()
	if d := s.newest(); d.State() != copilot.Approved {
		t.Errorf("it is %s", d.State())
	}
}
