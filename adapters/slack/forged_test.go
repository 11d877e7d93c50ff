package slack_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// The other workspace and channel of those who forge clicks.
const (
	rivals = "T0RIVALS01"
	second = "C0SECOND01"
)

// cards are on stage: drafts in two channels, one of another workspace, a private one,
// and an answer that was given up. Marc may sign everywhere.
func cards(t *testing.T) *stage {
	t.Helper()
	s := overHTTP(t, setting{})
	s.chat.RestBy(s.Passes)
	s.Slack.Channel(slacktest.Channel{ID: second, Name: "second", BotIn: true, Members: []string{ada, lea, marc}})
	s.approvers(marc)
	s.SeedHistory(launch, 3, []string{marc})
	s.asks(lea, "/draft", "variants:1 our launch")
	s.asks(lea, "/draft", "variants:3 our café")
	s.asks(marc, "/summarize", "50")
	for workspace, channel := range map[string]string{s.Options().Team: second, rivals: launch} {
		at := copilot.Place{Platform: slack.Platform, Workspace: workspace, Channel: channel}
		s.Approvers(s.core, at, func(string) bool { return false }, marc)
		r := copilot.Request{ID: "asked:" + workspace, Command: "draft", Text: "our opening", Place: at, Person: copilot.Person{Platform: slack.Platform, ID: lea}, Time: s.Clock.Now()}
		if err := s.core.Accept(s.Ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	s.rest()
	s.Pen.Lose(true)
	s.asks(lea, "/draft", "our garden")
	s.Pen.Lose(false)
	return s
}

// buttons are all that there are, in the messages they stand in.
func (s *stage) buttons() []chattest.Button {
	var all []chattest.Button
	for _, channel := range []string{launch, second, s.DM(marc)} {
		for _, m := range s.ours(channel) {
			workspace := s.Options().Team
			if d, err := s.core.Draft(s.Ctx, copilot.Ref{Tenant: copilot.Tenant{Platform: slack.Platform, Workspace: rivals}, Draft: draftOn(m)}); err == nil {
				workspace = d.Place.Workspace
			}
			for _, a := range m.Actions() {
				all = append(all, chattest.Button{Workspace: workspace, Channel: channel, Message: m.TS, Name: a.ID, Said: a.Value})
			}
		}
	}
	return all
}

// draftOn is the draft that a card is about.
func draftOn(m slacktest.Message) string {
	for _, a := range m.Actions() {
		draft, _, _ := strings.Cut(a.Value, "|")
		return draft
	}
	return ""
}

// underAnotherKey are the buttons as a process seals them that has another key.
func (s *stage) underAnotherKey(all []chattest.Button) []chattest.Button {
	other := slack.NewChat(slack.ChatOptions{BotToken: copilot.NewSecret("xoxb-x"), Secret: copilot.NewSecret("the key of another replica, or of none"), URL: s.APIURL(), Log: slog.New(slog.DiscardHandler)})
	s.t.Cleanup(func() { other.Close(context.Background()) })
	var sealed []chattest.Button
	for _, b := range all {
		said := b.Said[:strings.LastIndex(b.Said, "~")]
		b.Said = other.Sealed(b.Workspace, b.Channel, b.Message, b.Name, said)
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
	s := cards(t)
	tenants := []copilot.Tenant{s.place().Tenant(), {Platform: slack.Platform, Workspace: rivals}}
	who := copilot.Person{Platform: slack.Platform, ID: marc}
	real := s.buttons()
	if len(real) < 25 {
		t.Fatalf("only %d buttons are there: %+v", len(real), real)
	}
	before := s.Standing(s.core, who, tenants...)
	forger := chattest.NewForger(1, real, s.underAnotherKey(real))
	for n := range chattest.Forgeries() {
		b := forger.Next()
		s.door.Clicks(s.Ctx, marc, b, n%3 == 0)
		if n%500 == 0 {
			s.door.Wait()
		}
		if n%2_000 == 0 && s.Standing(s.core, who, tenants...) != before {
			t.Fatalf("after %d, %+v: %s", n, b, gocmp.Diff(before, s.Standing(s.core, who, tenants...)))
		}
	}
	s.rest()
	if now := s.Standing(s.core, who, tenants...); now != before {
		t.Fatalf("something changed:\n%s\nbefore:\n%s", now, before)
	}
	s.hears(marc, "Rien n’a été fait")
	refused := s.Refusals(s.core, who, tenants...)
	if s.door.Forged() == 0 || refused == 0 || s.Logged.Count("a forged click was refused") != int(s.door.Forged()) {
		t.Errorf("%d counted, %d on record, %d logged", s.door.Forged(), refused, s.Logged.Count("a forged click was refused"))
	}
	t.Logf("%d of them were taken for a card's and refused by their seal, %d on record: %v", s.door.Forged(), refused, forger.Count)
	sharedtest.Prove(t, "forged clicks in Slack", chattest.Forgeries(), 0)
	s.signsAfterAll(t)
}

// signsAfterAll clicks what is there, a hundred times: it is done, once.
func (s *stage) signsAfterAll(t *testing.T) {
	t.Helper()
	for _, b := range s.buttons() {
		if b.Name != "act.approve" || b.Workspace == rivals {
			continue
		}
		for range 100 {
			s.door.Clicks(s.Ctx, marc, b, false)
		}
		s.rest()
		draft, _, _ := strings.Cut(b.Said, "|")
		trail, err := s.core.Trail(s.Ctx, copilot.Ref{Tenant: s.place().Tenant(), Draft: draft})
		approved := 0
		for _, a := range trail {
			if a.Act == "approve" {
				approved++
			}
		}
		if err != nil || approved != 1 {
			t.Errorf("%s is approved %d times (%v)", draft, approved, err)
		}
		return
	}
	t.Error("nothing can be approved")
}

// TestCardsOfAVersionBefore: a button without a seal, as a version before made them,
// decides nothing; the card is shown with buttons of ours, and one more click does it.
func TestCardsOfAVersionBefore(t *testing.T) {
	t.Parallel()
	s := overHTTP(t, setting{})
	s.approvers(marc)
	s.asks(lea, "/draft", "variants:1 our launch")
	card := s.card(launch)
	d := s.newest()
	old := d.ID + "|1|" + d.Latest().Digest
	edits := len(s.Calls("chat.update"))
	for _, id := range []string{"act.approve", "act.edit?", "act.withdraw"} {
		s.ForgeClick(marc, launch, card.TS, id, old)
		s.rest()
		s.hears(marc, "cette carte date d’avant une mise à jour")
	}
	if d = s.newest(); d.State() != copilot.Pending || d.Latest().Number != 1 {
		t.Errorf("it is at revision %d, %s", d.Latest().Number, d.State())
	}
	if len(s.Calls("chat.update")) == edits || s.door.Forged() != 0 {
		t.Errorf("%d edits; %d forged", len(s.Calls("chat.update"))-edits, s.door.Forged())
	}
	s.Click(marc, launch, card.TS, "act.approve")
	s.rest()
	if d = s.newest(); d.State() != copilot.Approved {
		t.Errorf("clicked again it is %s", d.State())
	}
}

// TestRetryOfAVersionBefore: the same of what was given up.
func TestRetryOfAVersionBefore(t *testing.T) {
	t.Parallel()
	s := overHTTP(t, setting{})
	s.Pen.Lose(true)
	s.asks(lea, "/draft", "our garden")
	s.Pen.Lose(false)
	card := s.card(launch)
	request, _, _ := strings.Cut(card.Actions()[0].Value, "~")
	s.ForgeClick(lea, launch, card.TS, "act.retry", request)
	s.rest()
	s.hears(lea, "made before an update")
	if len(s.drafts()) != 0 {
		t.Fatal("it was tried again")
	}
	s.Click(lea, launch, card.TS, "act.retry")
	s.rest()
	if len(s.drafts()) != 1 {
		t.Error("clicked again, it is not tried again")
	}
}

// TestButtonsOfContinuations stand in a message that got its name by being sent: what
// the store says of it is what counts.
func TestButtonsOfContinuations(t *testing.T) {
	t.Parallel()
	s := overHTTP(t, setting{written: chattest.Lengthy})
	s.approvers(marc)
	s.asks(lea, "/draft", "variants:5 our launch")
	all := s.ours(launch)
	last := all[len(all)-1]
	at := 0
	for n, a := range last.Actions() {
		if strings.HasPrefix(a.ID, "act.withdraw") {
			at = n
		}
	}
	a := last.Actions()[at]
	if len(all) < 2 {
		t.Fatalf("%d messages", len(all))
	}
	s.ForgeClick(lea, launch, "1773133200.000100", a.ID, a.Value)
	s.rest()
	if d := s.newest(); d.State() != copilot.Pending || s.door.Forged() != 1 {
		t.Fatalf("from a message that is none of its own: it is %s", d.State())
	}
	s.ForgeClick(lea, launch, last.TS, a.ID, a.Value)
	s.rest()
	if d := s.newest(); d.State() != copilot.Withdrawn {
		t.Errorf("it is %s", d.State())
	}
}

// TestButtonsBeforeTheirNameIsKept: the process died when it had sent all of a card, and had
// kept the name of its first message alone: who clicks on the last has forged nothing.
func TestButtonsBeforeTheirNameIsKept(t *testing.T) {
	t.Parallel()
	s := overHTTP(t, setting{written: chattest.Lengthy})
	s.approvers(marc)
	s.asks(lea, "/draft", "variants:5 our launch")
	all, d := s.ours(launch), s.newest()
	name, err := s.core.Shown(s.Ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	first, _, more := strings.Cut(name, ",")
	if !more {
		t.Fatalf("one message: %s", name)
	}
	if err := s.core.Memory.Posted(s.Ctx, d.Place.Tenant(), d.Latest().Request, first, copilot.Fence{}); err != nil {
		t.Fatal(err)
	}
	for _, a := range all[len(all)-1].Actions() {
		if strings.HasPrefix(a.ID, "act.withdraw") {
			s.ForgeClick(lea, launch, all[len(all)-1].TS, a.ID, a.Value)
		}
	}
	s.rest()
	trail, err := s.core.Trail(s.Ctx, d.Ref())
	if err != nil || s.newest().State() != copilot.Pending || s.door.Forged() > 0 || trail[len(trail)-1].Act == "refused" {
		t.Errorf("it is %s, %d forged, on record %+v, %v", s.newest().State(), s.door.Forged(), trail, err)
	}
}
