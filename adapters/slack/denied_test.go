package slack_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// denies has the lists say from now on that somebody, or somewhere, is denied.
func (s *stage) denies(what string) {
	s.core.Admission = copilot.Admission{Deny: []copilot.Pattern{s.pattern(what)}}
}

func (s *stage) pattern(what string) copilot.Pattern {
	s.t.Helper()
	p, err := copilot.ReadPattern(slack.Platform + ":" + s.Options().Team + ":" + what)
	if err != nil {
		s.t.Fatal(err)
	}
	return p
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
	return fmt.Sprintf("read %d, drafts %d, revisions %d, jobs %v, messages %d", s.Count("conversations.history")+s.Count("conversations.replies"),
		len(s.kin()), revisions, depth, len(s.ours(launch)))
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

// ways are how Marc may come to the bot in the channel: each is done when everything rests.
func (s *stage) ways(message, card, failed string) map[string]func() {
	type_ := func(command, words string) func() { return func() { s.Command(marc, launch, command, words) } }
	say := func(thread, words string) func() { return func() { s.Say(marc, launch, thread, s.bot()+" "+words) } }
	shortcut := func(id string) func() { return func() { s.Shortcut(marc, launch, message, id) } }
	click := func(on, act string) func() { return func() { s.Click(marc, launch, on, act) } }
	return map[string]func(){
		"a command":                type_("/draft", "our café"),
		"a summary":                type_("/summarize", "50"),
		"a form of a command":      type_("/draft", ""),
		"the facts":                type_("/copilot", "facts"),
		"the settings":             type_("/copilot", ""),
		"retry all":                type_("/copilot", "retry"),
		"the file":                 type_("/copilot", "export"),
		"a mention":                say("", "draft our café"),
		"a mention in a thread":    say(message, ""),
		"a mention on a card":      say(card, "shorter"),
		"shortcut: summarize":      shortcut("summarize_thread"),
		"shortcut: draft":          shortcut("draft_reply"),
		"shortcut: hashtags":       shortcut("hashtags_message"),
		"click: edit":              click(card, "act.edit?"),
		"click: follow up":         click(card, "act.follow_up?"),
		"click: approve":           click(card, "act.approve"),
		"click: reject":            click(card, "act.reject?"),
		"click: ask for changes":   click(card, "act.request_changes?"),
		"click: try again":         click(failed, "act.retry"),
		"a direct message":         func() { s.Say(marc, s.DM(marc), "", "draft our café") },
		"a link from elsewhere":    func() { s.Command(marc, s.DM(marc), "/summarize", s.Permalink(launch, message)) },
		"a command from elsewhere": func() { s.Command(marc, s.DM(marc), "/draft", "our café") },
	}
}

// scene has a message, a card and a failed one in the channel, and a form open before Marc.
func (s *stage) scene() (message, card, failed string) {
	s.approvers(marc)
	message = s.Say(lea, launch, "", "When does it open?")
	s.asks(lea, "/draft", "variants:1 our launch")
	card = s.card(launch).TS
	s.Pen.Lose(true)
	s.asks(lea, "/draft", "our garden")
	s.Pen.Lose(false)
	failed = s.card(launch).TS
	s.Command(marc, launch, "/draft", "")
	s.rest()
	return message, card, failed
}

// TestDeniedPersonEveryWay: whoever is denied is told so alone, in their language, whichever
// way they come; nothing is read, kept, asked of the writer or changed, and refused decisions
// are on record.
func TestDeniedPersonEveryWay(t *testing.T) {
	s := overHTTP(t, setting{})
	message, card, failed := s.scene()
	s.denies("@" + marc)
	s.heldTo(s.ways(message, card, failed), "Je ne suis pas à votre disposition")
	if n := s.onRecord("denied.person"); n != 3 {
		t.Errorf("%d refusals on record, want those of three decisions", n)
	}
}

// TestDeniedChannelEveryWay is the same of a channel, for everybody there, and for whoever
// asks about it from elsewhere.
func TestDeniedChannelEveryWay(t *testing.T) {
	s := overHTTP(t, setting{})
	message, card, failed := s.scene()
	s.denies(launch)
	ways := s.ways(message, card, failed)
	delete(ways, "a direct message") // it is elsewhere
	delete(ways, "a command from elsewhere")
	s.heldTo(ways, "Je ne suis pas disponible ici")
	if n := s.onRecord("denied.place"); n != 3 {
		t.Errorf("%d refusals on record, want those of three decisions", n)
	}
}

// heldTo wants each way refused with words to Marc alone, and without a trace; first of
// all what he sends with the form that is open before him.
func (s *stage) heldTo(ways map[string]func(), words string) {
	s.t.Helper()
	before := s.footprint()
	r := s.Submit(marc, "", map[string]string{"text": "On Thursday", "variants": "1"})
	s.rest()
	if said := under(r, "text"); !strings.Contains(said, words) || s.footprint() != before {
		s.t.Errorf("a form that is open: told %q; %s, before %s", said, s.footprint(), before)
	}
	for name, come := range ways {
		if _, open := s.View(marc); open {
			s.CloseView(marc)
		}
		before, heard, asked := s.footprint(), s.refusedTo(marc, words), s.Pen.Last()
		come()
		s.rest()
		if after := s.footprint(); after != before {
			s.t.Errorf("%s: %s, before %s", name, after, before)
		}
		if s.refusedTo(marc, words) == heard && !s.opened(words) {
			s.t.Errorf("%s: Marc is not told", name)
		}
		if now := s.Pen.Last(); now.User != asked.User {
			s.t.Errorf("%s: the writer is asked", name)
		}
	}
}

// refusedTo counts what somebody was told with these words.
func (s *stage) refusedTo(user, words string) (n int) {
	for _, m := range s.Ephemerals(user) {
		n += strings.Count(m.Plain(), words)
	}
	return n + strings.Count(s.Visible(user, launch), words)
}

// opened says whether what is open before Marc says the words.
func (s *stage) opened(words string) bool {
	v, open := s.View(marc)
	return open && strings.Contains(v.Plain(), words)
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

// TestDeniedHome: the Home of somebody who is denied shows no draft and no settings.
func TestDeniedHome(t *testing.T) {
	s := overHTTP(t, setting{})
	s.scene()
	s.denies("@" + ada)
	s.OpenHome(ada)
	s.rest()
	if v, ok := s.Home(ada); !ok || strings.Contains(v.Plain(), "The text") || strings.Contains(fmt.Sprint(v), "home.channel") {
		t.Errorf("the Home says %s", v.Plain())
	}
}

// TestDeniedIsNotKept: of a channel that kept what goes by nothing is kept any more, and
// what was kept is erased.
func TestDeniedIsNotKept(t *testing.T) {
	s := overHTTPIdle(t, setting{slack: slacktest.Options{Echo: true}})
	ears := copilot.Admission{Deny: []copilot.Pattern{s.pattern(launch)}}.Ears(s.Store)
	s.keeps()
	s.Say(lea, launch, "", "kept")
	s.rehears()
	s.reads(copilot.Reading{Place: s.place(), For: copilot.Person{Platform: slack.Platform, ID: lea}, Last: 10, Keep: true})
	ear := copilot.Ear{Holder: "h", ID: "e", Lasts: 1 << 40}
	at := s.place()
	if _, err := s.Store.Stretch(s.Ctx, at, copilot.Ear{Lasts: 1 << 40}); err != nil {
		t.Fatalf("nothing is kept to begin with: %v", err)
	}
	h, err := ears.Hear(s.Ctx, at.Tenant(), ear)
	if err != nil || len(h.Channels) > 0 {
		t.Errorf("%v keep, %v", h.Channels, err)
	}
	kept, err := s.Store.Stretch(s.Ctx, at, copilot.Ear{Lasts: 1 << 40})
	if err == nil && len(kept.Lines) > 0 {
		t.Errorf("%d messages are still kept", len(kept.Lines))
	}
	if err := ears.Note(s.Ctx, at, copilot.Kept{ID: "1", At: 1, Top: true, Body: "x"}); err != nil {
		t.Error(err)
	}
	if _, err := ears.Stretch(s.Ctx, at, ear); err != copilot.ErrAbsent {
		t.Errorf("a stretch is given: %v", err)
	}
}
