package discord_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// TestMenuLeaksNothing: the message whose menu somebody used in a channel is not read
// for somebody else who may not see it, by way of a place where they may.
func TestMenuLeaksNothing(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.rooms()
	hidden := s.Say(marc, secret, "THE TAKEOVER PRICE IS 42")
	s.menu(marc, secret, hidden, menuHashtags)
	s.asks(lea, "hashtags", map[string]string{"text": s.Link(launch, hidden)})
	if n := s.Pen.CountOf("TAKEOVER"); n != 1 {
		t.Errorf("the writer was given it %d times, once for who may read it", n)
	}
}

// TestChannelsAreNotNamed: a channel that somebody may not see, or of another server,
// has no name for them, though the bot knows it.
func TestChannelsAreNotNamed(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.rooms()
	for _, id := range []string{secret, abroad} {
		s.asks(lea, "summarize", map[string]string{"text": "https://discord.com/channels/" + s.Options().Guild + "/" + id})
	}
	s.Say(lea, launch, "See <#"+secret+"> and <#"+abroad+"> and <#"+launch+"> please")
	s.asks(lea, "summarize", nil)
	got := s.linesRead()
	for words, want := range map[string]bool{"#launch": true, "nightfall": false, "overseas": false, "#" + secret: true} {
		if strings.Contains(got, words) != want {
			t.Errorf("read %q, %s in it: %v", got, words, !want)
		}
	}
}

// TestPartTakenAway: somebody deletes the last message of a long card. It is made
// again, for its buttons stand there.
func TestPartTakenAway(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: func(copilot.Prompt) string { return strings.Repeat("We open on Thursday and all are welcome. ", 300) }})
	s.approvers(marc)
	s.asks(lea, "draft", map[string]string{"text": "our launch", "variants": "1"})
	all := s.ours(launch)
	if len(all) < 2 || len(all[len(all)-1].Buttons()) == 0 {
		t.Fatalf("%d messages", len(all))
	}
	s.Delete(s.Options().Application, launch, all[len(all)-1].ID)
	if err := s.core.Redraw(s.Ctx, s.place()); err != nil {
		t.Error(err)
	}
	if again := s.ours(launch); len(again) != len(all) || len(again[len(again)-1].Buttons()) == 0 {
		t.Errorf("%d messages of %d stand", len(again), len(all))
	}
}

// TestLongAnswerWhereTheBotMayNotWrite: it may still answer there, in as many messages
// as it takes.
func TestLongAnswerWhereTheBotMayNotWrite(t *testing.T) {
	t.Parallel()
	s := open(t, setting{
		written: func(copilot.Prompt) string { return strings.Repeat("We open on Thursday and all are welcome. ", 300) },
	})
	s.approvers(marc)
	s.Discord.Channel(discordtest.Channel{ID: launch, Name: "launch", Overwrites: []discordtest.Overwrite{
		{ID: s.Options().Application, Member: true, Deny: discordtest.SendMessages},
	}})
	s.asks(lea, "draft", map[string]string{"text": "our launch", "variants": "1"})
	if all := s.ours(launch); len(all) < 2 || len(all[len(all)-1].Buttons()) == 0 {
		t.Errorf("%d messages", len(all))
	}
}

// TestLongFormGivesAllBack: what a refused form held comes back whole, however long it
// is once it is shown exactly.
func TestLongFormGivesAllBack(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	s.clicks(lea, card.ID, "act.edit?")
	s.clicks(marc, card.ID, "act.approve|")
	typed := strings.Repeat("_*", 2000)
	s.submits(lea, map[string]any{"text.1/0": typed})
	var back strings.Builder
	for _, m := range s.Ephemerals(lea) {
		back.WriteString(strings.ReplaceAll(m.Plain(), "\n", ""))
	}
	if got := strings.Count(back.String(), "_*"); got != 2000 {
		t.Errorf("%d of 2000 came back", got)
	}
}

// TestRefusedBeforeWriting: who may not decide is told at the click, on record, and
// opens no form.
func TestRefusedBeforeWriting(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	for _, act := range []string{"act.changes?", "act.reject?"} {
		r := s.clicks(ada, card.ID, act)
		if _, asks := s.Modal(ada); asks || r.Type != 4 {
			t.Errorf("%s is answered with type %d", act, r.Type)
		}
	}
	trail, err := s.Store.Trail(s.Ctx, s.newest().Ref())
	refused := 0
	for _, e := range trail {
		if e.Act == "refused" && e.Person.ID == ada {
			refused++
		}
	}
	if err != nil || refused != 2 {
		t.Errorf("%d refusals are on record: %v", refused, err)
	}
}

// TestButtonsOfElsewhere: the button of a draft in a channel that somebody may not see
// opens nothing for them, does nothing, and says that there is no such draft.
func TestButtonsOfElsewhere(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.rooms()
	s.asksIn(marc, secret, "draft", map[string]string{"text": "our launch", "variants": "1"})
	card := s.card(secret)
	other := s.Say(marc, launch, "hello")
	for _, b := range card.Buttons() {
		s.says(s.ForgeClick(lea, launch, other, b.CustomID), "not say what I put on this card")
		r := s.ForgeClick(lea, launch, other, s.chat.Sealed(s.Options().Guild, launch, other, b.CustomID)) // had we put it there
		s.rest()
		if form, asks := s.Modal(lea); asks {
			t.Errorf("%s opens %s", b.CustomID, form.Plain())
		}
		s.says(r, "That draft is not here")
	}
	if d := s.newest(); d.Latest().Number != 1 || d.State() != copilot.Pending {
		t.Errorf("it is at revision %d, %s", d.Latest().Number, d.State())
	}
}
