package slack_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// asked is something that is asked for, which a worker answers.
type asked struct {
	name    string
	before  func(*stage)
	does    func(*stage) slacktest.Reply
	written bool // at length
	calls   int  // about as many as that takes
}

// cutting is one way in which the line breaks while something is answered.
type cutting struct {
	asked
	cuts []chattest.Cut
}

func (c cutting) String() string {
	return strings.ReplaceAll(fmt.Sprintf("%s %+v", c.name, c.cuts), " ", "_")
}

// cuttings are a cut before and after every call, of which the process dies or not,
// and after some of them another.
func cuttings() []cutting {
	var all []cutting
	for _, a := range []asked{
		{"draft", nil, draft, false, 5},
		{"long draft", nil, long, true, 9},
		{"draft in a thread", talked, func(s *stage) slacktest.Reply {
			s.Say(lea, launch, s.Messages(launch)[0].TS, s.bot()+" draft variants:1 our launch")
			return slacktest.Reply{}
		}, false, 5},
		{"summary", talked, summary, false, 10},
	} {
		for call := 1; call <= a.calls; call++ {
			for _, after := range []bool{false, true} {
				for _, death := range []bool{false, true} {
					first := chattest.Cut{Call: call, After: after, Death: death}
					all = append(all, cutting{a, []chattest.Cut{first}})
					for _, later := range []int{1, 2, 4} {
						all = append(all, cutting{a, []chattest.Cut{first, {Call: call + later, After: true}}})
					}
				}
			}
		}
	}
	return all
}

// TestCutOffInTheMiddle: wherever the line to Slack breaks, before a call had its
// effect or after, and whether or not the process dies of it, there is one answer.
func TestCutOffInTheMiddle(t *testing.T) {
	var met atomic.Int64
	all := cuttings()
	for _, c := range chattest.Sample(t, all, 50, func(c cutting) []string { return []string{c.name + fmt.Sprint(c.cuts[0].Call, c.cuts[0].After)} }) {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			met.Add(int64(c.hold(t)))
		})
	}
	t.Cleanup(func() { t.Logf("%d cuts", met.Load()) })
}

// hold has something answered over a line that breaks, by a process that may die and
// then by another, and says how often it broke.
func (c cutting) hold(t *testing.T) int {
	o := setting{}
	if c.written {
		o.written = chattest.Lengthy
	}
	s := overHTTPIdle(t, o)
	var process chattest.Mortal
	line := chattest.NewLine(t, s.APIURL(), &process, c.cuts...)
	options := s.Options()
	chat := slack.NewChat(slack.ChatOptions{BotToken: copilot.NewSecret(options.BotToken), URL: line.URL, Now: s.Clock.Now, Log: s.Log()})
	t.Cleanup(func() { chat.Close(context.Background()) })
	if c.before != nil {
		c.before(s)
	}
	s.Employ(s.NewMortalCore(slack.Platform, chat, &process))
	c.does(s)
	takesOver := sync.OnceFunc(func() {
		if err := process.Bury(s.Ctx, s.Queue); err != nil {
			t.Error(err)
		}
		s.work()
	})
	s.Await("an answer", func() bool {
		if process.Dead() {
			takesOver()
		}
		return s.Rested() && slices.ContainsFunc(s.answers(), func(m slacktest.Message) bool { return chattest.Answered(m.Plain()) })
	})
	s.once()
	if n := len(s.answers()); n != 1 {
		t.Errorf("%d answers", n)
	}
	if len(s.Ephemerals(lea)) > 0 {
		t.Errorf("somebody is told besides: %s", s.whispers(lea))
	}
	return line.Met()
}

// answers are the messages that an answer begins with.
func (s *stage) answers() []slacktest.Message {
	var all []slacktest.Message
	for _, m := range append(s.ours(launch), s.ours(s.DM(lea))...) {
		if m.Metadata == nil || strings.Contains(string(m.Metadata), `"part":1`) {
			all = append(all, m)
		}
	}
	return all
}
