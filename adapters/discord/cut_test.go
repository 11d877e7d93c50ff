package discord_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// asked is something that is asked for, which a worker answers.
type asked struct {
	name    string
	before  func(*stage)
	does    func(*stage) discordtest.Reply
	written bool // at length
	late    bool // the interaction's token is good for nothing when it is worked on
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
	draft := command("draft", map[string]string{"text": "variants:1 our launch"})
	long := command("draft", map[string]string{"text": "variants:5 our launch"})
	var all []cutting
	for _, a := range []asked{
		{"draft", nil, draft, false, false, 5},
		{"long draft", nil, long, true, false, 8},
		{"draft too late", nil, draft, false, true, 5},
		{"long draft too late", nil, long, true, true, 8},
		{"summary too late", talked, command("summarize", nil), false, true, 12},
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

// TestCutOffInTheMiddle: wherever the line to Discord breaks, before a call had its
// effect or after, and whether or not the process dies of it, there is one answer.
func TestCutOffInTheMiddle(t *testing.T) {
	var met atomic.Int64
	for _, c := range chattest.Sample(t, cuttings(), 40, func(c cutting) []string { return []string{c.name + fmt.Sprint(c.cuts[0].Call, c.cuts[0].After)} }) {
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
	s := openIdle(t, o)
	s.chat.RestBy(s.Passes)
	var process chattest.Mortal
	line := chattest.NewLine(t, s.APIURL(), &process, c.cuts...)
	chat, err := discord.NewChat(discord.ChatOptions{Token: copilot.NewSecret(s.Options().Token), URL: line.URL, Now: s.Clock.Now, Log: s.Log()})
	if err != nil {
		t.Fatal(err)
	}
	chat.RestBy(s.Passes)
	t.Cleanup(func() { chat.Close(context.Background()) })
	if c.before != nil {
		c.before(s)
	}
	c.does(s)
	if c.late {
		s.Clock.Forward(16 * time.Minute)
	}
	s.Employ(s.NewMortalCore(discord.Platform, chat, &process))
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
		return s.Rested() && slices.ContainsFunc(s.outcomes(nil), chattest.Answered)
	})
	s.oneAnswer(c.written)
	return line.Met()
}

// oneAnswer fails unless what people read is one answer, and nothing else of the bot's.
func (s *stage) oneAnswer(long bool) {
	s.t.Helper()
	met := map[string]bool{}
	for _, said := range s.read() {
		if strings.Contains(said, "is thinking") { // what Discord itself shows where no answer came in time
			continue
		}
		if met[said] || !strings.Contains(said, "DRAFT · ") {
			s.t.Errorf("twice, or no answer: %.300s", said)
		}
		met[said] = true
	}
	if len(met) > 1 && !long {
		s.t.Errorf("%d answers", len(met))
	}
	ends := 0
	for said := range met {
		ends += strings.Count(said, "Can be signed off") + strings.Count(said, "Nobody may sign")
	}
	if ends > 1 {
		s.t.Errorf("%d ends of an answer", ends)
	}
}
