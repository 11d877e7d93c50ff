package discord_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
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

// trial is one way in which Discord refuses at one moment.
type trial struct {
	moment
	how    string
	fault  discordtest.Fault
	times  int  // 0: for ever
	passes bool // trying again helps
}

func (c trial) String() string {
	often := "once"
	if c.times == 0 {
		often = "for ever"
	}
	return strings.ReplaceAll(fmt.Sprintf("%s/%s/%s", c.name, c.how, often), " ", "_")
}

// troubles are the failures that no error code says.
func troubles() map[string]discordtest.Fault {
	all := map[string]discordtest.Fault{
		"cut before":               {Cut: true},
		"cut after":                {Cut: true, After: true},
		"500 after all":            {Status: 500, After: true},
		"200 in HTML":              {Status: 200, Body: "<html>maintenance</html>"},
		"429 of half a second":     {Status: 429, RetryAfter: 500 * time.Millisecond},
		"429 of a day":             {Status: 429, RetryAfter: 24 * time.Hour},
		"429 that says no time":    {Status: 429, Body: "<html>slow down</html>"},
		"429 that says nonsense":   {Status: 429, Body: `{"retry_after":"soon"}`, Header: http.Header{"Retry-After": {"soon"}}},
		"429 of less than no time": {Status: 429, Body: `{"retry_after":-5}`, Header: http.Header{"Retry-After": {"-5"}}},
	}
	for _, status := range []int{400, 404, 405, 413, 500, 502, 503, 504} {
		all[strconv.Itoa(status)] = discordtest.Fault{Status: status}
		all[strconv.Itoa(status)+" in HTML"] = discordtest.Fault{Status: status, Body: "<html>no</html>"}
	}
	return all
}

// trials are every code and every trouble, at every moment, once and for ever.
func trials() []trial {
	var all []trial
	ways := troubles()
	for _, m := range moments() {
		for _, times := range []int{0, 1} {
			for _, code := range documented {
				all = append(all, trial{m, strconv.Itoa(code), discordtest.Fault{Status: statusOf(code), Code: code}, times, discord.Passes(code)})
			}
			for _, how := range slices.Sorted(maps.Keys(ways)) {
				all = append(all, trial{m, how, ways[how], times, how != "429 of a day"})
			}
			for _, status := range []int{401, 403} {
				all = append(all, trial{m, strconv.Itoa(status), discordtest.Fault{Status: status}, times, false})
			}
		}
	}
	return all
}

// TestWhateverDiscordRefuses: for everything that Discord may answer with at every
// moment, what was asked ends in one answer, or in a sentence that says what to do;
// never in silence, and never in two answers.
func TestWhateverDiscordRefuses(t *testing.T) {
	for _, c := range chattest.Sample(t, trials(), 120, func(c trial) []string { return []string{c.name, c.how} }) {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			c.hold(t)
		})
	}
}

// hold does what the trial is about and holds its end to what was promised.
func (c trial) hold(t *testing.T) {
	var s *stage
	var begun func()
	s = openIdle(t, setting{written: func(p copilot.Prompt) string {
		if begun != nil {
			begun()
		}
		if c.written != nil {
			return c.written(p)
		}
		return chattest.Fitting(p)
	}})
	answered := s.restsOnceAnswered()
	waits := c.late && c.from == fromTheStart // then the token is over before anybody works
	if !waits {
		s.work()
	}
	if c.before != nil {
		c.before(s)
	}
	breaks := sync.OnceFunc(func() {
		if c.late {
			s.Clock.Forward(16 * time.Minute)
		}
		s.Fail(c.method, c.route, c.times, c.fault)
	})
	switch {
	case c.from == onceKept:
		s.Memory.WhenKept(breaks)
	case c.from == whileWritten:
		begun = breaks
	case !waits:
		breaks()
	}
	was := s.read()
	r := c.does(s)
	answered()
	if waits {
		breaks()
		s.work()
	}
	s.ends(c, r, was)
}

// restsOnceAnswered lets rests take no time, but those that outlast Discord's patience end
// no sooner than the interaction was answered, as they would. What it gives back says that
// it was.
func (s *stage) restsOnceAnswered() (answered func()) {
	over := make(chan struct{})
	var rested atomic.Int64
	s.chat.RestBy(func(ctx context.Context, d time.Duration) error {
		if time.Duration(rested.Add(int64(d))) > 2*time.Second {
			select {
			case <-over:
			case <-ctx.Done():
			}
		}
		return s.Passes(ctx, d)
	})
	return sync.OnceFunc(func() { close(over) })
}

// read is everything of the bot's that Lea reads now, by where.
func (s *stage) read() map[string]string {
	all := map[string]string{}
	for _, m := range append(s.ours(launch), s.ours(s.DM(lea))...) {
		all[m.ID] = m.Plain()
	}
	for _, m := range s.Ephemerals(lea) {
		all[m.ID] = m.Plain()
	}
	if m, open := s.Modal(lea); open {
		all["form"] = m.Plain()
	}
	return all
}

// working are the words of what is not answered yet.
var working = []string{"A withdrawn draft can no longer", "Working on it", "tried again", "Reading", "Being written", "thinking", "One moment"}

// outcomes are the texts that were not there before and say how it ended.
func (s *stage) outcomes(was map[string]string) []string {
	var all []string
	for at, said := range s.read() {
		if was[at] != said && said != "" && !unfinished(said) {
			all = append(all, said)
		}
	}
	return all
}

func unfinished(said string) bool {
	return slices.ContainsFunc(working, func(words string) bool { return strings.Contains(said, words) })
}

// resting says whether nothing is under way any more. What waits for its time is let
// come.
func (s *stage) resting() (copilot.Depth, bool) {
	s.door.Wait()
	return s.Resting()
}

// ends waits for the end of a trial and judges it.
func (s *stage) ends(c trial, r discordtest.Reply, was map[string]string) {
	s.t.Helper()
	var said []string
	held := false
	s.Await("one end or another", func() bool {
		d, rested := s.resting()
		said = s.outcomes(was)
		if answer, _ := r.Data["content"].(string); r.Type != 5 && answer != "" && !unfinished(answer) {
			said = append(said, answer)
		}
		held = len(said) == 0 && s.Kept(d)
		return rested && len(said) > 0 || held
	})
	if held && !c.late && c.fault.Status != 401 {
		s.t.Error("nobody is told, though there are other ways")
	}
	if c.job && c.times > 0 && c.passes && !slices.ContainsFunc(said, chattest.Answered) {
		s.t.Errorf("it passed, and nobody tried again: %q", said)
	}
	for _, one := range said {
		done := one == "Done." && s.newest().State() == copilot.Withdrawn && strings.Contains(s.card(launch).Plain(), "ithdrawn")
		if !done && !chattest.SaysWhatToDo("en", one) && !strings.Contains(one, "DRAFT · ") && !strings.Contains(one, "Settings") {
			s.t.Errorf("nobody is told what to do: %q", one)
		}
	}
	n := 0
	for at, one := range s.read() {
		if at != "form" && chattest.Answered(one) {
			n++
		}
	}
	if n > 1 && c.written == nil {
		s.t.Errorf("%d answers", n)
	}
}
