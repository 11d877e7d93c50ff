package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestSummarizeShortcut: on any message of a thread it is about that thread, and
// private.
func TestSummarizeShortcut(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.SeedHistory(launch, 5, []string{lea})
		root := s.Say(lea, launch, "", "The launch is on Thursday.")
		reply := s.Say(marc, launch, root, "Who tells support?")
		for _, ts := range []string{root, reply} {
			s.Shortcut(marc, launch, ts, "summarize_thread")
			s.rest()
			if lines := s.Pen.Last().Lines; len(lines) != 2 || lines[1].Text != "Who tells support?" {
				t.Errorf("of %s are read %v", ts, lines)
			}
		}
		if len(s.ours(launch)) > 0 || len(s.ours(s.DM(marc))) != 2 {
			t.Errorf("%d answers in the channel, %d privately", len(s.ours(launch)), len(s.ours(s.DM(marc))))
		}
	})
}

// TestDraftShortcut asks what the reply should say, and knows what it replies to.
func TestDraftShortcut(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		root := s.Say(lea, launch, "", "When does it open?")
		reply := s.Say(marc, launch, root, "On which day?")
		s.Shortcut(marc, launch, reply, "draft_reply")
		s.door.Wait()
		v, open := s.View(marc)
		if !open || v.CallbackID != "command" || !strings.Contains(v.Plain(), "Que doit dire") {
			t.Fatalf("it opens %q: %s", v.CallbackID, v.Plain())
		}
		s.Submit(marc, "", map[string]string{"text": "On Thursday", "variants": "1"})
		s.rest()
		p := s.Pen.Last()
		if p.Brief != "On Thursday" || len(p.Lines) != 1 || p.Lines[0].Text != "On which day?" {
			t.Errorf("asked for %q about %v", p.Brief, p.Lines)
		}
		if all := s.ours(launch); len(all) != 1 || all[0].ThreadTS != root {
			t.Errorf("answered in %v", all)
		}
		if d := s.newest(); d.About != reply || d.Private {
			t.Errorf("the draft is about %q", d.About)
		}
	})
}

func TestHashtagsShortcut(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Say(marc, launch, "", "Something else.")
		ts := s.Say(lea, launch, "", "Our team will launch a café in Lyon.")
		s.Say(marc, launch, ts, "At last.")
		s.Shortcut(marc, launch, ts, "hashtags_message")
		s.rest()
		if lines := s.Pen.Last().Lines; s.Pen.Last().Task != copilot.TaskHashtags || len(lines) != 1 || lines[0].Text != "Our team will launch a café in Lyon." {
			t.Errorf("read %v", lines)
		}
		if said := plain(s.card(launch)); !strings.Contains(said, "#Launch #Team") {
			t.Errorf("answered %s", said)
		}
	})
}

// TestShortcutWhereTheBotIsNot: the person is told, though nothing can be posted.
func TestShortcutWhereTheBotIsNot(t *testing.T) {
	s := overHTTP(t, setting{})
	summaryStage(t, s)
	for _, shortcut := range []string{"summarize_thread", "hashtags_message"} {
		ts := s.Messages(hers)[0].TS
		before := len(s.Ephemerals(lea)) + len(s.ours(s.DM(lea)))
		s.Shortcut(lea, hers, ts, shortcut)
		s.rest()
		if after := len(s.Ephemerals(lea)) + len(s.ours(s.DM(lea))); after != before+1 {
			t.Errorf("%s: %d things were said to them", shortcut, after-before)
		}
	}
	said := s.whispers(lea) + plain(s.card(s.DM(lea)))
	if !strings.Contains(said, "/invite") {
		t.Errorf("told %q", said)
	}
}

// TestShortcutOnGoneMessage: what was deleted before it was read is said to be gone.
func TestShortcutOnGoneMessage(t *testing.T) {
	s := overHTTP(t, setting{})
	ts := s.Say(lea, launch, "", "Our launch.")
	s.Shortcut(marc, launch, ts, "draft_reply")
	s.door.Wait()
	s.Delete(lea, launch, ts)
	s.Submit(marc, "", map[string]string{"text": "On Thursday"})
	s.rest()
	s.hears(marc, "n’existe pas (ou plus)")
}

// TestUnknownShortcut is none of ours.
func TestUnknownShortcut(t *testing.T) {
	s := overHTTP(t, setting{})
	ts := s.Say(lea, launch, "", "Our launch.")
	if r := s.Shortcut(marc, launch, ts, "somebody_else"); !r.Acked() {
		t.Errorf("%+v", r)
	}
	s.GlobalShortcut(marc, "somebody_else")
	s.rest()
	if len(s.ours(launch)) > 0 || s.whispers(marc) != "" {
		t.Error("it was answered")
	}
}
