package slack_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// The label in both languages, pending and signed.
var labels = []string{"DRAFT · ", "BROUILLON · "}

func labelled(s string) bool {
	for _, label := range labels {
		if strings.HasPrefix(strings.TrimLeft(s, "✏️✅ *"), label) {
			return true
		}
	}
	return false
}

// carriers are the calls that bring text before people.
var carriers = []string{"chat.postMessage", "chat.update", "chat.postEphemeral", "response_url", "views.open", "views.update", "views.publish"}

// labelHolds fails for every text, sent by whatever call, that has the words of a
// writer without the label above them and, in a message or modal, below them.
func (s *stage) labelHolds(words string) {
	s.t.Helper()
	seen := 0
	for _, method := range carriers {
		for _, c := range s.Calls(method) {
			if !strings.Contains(c.Arguments["text"]+strings.Join(textsOf(c.Arguments["blocks"], c.Arguments["view"]), "\n"), words) {
				continue
			}
			seen++
			s.labelIn(c, words)
		}
	}
	if seen == 0 {
		s.t.Errorf("nothing with %q was sent", words)
	}
}

func (s *stage) labelIn(c slacktest.Call, words string) {
	s.t.Helper()
	if strings.Contains(c.Arguments["text"], words) && !labelled(c.Arguments["text"]) {
		s.t.Errorf("%s: the fallback is %q", c.Method, c.Arguments["text"])
	}
	view := c.Arguments["view"]
	texts := textsOf(c.Arguments["blocks"], view)
	first, last := -1, -1
	for i, text := range texts {
		if strings.Contains(text, words) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	above, below := false, strings.Contains(view, `"type":"home"`)
	for i, text := range texts {
		above = above || i < first && labelled(text)
		below = below || i > last && labelled(text)
	}
	if !above || !below {
		s.t.Errorf("%s: label above: %v, below: %v: %q", c.Method, above, below, texts)
	}
}

// textsOf are the texts of blocks from top to bottom, one for each block; of an
// input also what it holds.
func textsOf(blocks, view string) []string {
	var all []map[string]any
	if json.Unmarshal([]byte(blocks), &all) != nil {
		var v struct{ Blocks []map[string]any }
		if json.Unmarshal([]byte(view), &v) != nil {
			return nil
		}
		all = v.Blocks
	}
	var texts []string
	for _, b := range all {
		var said strings.Builder
		gather(b, &said)
		texts = append(texts, said.String())
	}
	return texts
}

func gather(v any, to *strings.Builder) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range []string{"text", "initial_value", "label", "title", "elements", "element", "accessory", "options"} {
			gather(v[name], to)
		}
	case []any:
		for _, inner := range v {
			gather(inner, to)
		}
	case string:
		to.WriteString(v)
	}
}

// TestOneMessage: placeholder, progress and card are one message, edited.
func TestOneMessage(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.approvers(marc)
		s.asks(lea, "/draft", "variants:2 our launch")
		if n := s.Count("chat.postMessage"); n != 1 || len(s.Messages(launch)) != 1 {
			t.Errorf("%d messages were sent, %d stand", n, len(s.Messages(launch)))
		}
		posted := s.Calls("chat.postMessage")[0].Arguments
		if !labelled(posted["text"]) || !labelled(textsOf(posted["blocks"], "")[0]) {
			t.Errorf("the placeholder is %v", posted)
		}
		for _, c := range s.Calls("*") {
			if c.Method == "chat.postEphemeral" {
				t.Error("something to sign was shown to one person alone")
			}
		}
		if said := plain(s.card(launch)); !strings.Contains(said, "The text bravo is out.") {
			t.Errorf("the card is %s", said)
		}
		s.labelHolds("The text alpha is out.")
	})
}

// TestLabelEverywhere walks through all that shows a draft: card, forms, Home,
// revision, signature, summary in a direct message; and looks at all that was sent.
func TestLabelEverywhere(t *testing.T) {
	t.Parallel()
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.approvers(marc)
		s.asks(lea, "/draft", "variants:2 our launch")
		card := s.card(launch).TS
		s.OpenHome(marc)
		for _, act := range []string{"act.approve?", "act.edit?", "act.request_changes?", "act.reject?", "act.follow_up?"} {
			s.Click(marc, launch, card, act)
			s.door.Wait()
			if v, open := s.View(marc); !open || v.CallbackID != "action" {
				t.Errorf("%s opens %q", act, v.CallbackID)
			}
			s.CloseView(marc)
		}
		s.Click(lea, launch, card, "act.edit?")
		s.door.Wait()
		s.Submit(lea, "", map[string]string{"text.1/0": "The text alpha is edited."})
		s.rest()
		s.OpenHome(lea)
		s.Click(marc, launch, s.card(launch).TS, "act.approve?")
		s.door.Wait()
		s.Submit(marc, "", map[string]string{"variant": "1"})
		s.rest()
		if d := s.newest(); d.State() != copilot.Approved {
			t.Fatalf("the draft is %s", d.State())
		}
		if said := s.card(launch); len(said.Actions()) > 0 || !strings.Contains(said.Plain(), "Signed off by Marc Olivier") {
			t.Errorf("the signed card is not locked and stamped: %s", said.Plain())
		}
		s.SeedHistory(launch, 3, []string{marc})
		s.asks(lea, "/summarize", "20")
		s.labelHolds("The text ")
		s.labelHolds("The text alpha is edited.")
		s.labelHolds("The launch is on Thursday.")
	})
}

// TestStreamIsPaced: forty pieces that come at once are a handful of edits, each
// with the label, and the card stands last.
func TestStreamIsPaced(t *testing.T) {
	s := overHTTP(t, setting{written: func(p copilot.Prompt) string {
		return chattest.Variants(p, func(int) string { return strings.Repeat("word ", 400) + "the end" })
	}})
	s.Clock.Forward(time.Hour)
	s.asks(lea, "/draft", "variants:1 our launch")
	if n := s.Count("chat.update"); n < 1 || n > 5 {
		t.Errorf("%d edits", n)
	}
	if said := plain(s.card(launch)); !strings.Contains(said, "the end") || strings.Contains(said, "Being written") {
		t.Errorf("what stands is %s", said)
	}
	s.labelHolds("word word")
}

// TestManyStreamsArePaced: Slack allows about fifty edits a minute in all.
// Progress of many drafts at once stays below that.
func TestManyStreamsArePaced(t *testing.T) {
	t.Parallel()
	s := overHTTP(t, setting{written: func(p copilot.Prompt) string {
		return chattest.Variants(p, func(int) string { return strings.Repeat("word ", 100) })
	}})
	for i := range 25 {
		s.Command(lea, launch, "/draft", fmt.Sprintf("variants:1 launch %d", i))
	}
	s.rest()
	finals := 25
	if n := s.Count("chat.update"); n > finals+15 {
		t.Errorf("%d edits, of which %d are cards", n, finals)
	}
}

// TestNoLateProgress: an edit that Slack is slow to take never stands over the
// card that comes after it.
func TestNoLateProgress(t *testing.T) {
	var s *stage
	t.Cleanup(func() { // when everything that was on its way has arrived
		if said := plain(s.card(s.DM(lea))); !strings.Contains(said, "The launch is on Thursday.") || strings.Contains(said, "messages…") {
			t.Errorf("what stands is %s", said)
		}
	})
	s = overHTTP(t, setting{written: func(p copilot.Prompt) string {
		s.Await("progress to be on its way", func() bool { return s.Count("chat.update") == 1 })
		s.Delay("chat.update", 0) // that one is slow, the next is not
		return chattest.Fitting(p)
	}})
	s.SeedHistory(launch, 3, []string{marc})
	s.Delay("chat.update", 200*time.Millisecond)
	s.asks(lea, "/summarize", "50")
}

// TestAmbiguousSend: Slack took a message and the answer was lost. One message is
// visible in the end.
func TestAmbiguousSend(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"variants:1 our launch", "variants:5 our long launch"} {
		for times := 1; times <= 2; times++ {
			onBoth(t, setting{written: chattest.Lengthy}, func(t *testing.T, s *stage) {
				s.CutAfter("chat.postMessage", times)
				s.asks(lea, "/draft", words)
				want := 1
				if strings.HasPrefix(words, "variants:5") {
					want = strings.Count(s.message(s.newest()), ",") + 1
				}
				if all := s.ours(launch); len(all) != want {
					t.Errorf("%s, %d lost answers: %d messages, want %d", words, times, len(all), want)
				}
				if said := plain(s.card(launch)); !strings.Contains(said, "the very end") {
					t.Errorf("the card is %.200s", said)
				}
			})
		}
	}
}

// message is the name of the message that shows a draft.
func (s *stage) message(d copilot.Draft) string {
	s.t.Helper()
	id, err := s.core.Shown(s.Ctx, d)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// TestTakenAway: a card that somebody deleted is made anew with the next change.
func TestTakenAway(t *testing.T) {
	t.Parallel()
	for words, parts := range map[string]int{"variants:1 our launch": 1, "variants:5 our launch": 2} {
		s := overHTTP(t, setting{written: chattest.Lengthy})
		s.approvers(marc)
		s.asks(lea, "/draft", words)
		if n := len(s.ours(launch)); n != parts {
			t.Fatalf("%d messages, want %d", n, parts)
		}
		first := s.ours(launch)[0].TS
		d := s.newest()
		s.Delete(s.Options().BotUser, launch, first)
		s.forges(lea, launch, first, "act.withdraw", fmt.Sprintf("%s|1|%s", d.ID, d.Latest().Digest))
		s.rest()
		var stand []string
		for _, m := range s.ours(launch) {
			stand = append(stand, m.TS)
		}
		if len(stand) != parts {
			t.Errorf("%d messages stand, want %d: %v", len(stand), parts, stand)
		}
		if said := s.card(launch); len(said.Actions()) > 0 {
			t.Error("what was withdrawn can be acted on")
		}
	}
}

// TestContinuationTakenAway: a part of a card that somebody deleted is there again with
// the next change, and so are the buttons at its end.
func TestContinuationTakenAway(t *testing.T) {
	t.Parallel()
	s := overHTTP(t, setting{written: chattest.Lengthy})
	spread(s)
	before := s.ours(launch)
	s.Delete(s.Options().BotUser, launch, before[1].TS)
	if err := s.core.Redraw(s.Ctx, s.place()); err != nil {
		t.Fatal(err)
	}
	after := s.ours(launch)
	if len(after) != len(before) || len(after[len(after)-1].Actions()) == 0 {
		t.Errorf("%d messages stand, want %d; the last has %v", len(after), len(before), after[len(after)-1].Actions())
	}
}

// TestNotEditableAnyMore: a card that Slack lets nobody edit any more is made anew,
// and the old one does not stay with its buttons.
func TestNotEditableAnyMore(t *testing.T) {
	for _, code := range []string{"edit_window_closed", "cant_update_message"} {
		s := overHTTP(t, setting{})
		s.asks(lea, "/draft", "variants:1 our launch")
		first := s.card(launch).TS
		s.Fail("chat.update", code, 1)
		s.Click(lea, launch, first, "act.withdraw")
		s.rest()
		last := s.card(launch)
		if n := len(s.ours(launch)); n != 1 || last.TS == first || len(last.Actions()) > 0 {
			t.Errorf("%s: %d messages stand, the last with %v", code, n, last.Actions())
		}
	}
}
