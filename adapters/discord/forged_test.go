package discord_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// The other channel and server of those who forge clicks.
const (
	second      = "1500000000000000031"
	rivals      = "1200000000000000031"
	rivalLaunch = "1500000000000000032"
)

// cardsOnStage are drafts in two channels, one of another server, a private one, and an
// answer that was given up. Marc may sign everywhere.
func cardsOnStage(t *testing.T) *stage {
	t.Helper()
	s := open(t, setting{})
	s.chat.RestBy(s.Passes)
	s.Discord.Channel(discordtest.Channel{ID: second, Name: "second"})
	s.Guild(discordtest.Guild{ID: rivals})
	s.Discord.Channel(discordtest.Channel{ID: rivalLaunch, Guild: rivals})
	s.approvers(marc)
	s.asks(lea, "draft", map[string]string{"text": "variants:1 our launch"})
	s.asks(lea, "draft", map[string]string{"text": "variants:3 our café"})
	for guild, channel := range map[string]string{s.Options().Guild: second, rivals: rivalLaunch} {
		at := copilot.Place{Platform: discord.Platform, Workspace: guild, Channel: channel}
		s.Approvers(s.core, at, func(string) bool { return false }, marc)
		r := copilot.Request{ID: "asked:" + guild, Command: "draft", Text: "our opening", Place: at, Person: copilot.Person{Platform: discord.Platform, ID: lea, Name: "Léa"}, Time: s.Clock.Now()}
		if err := s.core.Accept(s.Ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	s.rest()
	s.Pen.Lose(true)
	s.asks(lea, "draft", map[string]string{"text": "our garden"})
	s.Pen.Lose(false)
	return s
}

// realButtons are all that there are, in the messages they stand in.
func (s *stage) realButtons() []chattest.Button {
	var all []chattest.Button
	for channel, guild := range map[string]string{launch: s.Options().Guild, second: s.Options().Guild, rivalLaunch: rivals} {
		for _, m := range s.ours(channel) {
			for _, b := range m.Buttons() {
				all = append(all, chattest.Button{Workspace: guild, Channel: channel, Message: m.ID, Said: b.CustomID})
			}
		}
	}
	return all
}

// underAnotherKey are the buttons as a process seals them that has another key.
func (s *stage) underAnotherKey(all []chattest.Button) []chattest.Button {
	s.t.Helper()
	other, err := discord.NewChat(discord.ChatOptions{Token: copilot.NewSecret("a.b.c"), Secret: copilot.NewSecret("the key of another replica, or of none"), URL: s.APIURL(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { other.Close(context.Background()) })
	var sealed []chattest.Button
	for _, b := range all {
		b.Said = other.Sealed(b.Workspace, b.Channel, b.Message, b.Said[:strings.LastIndex(b.Said, "~")])
		sealed = append(sealed, b)
	}
	return sealed
}

// TestForgedClicksChangeNothing clicks in the name of somebody who may sign everything,
// on buttons that are not quite those of the cards: with a bit flipped, parts of others,
// elsewhere, without a seal or with that of another key. Nothing changes; the person is
// told why; and what is clicked as it stands is done all the same.
func TestForgedClicksChangeNothing(t *testing.T) {
	t.Parallel()
	s := cardsOnStage(t)
	tenants := []copilot.Tenant{s.place().Tenant(), {Platform: discord.Platform, Workspace: rivals}}
	who := copilot.Person{Platform: discord.Platform, ID: marc}
	real := s.realButtons()
	if len(real) < 20 {
		t.Fatalf("only %d buttons are there: %+v", len(real), real)
	}
	before := s.Standing(s.core, who, tenants...)
	forger := chattest.NewForger(1, real, s.underAnotherKey(real))
	for n := range chattest.Forgeries() {
		b := forger.Next()
		if said := s.door.Clicks(s.Ctx, marc, b, n%3 == 0); said == "" {
			t.Fatalf("nobody is told why %+v does nothing", b)
		}
		if n%500 == 0 {
			s.door.Wait()
		}
		if n%2_000 == 0 {
			if d := cmp.Diff(before, s.Standing(s.core, who, tenants...)); d != "" {
				t.Fatalf("after %d, %+v: %s", n, b, d)
			}
		}
	}
	s.rest()
	if d := cmp.Diff(before, s.Standing(s.core, who, tenants...)); d != "" {
		t.Fatal(d)
	}
	refused := s.Refusals(s.core, who, tenants...)
	if s.door.Forged() == 0 || refused == 0 || s.Logged.Count("a forged click was refused") != int(s.door.Forged()) {
		t.Errorf("%d counted, %d on record, %d logged", s.door.Forged(), refused, s.Logged.Count("a forged click was refused"))
	}
	t.Logf("%d of them were taken for a card's and refused by their seal, %d on record: %v", s.door.Forged(), refused, forger.Count)
	sharedtest.Prove(t, "forged clicks in Discord", chattest.Forgeries(), 0)
	s.signsAfterAll(t)
}

// signsAfterAll clicks what is there, a hundred times: it is done, once.
func (s *stage) signsAfterAll(t *testing.T) {
	t.Helper()
	for _, b := range s.realButtons() {
		if !strings.HasPrefix(b.Said, "act.approve|") || b.Workspace == rivals {
			continue
		}
		for range 100 {
			s.door.Clicks(s.Ctx, marc, b, false)
		}
		s.rest()
		trail, err := s.core.Trail(s.Ctx, copilot.Ref{Tenant: s.place().Tenant(), Draft: strings.Split(b.Said, "|")[1]})
		approved := 0
		for _, a := range trail {
			if a.Act == "approve" {
				approved++
			}
		}
		if err != nil || approved != 1 {
			t.Errorf("%s is approved %d times (%v)", b.Said, approved, err)
		}
		return
	}
	t.Error("nothing can be approved")
}

// TestQuestionIsForWhoWasAsked: whether one is sure is answered by who was asked, where
// they were asked, and by nobody else.
func TestQuestionIsForWhoWasAsked(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	r := s.clicks(lea, card.ID, "act.withdraw*")
	question, _ := s.Message(launch, r.Message)
	sure := question.Buttons()[0].CustomID
	s.says(s.ForgeClick(marc, launch, r.Message, sure), "ce bouton ne dit pas")
	s.says(s.ForgeClick(lea, launch, r.Message, strings.Replace(sure, "withdraw", "approve", 1)), "not say what I put")
	if d := s.newest(); d.State() != copilot.Pending {
		t.Fatalf("it is %s", d.State())
	}
	s.clicks(lea, r.Message, "act.withdraw!")
	if d := s.newest(); d.State() != copilot.Withdrawn {
		t.Errorf("it is %s", d.State())
	}
}

// TestCardsOfAVersionBefore: a button without a seal, as a version before made them,
// decides nothing; the card is shown with buttons of ours, and one more click does it.
func TestCardsOfAVersionBefore(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	said := card.Buttons()[0].CustomID
	about := said[strings.Index(said, "|"):strings.LastIndex(said, "~")]
	edits := s.calls("PATCH")
	for _, name := range []string{"act.approve", "act.request_changes?", "act.follow_up?", "act.withdraw*", "act.withdraw!"} {
		s.says(s.ForgeClick(marc, launch, card.ID, name+about), "cette carte date d’avant une mise à jour")
		s.rest()
		if _, asks := s.Modal(marc); asks {
			t.Errorf("%s opens a form", name)
		}
	}
	if d := s.newest(); d.State() != copilot.Pending || d.Latest().Number != 1 {
		t.Errorf("it is at revision %d, %s", d.Latest().Number, d.State())
	}
	if s.calls("PATCH") == edits || s.door.Forged() != 0 {
		t.Errorf("%d edits; %d forged", s.calls("PATCH")-edits, s.door.Forged())
	}
	s.clicks(marc, card.ID, "act.approve|")
	if d := s.newest(); d.State() != copilot.Approved {
		t.Errorf("clicked again it is %s", d.State())
	}
}

// TestRetryOfAVersionBefore: the same of what was given up.
func TestRetryOfAVersionBefore(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Pen.Lose(true)
	r := s.asks(lea, "draft", map[string]string{"text": "our garden"})
	s.Pen.Lose(false)
	s.says(s.ForgeClick(lea, launch, r.Message, "act.retry|interaction:"+r.Interaction), "made before an update")
	s.rest()
	if all := s.draftsFor(lea); len(all) != 0 {
		t.Fatal("it was tried again")
	}
	s.clicks(lea, r.Message, "act.retry|")
	if all := s.draftsFor(lea); len(all) != 1 {
		t.Error("clicked again, it is not tried again")
	}
}

// TestButtonsOfContinuations stand in a message that got its name by being sent: what
// the store says of it is what counts.
func TestButtonsOfContinuations(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: chattest.Lengthy})
	s.approvers(marc)
	s.asks(lea, "draft", map[string]string{"text": "our launch", "variants": "5"})
	all := s.ours(launch)
	last := all[len(all)-1]
	for _, b := range last.Buttons() {
		if len(all) < 2 || !strings.HasPrefix(b.CustomID, "act.reject?") {
			continue
		}
		s.says(s.ForgeClick(marc, launch, "1480000000000000000", b.CustomID), "ce bouton ne dit pas")
		s.ForgeClick(marc, launch, last.ID, b.CustomID) // as it was before the cards were shown again
		s.rest()
		s.submits(marc, map[string]any{"reason": "too long"})
		if d := s.newest(); d.State() != copilot.Rejected {
			t.Errorf("it is %s", d.State())
		}
		return
	}
	t.Errorf("%d messages", len(all))
}
