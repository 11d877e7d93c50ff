package discord_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

func (s *stage) pattern(what string) copilot.Pattern {
	s.t.Helper()
	p, err := copilot.ReadPattern(discord.Platform + ":" + s.Options().Guild + ":" + what)
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

// kin are all drafts, whatever the lists say of who asks.
func (s *stage) kin() []copilot.Draft {
	s.t.Helper()
	all, err := s.Store.Drafts(s.Ctx, copilot.Filter{Tenant: s.place().Tenant()})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// footprint is what a way in may have left: what was read, written, queued and said to all.
func (s *stage) footprint() string {
	depth, err := s.Store.Depth(s.Ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	var revisions int
	for _, d := range s.kin() {
		revisions += len(d.Revisions)
	}
	return fmt.Sprintf("read %d, revisions %d, jobs %v, messages %d", s.calls("GET /channels/{channel_id}/messages"), revisions, depth, len(s.ours(launch)))
}

// refusedTo counts what Marc alone was told with these words.
func (s *stage) refusedTo(words string) (n int) {
	for _, m := range append(s.Ephemerals(marc), s.Direct(marc)...) {
		n += strings.Count(m.Plain(), words)
	}
	return n
}

// onRecord counts refusals of Marc's for a reason.
func (s *stage) onRecord(why string) (n int) {
	for _, d := range s.kin() {
		trail, err := s.core.Trail(s.Ctx, d.Ref())
		if err != nil {
			s.t.Fatal(err)
		}
		for _, a := range trail {
			if a.Act == "refused" && a.Why == why && a.Person.ID == marc {
				n++
			}
		}
	}
	return n
}

// button is the button of a message that begins so.
func button(m *discordtest.Message, act string) string {
	for _, b := range m.Buttons() {
		if strings.HasPrefix(b.CustomID, act) {
			return b.CustomID
		}
	}
	return act
}

// TestDeniedEveryWay: whoever, or wherever, is denied is told so alone, in their language,
// whichever way they come; nothing is read, kept, asked of the writer or changed, and
// refused decisions are on record.
func TestDeniedEveryWay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ deny, words, why string }{
		{"@" + marc, "Je ne suis pas à votre disposition", "denied.person"},
		{launch, "Je ne suis pas disponible ici", "denied.place"},
	} {
		s := open(t, setting{})
		s.chat.RestBy(s.Passes)
		s.Discord.Channel(discordtest.Channel{ID: both})
		s.approvers(marc)
		said := s.Say(lea, launch, "When does it open?")
		card := s.drafts()
		s.Pen.Lose(true)
		s.asks(lea, "draft", map[string]string{"text": "our garden"})
		s.Pen.Lose(false)
		failed := s.card(launch)
		s.asks(marc, "draft", nil)
		s.core.Admission = copilot.Admission{Deny: []copilot.Pattern{s.pattern(c.deny)}}
		asked := s.Pen.Last().User
		click := func(m *discordtest.Message, act string) func() {
			return func() { s.clicks(marc, m.ID, button(m, act)) }
		}
		for _, way := range []struct {
			name string
			come func()
		}{
			{"a form that is open", func() { s.submits(marc, map[string]any{"text": "On Thursday"}) }},
			{"a command", func() { s.asks(marc, "draft", map[string]string{"text": "our café"}) }},
			{"a summary", func() { s.asks(marc, "summarize", nil) }},
			{"a form of a command", func() { s.asks(marc, "draft", nil) }},
			{"the facts", func() { s.sets(marc, "facts list", nil) }},
			{"retry all", func() { s.sets(marc, "retry", nil) }},
			{"the file", func() { s.sets(marc, "export", nil) }},
			{"the settings", func() { s.sets(marc, "settings", nil) }},
			{"a mention", func() { s.calling(marc, launch, s.bot()+" draft our café", nil) }},
			{"a reply to a card", func() { s.calling(marc, launch, s.bot()+" shorter", s.replyTo(card)) }},
			{"menu: summarize", func() { s.menu(marc, launch, said, menuSummarize) }},
			{"menu: draft", func() { s.menu(marc, launch, said, menuDraft) }},
			{"menu: hashtags", func() { s.menu(marc, launch, said, menuHashtags) }},
			{"click: edit", click(card, "act.edit")},
			{"click: follow up", click(card, "act.follow")},
			{"click: approve", click(card, "act.approve")},
			{"click: reject", click(card, "act.reject")},
			{"click: ask for changes", click(card, "act.changes")},
			{"click: try again", click(failed, "act.retry")},
			{"a link from elsewhere", func() { s.asksIn(marc, both, "summarize", map[string]string{"text": s.Link(launch, said)}) }},
		} {
			before, heard := s.footprint(), s.refusedTo(c.words)
			way.come()
			s.rest()
			if after := s.footprint(); after != before {
				t.Errorf("deny %s, %s: %s, before %s", c.deny, way.name, after, before)
			}
			if s.refusedTo(c.words) == heard {
				t.Errorf("deny %s, %s: Marc is not told", c.deny, way.name)
			}
			if s.Pen.Last().User != asked {
				t.Errorf("deny %s, %s: the writer is asked", c.deny, way.name)
			}
		}
		if n := s.onRecord(c.why); n != 3 {
			t.Errorf("deny %s: %d refusals on record, want those of three decisions", c.deny, n)
		}
		if all := s.offered(marc, "draft", "network", ""); len(all) > 0 {
			t.Errorf("deny %s: completed to %q", c.deny, all)
		}
	}
}

// TestPrivateThreadsGoWithTheirChannel: a private thread is a place of its own, and yet it is
// closed and open with the channel it hangs in.
func TestPrivateThreadsGoWithTheirChannel(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Discord.Channel(discordtest.Channel{ID: both})
	secret := s.branch(launch, discordtest.PrivateThread)
	marcs := copilot.Person{Platform: discord.Platform, ID: marc}
	at := copilot.Place{Platform: discord.Platform, Workspace: s.Options().Guild, Channel: secret}
	for _, c := range []struct {
		name    string
		lists   copilot.Admission
		refused bool
	}{
		{"its channel is denied", copilot.Admission{Deny: []copilot.Pattern{s.pattern(launch)}}, true},
		{"another is denied", copilot.Admission{Deny: []copilot.Pattern{s.pattern(both)}}, false},
		{"it is denied itself", copilot.Admission{Deny: []copilot.Pattern{s.pattern(secret)}}, true},
		{"its channel is allowed", copilot.Admission{Allow: []copilot.Pattern{s.pattern(launch)}}, false},
		{"it is allowed itself", copilot.Admission{Allow: []copilot.Pattern{s.pattern(secret)}}, false},
		{"another is allowed", copilot.Admission{Allow: []copilot.Pattern{s.pattern(both)}}, true},
		{"allowed and denied with its channel", copilot.Admission{Allow: []copilot.Pattern{s.pattern(secret)}, Deny: []copilot.Pattern{s.pattern(launch)}}, true},
	} {
		s.core.Admission = c.lists
		if err := s.core.Admit(s.Ctx, at, marcs); copilot.Denied(err) != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	s.core.Admission = copilot.Admission{Deny: []copilot.Pattern{s.pattern(launch)}}
	at.Channel = "1999999999999999999" // nobody can tell where that hangs
	if err := s.core.Admit(s.Ctx, at, marcs); !copilot.Denied(err) {
		t.Errorf("a channel that cannot be looked up is let in: %v", err)
	}
}
