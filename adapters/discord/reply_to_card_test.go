package discord_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// replyTo is how the gateway tells of a reply to a card, which mentions the bot.
func (s *stage) replyTo(m *discordtest.Message) map[string]any {
	own := map[string]any{"id": s.Options().Application, "bot": true}
	return map[string]any{
		"type": 19, "mentions": []any{own},
		"referenced_message": s.about(launch, m.ID, map[string]any{"author": own, "components": m.Components, "embeds": m.Embeds}),
	}
}

// TestRepliesAreAboutTheCard: whatever they begin with, also when the card has no
// buttons any more; thanks are no wish.
func TestRepliesAreAboutTheCard(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	old := s.drafts()
	s.calling(lea, launch, "draft it more warmly", s.replyTo(old))
	if p := s.Pen.Last(); p.Reason != "draft it more warmly" || len(s.draftsFor(lea)) != 1 {
		t.Errorf("the writer is asked for %q; %d drafts", p.Reason, len(s.draftsFor(lea)))
	}
	old, _ = s.one(old.ID)
	s.calling(lea, launch, "please name the day", s.replyTo(old))
	if p := s.Pen.Last(); len(buttons(old)) > 0 || p.Reason != "please name the day" {
		t.Errorf("in reply to a card that was overtaken, with the buttons %v, the writer is asked for %q", buttons(old), p.Reason)
	}
	before := len(s.ours(launch))
	s.calling(marc, launch, "C’est parfait, merci !", s.replyTo(s.card(launch)))
	if n := len(s.ours(launch)); n != before {
		t.Errorf("thanks are answered %s", s.card(launch).Plain())
	}
}

// one is a message as it stands now.
func (s *stage) one(id string) (*discordtest.Message, bool) {
	m, ok := s.Message(launch, id)
	return &m, ok
}

// TestCallsAreNotSummarized: an order to the bot is nothing that was said.
func TestCallsAreNotSummarized(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Say(lea, launch, "We open on Thursday.")
	s.Say(marc, launch, s.bot()+" please summarize")
	s.Say(marc, launch, "I asked "+s.bot()+" already.")
	s.asks(lea, "summarize", nil)
	if got := s.linesRead(); strings.Contains(got, "please summarize") || !strings.Contains(got, "already") {
		t.Errorf("read %q", got)
	}
}

// TestRefusedOnce: where the bot may not write, whoever called it is told directly,
// and Discord is not asked again and again.
func TestRefusedOnce(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Discord.Channel(discordtest.Channel{ID: launch, Name: "launch", Overwrites: []discordtest.Overwrite{
		{ID: s.Options().Application, Member: true, Deny: discordtest.SendMessages},
	}})
	s.calling(lea, launch, s.bot()+" sing us a song", nil)
	if n := s.calls(newByBot); n != 2 { // there, and in the direct conversation
		t.Errorf("%d messages were sent", n)
	}
	if all := s.Direct(lea); len(all) != 1 || !strings.Contains(all[0].Plain(), "draft, summarize, hashtags") {
		t.Errorf("told %v", all)
	}
}

// TestTypedMentionsAreNames: a brief has the names of people, roles and channels, as
// whoever typed them saw them.
func TestTypedMentionsAreNames(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.asks(lea, "draft", map[string]string{"text": "<@" + marc + "> and <@&" + editors + "> meet in <#" + launch + ">", "variants": "1"})
	if got := s.Pen.Last().Brief; got != "@Marc Olivier and @editors meet in #launch" {
		t.Errorf("the brief is %q", got)
	}
}

// TestLinkToAMessage: a summary begins with it, and hashtags are about it alone.
func TestLinkToAMessage(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Say(lea, launch, "before")
	s.Clock.Forward(1_000_000_000)
	from := s.Say(marc, launch, "We open on Thursday.")
	s.Say(lea, launch, "after")
	s.asks(lea, "summarize", map[string]string{"text": s.Link(launch, from)})
	if got := s.linesRead(); got != "We open on Thursday.|after" {
		t.Errorf("read %q", got)
	}
	s.asks(lea, "hashtags", map[string]string{"text": s.Link(launch, from)})
	if p := s.Pen.Last(); p.Task != copilot.TaskHashtags || strings.Contains(s.linesRead()+p.Brief, "after") {
		t.Errorf("hashtags of %q, %q", p.Brief, s.linesRead())
	}
}

// TestVersionsAreTold: the form of a signature says how each text begins.
func TestVersionsAreTold(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	s.asks(lea, "draft", map[string]string{"text": "our launch", "variants": "2"})
	s.clicks(marc, s.card(launch).ID, "act.approve?")
	form, _ := s.Modal(marc)
	d := s.newest()
	card, err := s.core.Card(s.Ctx, d.Ref(), 0, "fr")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range card.Blocks() {
		if b.Kind == copilot.BlockText && !strings.Contains(form.Plain(), strings.Fields(b.Text)[0]) {
			t.Errorf("%q is not told in %s", b.Text, form.Plain())
		}
	}
}

// TestLabelsAreWhole: what does not fit over an input stands below it.
func TestLabelsAreWhole(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.drafts()
	s.clicks(lea, s.card(launch).ID, "act.follow?")
	if form, _ := s.Modal(lea); !strings.Contains(form.Plain(), "What next?\n") || !strings.Contains(form.Plain(), "“en français”") {
		t.Errorf("the form says %s", form.Plain())
	}
}

// TestRetryIsOnTheCard: a request is revived by the button of its own card alone.
func TestRetryIsOnTheCard(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Pen.Lose(true)
	s.asks(lea, "draft", map[string]string{"text": "our launch", "variants": "1"})
	failed := s.card(launch)
	at := slices.IndexFunc(failed.Buttons(), func(b discordtest.Button) bool { return strings.HasPrefix(b.CustomID, "act.retry|") })
	if at < 0 {
		t.Fatalf("there is nothing to retry: %s", failed.Plain())
	}
	s.Pen.Lose(false)
	other := s.Say(marc, launch, "hello")
	s.ForgeClick(marc, launch, other, failed.Buttons()[at].CustomID)
	s.rest()
	if n := len(s.draftsFor(lea)); n != 0 {
		t.Errorf("somebody revived it from elsewhere: %d drafts", n)
	}
	s.Click(lea, launch, failed.ID, "act.retry|")
	s.rest()
	if n := len(s.draftsFor(lea)); n != 1 {
		t.Errorf("%d drafts", n)
	}
}

// TestCompletionTellsNobody: what is being typed is answered with choices and nothing
// else: somebody who was heard before is still told where they were.
func TestCompletionTellsNobody(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Command(lea, launch, "draft", nil)
	s.CloseModal(lea)
	s.Autocomplete(lea, launch, "draft", "network", "x", nil)
	to := copilot.Person{Platform: "discord", ID: lea}
	if err := s.chat.Tell(s.Ctx, to, s.place(), "told"); err != nil {
		t.Error(err)
	}
	for _, c := range s.Calls("") {
		if strings.Contains(c.Route, "webhooks") && c.Status >= 400 {
			t.Errorf("%s is answered with %d", c.Route, c.Status)
		}
	}
	if s.whisper(lea).Plain() != "told" {
		t.Error("nobody was told")
	}
}

// TestDraftsOfThreadsStayThere: what was asked for in a thread is offered there alone.
func TestDraftsOfThreadsStayThere(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	talk := s.thread(s.Say(lea, launch, "hello"))
	s.asksIn(lea, talk, "draft", map[string]string{"text": "our launch", "variants": "1"})
	if got := s.offered(marc, "hashtags", "draft", ""); len(got) > 0 {
		t.Errorf("offered in the channel: %v", got)
	}
}
