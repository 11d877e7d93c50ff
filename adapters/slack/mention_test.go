package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

func (s *stage) bot() string { return "<@" + s.Options().BotUser + ">" }

// TestMentionInAThread: the name alone asks for a summary of the thread, there,
// before everybody.
func TestMentionInAThread(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		root := s.Say(lea, launch, "", "The launch is on Thursday.")
		s.Say(marc, launch, root, "Who tells support?")
		s.Say(lea, launch, root, s.bot())
		s.rest()
		all := s.ours(launch)
		if len(all) != 1 || all[0].ThreadTS != root || !strings.Contains(plain(all[0]), "The launch is on Thursday.") {
			t.Fatalf("answered %v", all)
		}
	})
}

// TestMentionWithCommand: a command without its slash, wherever the name stands.
func TestMentionWithCommand(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		for _, said := range []string{s.bot() + " draft variants:1 our launch", s.bot() + " /draft variants:1 our launch", "draft variants:1 our launch " + s.bot()} {
			s.Say(lea, launch, "", said)
			s.rest()
			if p := s.Pen.Last(); p.Task != copilot.TaskDraft || p.Brief != "our launch" || len(p.Angles) != 1 {
				t.Errorf("%q asks for %q %q", said, p.Task, p.Brief)
			}
		}
		if n := len(s.ours(launch)); n != 3 {
			t.Errorf("%d answers", n)
		}
	})
}

// TestMentionOnCard: words under a card change its draft.
func TestMentionOnCard(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.asks(lea, "/draft", "variants:1 our launch")
		root := s.card(launch).TS
		s.Say(marc, launch, root, s.bot()+" please name the day")
		s.rest()
		if p := s.Pen.Last(); p.Reason != "please name the day" || len(p.Previous) != 1 {
			t.Errorf("asked for %q of %v", p.Reason, p.Previous)
		}
		if n := len(s.drafts()); n != 1 {
			t.Errorf("%d drafts", n)
		}
	})
}

// TestMentionThatMakesNoSense is answered to the one person, with what there is.
func TestMentionThatMakesNoSense(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Say(lea, launch, "", s.bot()+" sing us a song")
		s.Say(marc, launch, "", s.bot()+" copilot approvers")
		s.rest()
		if told := s.whispers(lea); !strings.Contains(told, "draft, summarize, hashtags") {
			t.Errorf("told %q", told)
		}
		if told := s.whispers(marc); !strings.Contains(told, "/copilot") {
			t.Errorf("told %q", told)
		}
		if len(s.ours(launch)) > 0 {
			t.Error("the channel had to read it too")
		}
	})
}

// TestMentionOfElsewhere: another channel's words are not brought here, not even
// by who may read both.
func TestMentionOfElsewhere(t *testing.T) {
	s := overHTTP(t, setting{})
	links := summaryStage(t, s)
	s.Say(lea, launch, "", s.bot()+" summarize "+links[own])
	s.rest()
	if len(s.ours(launch)) > 0 {
		t.Errorf("the channel reads %s", plain(s.card(launch)))
	}
	s.hears(lea, "leads to another channel")
	s.Say(lea, launch, "", s.bot()+" summarize "+links[launch])
	s.rest()
	if all := s.ours(launch); len(all) != 1 || len(s.Pen.Last().Lines) != 3 {
		t.Errorf("a thread of the channel itself is answered %d times", len(all))
	}
}

// TestDirectMessage: in a direct message nobody needs to be called.
func TestDirectMessage(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		dm := s.DM(lea)
		s.Say(lea, dm, "", "draft variants:1 our launch")
		s.rest()
		if said := plain(s.card(dm)); !strings.Contains(said, "The text alpha is out.") {
			t.Errorf("answered %s", said)
		}
	})
}

// TestMentionOnPrivateCard: words under what is somebody's alone change it, for
// them alone.
func TestMentionOnPrivateCard(t *testing.T) {
	answer := func(p copilot.Prompt) string { return "=== tldr\n- The launch is near. " + p.Reason + " [m1]\n" }
	onBoth(t, setting{written: answer}, func(t *testing.T, s *stage) {
		s.SeedHistory(launch, 3, []string{marc})
		s.asks(lea, "/summarize", "50")
		dm := s.DM(lea)
		s.Say(lea, dm, s.card(dm).TS, "please name the day")
		s.rest()
		if p := s.Pen.Last(); p.Reason != "please name the day" || len(p.Lines) != 3 {
			t.Errorf("asked for %q of %v", p.Reason, p.Lines)
		}
		all, err := s.core.Drafts(s.Ctx, copilot.Filter{Tenant: s.place().Tenant(), For: copilot.Person{Platform: "slack", ID: lea}})
		if err != nil || len(all) != 1 || !all[0].Private || all[0].Latest().Number != 2 {
			t.Errorf("%+v, %v; told %s", all, err, s.Visible(lea, dm))
		}
		if n := len(s.ours(launch)); n != 0 {
			t.Errorf("the channel reads %d messages", n)
		}
	})
}

// TestMentionInPublicLeavesPrivateAlone: in the channel nothing is found of what is
// somebody's alone.
func TestMentionInPublicLeavesPrivateAlone(t *testing.T) {
	s := overHTTP(t, setting{})
	root := s.SeedThread(launch, 3, []string{marc})
	s.Shortcut(lea, launch, root, "summarize_thread")
	s.rest()
	s.Say(lea, launch, root, s.bot()+" please name the day")
	s.rest()
	if p := s.Pen.Last(); p.Reason != "" {
		t.Errorf("asked for %q", p.Reason)
	}
}

// TestBotsAreNotAnswered: neither ourselves nor other programs.
func TestBotsAreNotAnswered(t *testing.T) {
	s := overHTTP(t, setting{})
	s.asks(lea, "/draft", "our launch")
	s.Say(s.Options().BotUser, launch, "", s.bot()+" draft our launch")
	s.rest()
	if n := len(s.drafts()); n != 1 {
		t.Errorf("%d drafts", n)
	}
}

// TestMentionOnce: an event that is delivered again is answered once.
func TestMentionOnce(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Say(lea, launch, "", s.bot()+" draft our launch")
		for _, r := range s.Events() {
			for range 3 {
				s.Replay(r)
			}
		}
		s.rest()
		if n := len(s.ours(launch)); n != 1 {
			t.Errorf("%d answers", n)
		}
	})
}
