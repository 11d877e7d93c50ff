package discord_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// Places beside the launch: which of them a link leads to matters.
const (
	both   = "1500000000000000011" // everybody reads
	secret = "1500000000000000012" // only Marc and the bot
	hers   = "1500000000000000013" // everybody but the bot
	mute   = "1500000000000000014" // everybody looks in, only the bot reads what was said before
	abroad = "1500000000000000015" // of another server
)

const otherGuild = "1200000000000000002"

// rooms makes the places, and says three things in each.
func (s *stage) rooms() {
	everyone := s.Options().Guild
	s.Guild(discordtest.Guild{ID: otherGuild})
	bot := discordtest.Overwrite{ID: s.BotRole(), Allow: discordtest.ViewChannel | discordtest.ReadHistory}
	for _, c := range []discordtest.Channel{
		{ID: both, Name: "both"},
		{ID: secret, Name: "nightfall", Overwrites: []discordtest.Overwrite{
			{ID: everyone, Deny: discordtest.ViewChannel}, bot, {ID: marc, Member: true, Allow: discordtest.ViewChannel},
		}},
		{ID: hers, Overwrites: []discordtest.Overwrite{{ID: s.Options().Application, Member: true, Deny: discordtest.ViewChannel}}},
		{ID: mute, Overwrites: []discordtest.Overwrite{{ID: everyone, Deny: discordtest.ReadHistory}, bot}},
		{ID: abroad, Name: "overseas", Guild: otherGuild},
	} {
		s.Discord.Channel(c)
	}
	for _, in := range []string{launch, both, secret, hers, mute, abroad} {
		for range 3 {
			s.Say(marc, in, "Said in "+in)
		}
	}
}

// TestSummarizeALink: what is behind a link is read for those who may read there now,
// and told to nobody else; nothing crosses from one server to another (P6).
func TestSummarizeALink(t *testing.T) {
	t.Parallel()
	link := func(guild, in, message string) string {
		return strings.TrimSuffix("https://discord.com/channels/"+guild+"/"+in+"/"+message, "/")
	}
	for name, c := range map[string]struct {
		guild, in string // "" is our server
		refused   string // at once
		failed    string // on the card
	}{
		"this channel":           {in: launch},
		"another channel":        {in: both},
		"where they are not":     {in: secret, failed: "You cannot read that conversation"},
		"where the bot is not":   {in: hers, refused: "no access"},
		"without its history":    {in: mute, failed: "You cannot read that conversation"},
		"nowhere":                {in: "1500000000000000099", refused: "not there any more"},
		"another server":         {guild: otherGuild, in: abroad, refused: "leads to another server"},
		"as if it were of ours":  {in: abroad, refused: "You cannot read that conversation"},
		"as if it were theirs":   {guild: otherGuild, in: launch, refused: "leads to another server"},
		"a direct conversation":  {guild: "@me", in: launch},
		"of a message that went": {in: both},
	} {
		s := open(t, setting{})
		s.rooms()
		guild := c.guild
		if guild == "" {
			guild = s.Options().Guild
		}
		s.ResetCalls()
		r := s.asks(lea, "summarize", map[string]string{"text": link(guild, c.in, map[string]string{"of a message that went": "1480000000000000000"}[name]), "share": "channel"})
		if guild == "@me" { // it leads nowhere: words, for a summary of this channel
			if lines := s.Pen.Last().Lines; r.Type != 5 || len(lines) != 3 || len(s.ours(launch)) != 1 {
				t.Errorf("%s: type %d, %d lines, %d answers", name, r.Type, len(lines), len(s.ours(launch)))
			}
			continue
		}
		if c.refused != "" {
			s.says(r, c.refused)
			continue
		}
		if len(s.ours(launch))+len(s.ours(c.in)) > 0 {
			t.Errorf("%s: answered before everybody", name)
		}
		said := s.whisper(lea)
		if c.failed != "" {
			if !strings.Contains(said.Plain(), c.failed) || s.calls("GET /channels/{channel_id}/messages") > 0 {
				t.Errorf("%s is answered %s, after %d readings", name, said.Plain(), s.calls("GET /channels/{channel_id}/messages"))
			}
			continue
		}
		if lines := s.Pen.Last().Lines; len(lines) != 3 || lines[0].Text != "Said in "+c.in || !strings.Contains(said.Plain(), "The launch is on Thursday.") {
			t.Errorf("%s: %d lines; answered %s", name, len(lines), said.Plain())
		}
	}
}

// TestLinkToAThread: it is the thread that is read, with the message it hangs on.
func TestLinkToAThread(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	talk := s.thread(s.Say(marc, launch, "The launch is on Thursday."))
	s.Say(lea, talk, "Who tells support?")
	s.Say(lea, launch, "Something else.")
	s.asks(lea, "summarize", map[string]string{"text": "<" + s.Link(talk, talk) + ">"})
	if lines := s.Pen.Last().Lines; len(lines) != 2 || lines[0].Text != "The launch is on Thursday." || lines[1].Text != "Who tells support?" {
		t.Errorf("read %+v", lines)
	}
}

// TestShareASummary: what somebody alone was shown becomes, once, a card before
// everybody that can be signed.
func TestShareASummary(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	s.Say(marc, launch, "The launch is on Thursday.")
	s.asks(lea, "summarize", nil)
	private := s.whisper(lea)
	if names := strings.Join(buttons(private), " "); strings.Contains(names, "approve") || !strings.Contains(names, "share") {
		t.Fatalf("a private answer offers %s", names)
	}
	share := ""
	for _, b := range private.Buttons() {
		if strings.HasPrefix(b.CustomID, "act.share") {
			share = b.CustomID
		}
	}
	for range 3 {
		s.ForgeClick(lea, launch, private.ID, share)
		s.rest()
	}
	if told := s.Visible(lea, launch); !strings.Contains(told, "It is being shared in the channel") {
		t.Errorf("she sees %s", told)
	}
	shown := s.ours(launch)
	if len(shown) != 1 || !strings.Contains(shown[0].Plain(), "The launch is on Thursday.") {
		t.Fatalf("%d messages in the channel", len(shown))
	}
	m, _ := s.Message(launch, private.ID)
	if strings.Contains(strings.Join(buttons(&m), " "), "share") {
		t.Errorf("what is shared offers %v", buttons(&m))
	}
	s.clicks(marc, shown[0].ID, "act.approve|")
	if d := s.newest(); d.State() != copilot.Approved || d.Private {
		t.Errorf("the shared summary is %s", d.State())
	}
}

// TestPrivateCardIsTheirsToChange: they edit it, ask for another, and withdraw it,
// before their own eyes alone.
func TestPrivateCardIsTheirsToChange(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: func(p copilot.Prompt) string {
		return "=== tldr\n- The launch is near. " + p.Reason + " [m1]\n"
	}})
	s.Say(marc, launch, "The launch is on Thursday.")
	s.asks(lea, "summarize", nil)
	first := s.whisper(lea)
	s.clicks(lea, first.ID, "act.edit?")
	if r := s.submits(lea, map[string]any{"text.1/0": "A summary by hand."}); r.Type != 5 {
		t.Errorf("an edit is answered with type %d", r.Type)
	}
	edited := s.last(lea)
	if !strings.Contains(edited.Plain(), "A summary by hand.") {
		t.Errorf("after an edit stands %s", edited.Plain())
	}
	s.clicks(lea, edited.ID, "act.follow?")
	if r := s.submits(lea, map[string]any{"text": "please name the day"}); r.Type != 5 {
		t.Errorf("a follow-up is answered with type %d", r.Type)
	}
	again := s.last(lea)
	if !strings.Contains(again.Plain(), "please name the day") {
		t.Errorf("after a follow-up stands %s", again.Plain())
	}
	asked := s.clicks(lea, again.ID, "act.withdraw*|")
	s.clicks(lea, asked.Message, "act.withdraw!|")
	if d := s.newest(); d.State() != copilot.Withdrawn || len(s.ours(launch)) > 0 || len(s.Direct(lea)) > 0 {
		t.Errorf("it is %s; %d messages before everybody, %d directly", d.State(), len(s.ours(launch)), len(s.Direct(lea)))
	}
}

// last is the newest of what a user alone was shown that can be acted on.
func (s *stage) last(user string) *discordtest.Message {
	s.t.Helper()
	for _, m := range slices.Backward(s.Ephemerals(user)) {
		if len(buttons(&m)) > 0 {
			return &m
		}
	}
	s.t.Fatalf("%s was shown nothing to act on", user)
	return nil
}
