package discord_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// TestCommandIsAnswered: deferred once it is kept, and then in the place of the
// answer that Discord shows as being worked on; a summary for who asked alone.
func TestCommandIsAnswered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		command string
		options map[string]string
		flags   float64 // of the deferral
	}{
		{"draft", map[string]string{"text": "our launch"}, 0},
		{"hashtags", map[string]string{"text": "our launch"}, 0},
		{"summarize", nil, 64},
		{"summarize", map[string]string{"share": "me"}, 64},
		{"summarize", map[string]string{"share": "channel"}, 0},
	} {
		s := open(t, setting{})
		s.Say(marc, launch, "The launch is on Thursday.")
		r := s.asks(lea, c.command, c.options)
		flags, _ := r.Data["flags"].(float64)
		if r.Type != 5 || flags != c.flags {
			t.Errorf("/%s %v is acknowledged with type %d and flags %v", c.command, c.options, r.Type, flags)
		}
		m, ok := s.Message(launch, r.Message)
		if said := m.Plain(); !ok || m.Ephemeral() != (c.flags == 64) || !strings.HasPrefix(said, "✏️ "+label("en")) {
			t.Errorf("/%s %v is answered %q", c.command, c.options, said)
		}
		if n := s.calls("POST /channels"); n > 0 {
			t.Errorf("/%s %v is answered with %d messages of the bot's own", c.command, c.options, n)
		}
	}
}

// TestOptionsOfEveryKind: words, choices and numbers are what the writer is asked
// for, whether Discord delivers them apart or they stand in the text.
func TestOptionsOfEveryKind(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]map[string]string{
		"apart": {
			"text": "our launch\non Thursday", "network": "linkedin", "tone": "warm", "audience": "makers", "language": "fr", "variants": "2",
		},
		"in the text": {"text": "network:linkedin ton:warm public:makers lang:fr variants:2 our launch\non Thursday"},
		"apart wins":  {"text": "variants:5 network:x our launch\non Thursday", "network": "linkedin", "tone": "warm", "audience": "makers", "language": "fr", "variants": "2"},
	} {
		s := open(t, setting{})
		s.asks(lea, "draft", options)
		p := s.Pen.Last()
		if p.Brief != "our launch\non Thursday" || p.Network.ID != "linkedin" || p.Tone != "warm" || p.Audience != "makers" || p.Language != "fr" || len(p.Angles) != 2 {
			t.Errorf("%s: the writer is asked for %q on %q, %q, for %q in %q, %d times", name, p.Brief, p.Network.ID, p.Tone, p.Audience, p.Language, len(p.Angles))
		}
	}
}

// TestOptionsAsDelivered: a number may come as one, and so may what we do not know.
func TestOptionsAsDelivered(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for i, options := range []string{
		`[{"name":"variants","type":4,"value":2},{"name":"text","type":3,"value":"our launch"}]`,
		`[{"name":"text","type":3,"value":"our launch"},{"name":"variants","type":10,"value":2.0}]`,
		`[{"name":"text","type":3,"value":"our launch"},{"name":"variants","type":3,"value":"2"}]`,
	} {
		r := s.SendRaw(s.typed(lea, "en-US", fmt.Sprint(1481000000000000001+i), "draft", options), nil)
		if said := readAll(t, r); r.StatusCode != http.StatusOK || !strings.Contains(said, `"type":5`) && i != 1 {
			t.Errorf("%s is answered %d %s", options, r.StatusCode, said)
		}
	}
}

// TestTypedOptionsAreChecked: what is wrong is said to who typed it, and nothing is
// made of it.
func TestTypedOptionsAreChecked(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for words, want := range map[string]string{
		"variants:9 our launch": "1", "network:myspace our launch": "network", "varients:2 our launch": "variants",
	} {
		s.says(s.asks(lea, "draft", map[string]string{"text": words}), want)
	}
	s.says(s.asks(lea, "summarize", map[string]string{"since": "the day after tomorrow"}), "the day after tomorrow")
	if len(s.ours(launch)) > 0 {
		t.Error("something was drafted")
	}
}

// TestUnknownCommand names those there are: Discord shows old ones for a while.
func TestUnknownCommand(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Register(`[{"name":"drafft","description":"Gone","options":[{"type":3,"name":"text","description":"Text"}]},{"name":"Gone","type":3}]`)
	s.says(s.asks(lea, "drafft", map[string]string{"text": "our launch"}), "/draft")
	s.says(s.MessageCommand(lea, launch, s.Say(marc, launch, "hello"), "Gone"), "")
}

// TestFormOfACommand: without its text a command opens its form, filled in with what
// was given, in the language of who opened it, and what is sent is as good as typed.
func TestFormOfACommand(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for user, want := range map[string]string{lea: "What should the post say?", marc: "Que doit dire la publication\u00a0?"} {
		r := s.Command(user, launch, "draft", s.filled("draft", map[string]string{"network": "linkedin", "audience": "makers"}))
		form, ok := s.Modal(user)
		if r.Type != 9 || !ok || form.Title != "/draft" || !strings.Contains(form.Plain(), want) || !strings.Contains(form.Plain(), "makers") {
			t.Fatalf("type %d, a form %v: %s", r.Type, ok, form.Plain())
		}
		r = s.submits(user, map[string]any{"text": "our launch\non Thursday", "tone": []string{"warm"}})
		if p := s.Pen.Last(); r.Type != 5 || p.Brief != "our launch\non Thursday" || p.Network.ID != "linkedin" || p.Tone != "warm" || p.Audience != "makers" {
			t.Errorf("type %d: the writer is asked for %q on %q, %q, for %q", r.Type, p.Brief, p.Network.ID, p.Tone, p.Audience)
		}
	}
	if n := len(s.ours(launch)); n != 2 {
		t.Errorf("%d answers", n)
	}
}

// TestLanguageOfThePerson: the card is in the language that the person uses Discord
// in, and in the server's default for a language that we do not speak.
func TestLanguageOfThePerson(t *testing.T) {
	t.Parallel()
	s := open(t, setting{locale: "fr"})
	for locale, want := range map[string]string{"fr": "fr", "en-GB": "en", "en-US": "en"} {
		s.Change(lea, func(u *discordtest.User) { u.Locale = locale })
		if said := s.drafts(); !strings.HasPrefix(said.Plain(), "✏️ "+label(want)) {
			t.Errorf("%s reads %s", locale, said.Plain())
		}
	}
}

// TestThreadsAndPosts: what is asked in a thread, or in a post of a forum, is about
// it and answered there; its settings are those of the channel.
func TestThreadsAndPosts(t *testing.T) {
	t.Parallel()
	const forum, post = "1500000000000000007", "1500000000000000008"
	s := open(t, setting{})
	s.Discord.Channel(discordtest.Channel{ID: forum, Type: discordtest.Forum, Name: "ideas"})
	s.Discord.Channel(discordtest.Channel{ID: post, Type: discordtest.PublicThread, Parent: forum, Name: "an idea"})
	talk := s.thread(s.Say(marc, launch, "The launch is on Thursday."))
	for in, parent := range map[string]string{talk: launch, post: forum} {
		r := s.asksIn(lea, in, "draft", map[string]string{"text": "variants:1 our launch"})
		want := copilot.Place{Platform: discord.Platform, Workspace: s.Options().Guild, Channel: parent, Thread: in}
		if d := s.newest(); d.Place != want {
			t.Errorf("the draft is at %+v, want %+v", d.Place, want)
		}
		if m, ok := s.Message(in, r.Message); !ok || !strings.Contains(m.Plain(), "The text alpha is out.") {
			t.Errorf("in %s stands %s", in, m.Plain())
		}
	}
}

// TestOutsideOfServers: in a direct conversation, and where a person alone brought
// the app along, there are no roles: it is said, and nothing is kept.
func TestOutsideOfServers(t *testing.T) {
	t.Parallel()
	const theirs, hall = "1200000000000000002", "1500000000000000009"
	s := open(t, setting{})
	s.Guild(discordtest.Guild{ID: theirs, UserInstalled: true})
	s.Discord.Channel(discordtest.Channel{ID: hall, Guild: theirs})
	s.Register(`[{"name":"draft","description":"d","contexts":[0,1,2],"options":[{"type":3,"name":"text","description":"t"},{"type":3,"name":"network","description":"n","autocomplete":true}]}]`)
	for _, in := range []string{s.DM(lea), hall, s.DM(marc)} {
		who, want := lea, "I work in servers"
		if in == s.DM(marc) {
			who, want = marc, "Je travaille dans les serveurs"
		}
		s.says(s.Command(who, in, "draft", map[string]any{"text": "our launch"}), want)
		if all := s.Autocomplete(who, in, "draft", "network", "", nil); len(all) > 0 {
			t.Errorf("offered %v", all)
		}
	}
	s.rest()
	if d, err := s.core.Drafts(s.Ctx, copilot.Filter{Tenant: copilot.Tenant{Platform: discord.Platform, Workspace: theirs}}); err != nil || len(d) > 0 || len(s.draftsFor(lea)) > 0 {
		t.Errorf("%d drafts, %v", len(d), err)
	}
}
