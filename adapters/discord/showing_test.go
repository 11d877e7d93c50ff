package discord_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// The ways to a message, as routes.
const (
	byToken   = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages"
	byBot     = "PATCH /channels/{channel_id}/messages/{message_id}"
	newByBot  = "POST /channels/{channel_id}/messages"
	withToken = "POST /webhooks/{webhook_id}/{webhook_token}"
)

// edited has the card of a draft changed by what Discord does not deliver.
func (s *stage) changed(d copilot.Draft, said string) {
	s.t.Helper()
	err := s.core.Click(s.Ctx, d.Ref(), copilot.Click{
		Act: copilot.ActEdit, Expect: copilot.Expect{Revision: d.Latest().Number, Digest: d.Latest().Digest},
		Person: copilot.Person{Platform: "discord", ID: lea, Name: "Léa Martin"}, Form: map[string]string{"text.1": said}, Request: "edit:" + said,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.rest()
}

// TestThreeWaysToTheCard: as long as the token is good it is edited with that, then
// with the bot's rights, and made anew when it was deleted.
func TestThreeWaysToTheCard(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	first := s.drafts()
	for n, way := range []string{byToken, byBot, newByBot} {
		switch way {
		case byBot:
			s.Clock.Forward(15 * time.Minute)
		case newByBot:
			s.Delete(s.Options().Application, launch, first.ID)
		}
		s.ResetCalls()
		s.changed(s.newest(), fmt.Sprintf("A text by hand, version %d.", n))
		if s.calls(way) == 0 || way != byBot && s.calls(byBot) > 1 || way == byBot && s.calls(byToken) > 0 || way != newByBot && s.calls(newByBot) > 0 {
			t.Errorf("%s: %d, %d and %d calls", way, s.calls(byToken), s.calls(byBot), s.calls(newByBot))
		}
		all := s.ours(launch)
		if len(all) != 1 || !strings.Contains(all[0].Plain(), fmt.Sprintf("version %d", n)) || (all[0].ID == first.ID) == (way == newByBot) {
			t.Errorf("%s: %d messages, %s", way, len(all), all[0].Plain())
		}
	}
}

// sent are the bodies of the calls of a route.
func (s *stage) sent(route string) []map[string]any {
	s.t.Helper()
	var all []map[string]any
	for _, c := range s.Calls(route) {
		var body map[string]any
		if err := json.Unmarshal(c.Body, &body); err != nil {
			s.t.Fatal(err)
		}
		all = append(all, body)
	}
	return all
}

// TestLongDraftIsSplit: what does not fit continues in further messages, each under its
// label, with the buttons on the last; what is not needed any more goes.
func TestLongDraftIsSplit(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: chattest.Lengthy})
	s.approvers(marc)
	s.asks(lea, "draft", map[string]string{"text": "variants:5 our launch"})
	all := s.ours(launch)
	if len(all) < 2 {
		t.Fatalf("%d messages", len(all))
	}
	for i, m := range all {
		if !strings.HasPrefix(m.Plain(), "✏️ "+label("en")) || (len(buttons(m)) > 0) != (i == len(all)-1) {
			t.Errorf("message %d of %d begins %.40s, with %v", i+1, len(all), m.Plain(), buttons(m))
		}
	}
	s.clicks(lea, all[len(all)-1].ID, "act.edit?")
	texts := map[string]any{}
	for n := range 5 {
		texts[fmt.Sprintf("text.%d/0", n+1)] = short(n)
	}
	s.submits(lea, texts)
	left := s.ours(launch)
	if len(left) != 1 || left[0].ID != all[0].ID || len(buttons(left[0])) == 0 || !strings.Contains(left[0].Plain(), short(4)) {
		t.Errorf("%d messages are left, the last with %v", len(left), buttons(s.card(launch)))
	}
}

// TestNoLateProgress: an edit that Discord is slow to take never stands over the card
// that comes after it.
func TestNoLateProgress(t *testing.T) {
	t.Parallel()
	var s *stage
	t.Cleanup(func() { // when everything that was on its way has arrived
		if said := s.card(launch).Plain(); !strings.Contains(said, "The launch is on Thursday.") || strings.Contains(said, "messages…") {
			t.Errorf("what stands is %s", said)
		}
	})
	s = open(t, setting{written: func(p copilot.Prompt) string {
		s.Await("progress to be on its way", func() bool { return s.calls(byToken) == 2 })
		return chattest.Fitting(p)
	}})
	s.Fail("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", 1, discordtest.Fault{Delay: time.Millisecond})
	s.Fail("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", 1, discordtest.Fault{Delay: 200 * time.Millisecond})
	s.Say(marc, launch, "The launch is on Thursday.")
	s.asks(lea, "summarize", map[string]string{"share": "channel"})
}

// TestProgressIsPaced: forty pieces that come at once are a handful of edits.
func TestProgressIsPaced(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: func(p copilot.Prompt) string {
		return chattest.Variants(p, func(int) string { return strings.Repeat("word ", 400) + "the end" })
	}})
	s.Clock.Forward(time.Hour)
	card := s.drafts()
	if n := s.calls("PATCH"); n < 1 || n > 5 {
		t.Errorf("%d edits", n)
	}
	if !strings.Contains(card.Plain(), "the end") || strings.Contains(card.Plain(), "Being written") {
		t.Errorf("what stands is %s", card.Plain())
	}
}

// TestTokensAreKeptSecret: what Discord takes an answer with, for whoever has it, is
// neither in the store nor in the log as it is; nor is the bot's own.
func TestTokensAreKeptSecret(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: claiming})
	s.approvers(marc)
	s.Say(marc, launch, "The launch is on Thursday.")
	tokens := []string{s.Options().Token}
	keep := func(r discordtest.Reply) discordtest.Reply { tokens = append(tokens, r.Token); return r }
	s.Fail("PATCH", "", 2, discordtest.Fault{Status: 500})
	s.Fail("PATCH", "", 1, discordtest.Fault{Cut: true})
	s.Fail("PATCH", "", 1, discordtest.Fault{Status: 403, Code: 50001})
	keep(s.asks(lea, "draft", map[string]string{"text": "variants:1 our launch"}))
	keep(s.asks(lea, "summarize", nil))
	keep(s.asks(lea, "draft", map[string]string{"text": "variants:1 our launch"}))
	card := s.card(launch)
	keep(s.clicks(marc, card.ID, "act.follow?"))
	keep(s.submits(marc, map[string]any{"text": "en français"}))
	keep(s.clicks(marc, card.ID, "act.approve*|"))
	s.door.Wait()
	kept := s.Queue.Given.All() + s.Memory.Given.All() + s.Logged.All()
	if len(kept) < 1_000 {
		t.Fatalf("only this was kept: %s", kept)
	}
	for _, token := range tokens {
		if token == "" || strings.Contains(kept, token) {
			t.Errorf("%.6s… is kept as it is", token)
		}
	}
}

// TestArchivedThread: in a thread that was archived meanwhile a message cannot be
// edited, but a new one opens it; the old card does not stay with its buttons.
func TestArchivedThread(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	talk := s.thread(s.Say(marc, launch, "The launch is on Thursday."))
	s.asksIn(lea, talk, "draft", map[string]string{"text": "variants:1 our launch"})
	s.Clock.Forward(time.Hour)
	s.Archive(talk, true, false)
	s.changed(s.newest(), "A text by hand.")
	all := s.ours(talk)
	if last := s.card(talk); !strings.Contains(last.Plain(), "A text by hand.") {
		t.Errorf("the last is %s", last.Plain())
	}
	for _, m := range all[:len(all)-1] {
		if len(buttons(m)) > 0 {
			t.Errorf("an old card stays with %v", buttons(m))
		}
	}
}
