package slack_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

const minute = time.Minute

// trial is one way in which Slack refuses at one moment.
type trial struct {
	moment
	how    string
	fails  func(s *stage, method string, times int)
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

// byCode is a failure with one of Slack's error codes.
func byCode(code string) func(*stage, string, int) {
	return func(s *stage, method string, times int) { s.Fail(method, code, times) }
}

// troubles are the failures that no error code says.
var troubles = map[string]func(*stage, string, int){
	"cut before":               func(s *stage, method string, times int) { s.CutBefore(method, times) },
	"cut after":                func(s *stage, method string, times int) { s.CutAfter(method, times) },
	"200 without a body":       garbled(http.StatusOK, "", ""),
	"200 in HTML":              garbled(http.StatusOK, "", "<html>maintenance</html>"),
	"200 with another body":    garbled(http.StatusOK, "", `{"ok":"perhaps"}`),
	"400":                      garbled(http.StatusBadRequest, "", "bad request"),
	"403 in HTML":              garbled(http.StatusForbidden, "", "<html>forbidden</html>"),
	"404":                      garbled(http.StatusNotFound, "", ""),
	"413":                      garbled(http.StatusRequestEntityTooLarge, "", "<html>too large</html>"),
	"429":                      garbled(http.StatusTooManyRequests, "1", `{"ok":false,"error":"ratelimited"}`),
	"429 that says no time":    garbled(http.StatusTooManyRequests, "", ""),
	"429 that says nonsense":   garbled(http.StatusTooManyRequests, "soon", "<html>slow down</html>"),
	"429 of less than no time": garbled(http.StatusTooManyRequests, "-5", ""),
	"429 of a day":             garbled(http.StatusTooManyRequests, "86400", ""),
	"429 of ages":              garbled(http.StatusTooManyRequests, "99999999999999999999", ""),
	"500":                      garbled(http.StatusInternalServerError, "", "oops"),
	"502 in HTML":              garbled(http.StatusBadGateway, "", "<html>bad gateway</html>"),
	"503":                      garbled(http.StatusServiceUnavailable, "", ""),
	"504":                      garbled(http.StatusGatewayTimeout, "", ""),
}

func garbled(status int, after, body string) func(*stage, string, int) {
	said := slacktest.Garbled{Status: status, Body: body, Header: http.Header{}}
	if after != "" {
		said.Header.Set("Retry-After", after)
	}
	return func(s *stage, method string, times int) { s.Garble(method, said, times) }
}

// trials are every code of the contract, and of all methods, and every trouble, at
// every moment, once and for ever.
func trials(t testing.TB) []trial {
	var all []trial
	for _, m := range moments() {
		for _, times := range []int{0, 1} {
			for _, code := range append(documented(t, m.method), slack.CommonErrors...) {
				if silent[m.method+"/"+code] == "" {
					all = append(all, trial{m, code, byCode(code), times, slices.Contains(slack.PassingErrors, code)})
				}
			}
			for _, how := range slices.Sorted(maps.Keys(troubles)) {
				all = append(all, trial{m, how, troubles[how], times, true})
			}
		}
	}
	return all
}

// TestWhateverSlackRefuses: for everything that Slack may answer with at every moment,
// what was asked ends in one answer, or in a sentence that says what to do; never in
// silence, and never in two answers.
func TestWhateverSlackRefuses(t *testing.T) {
	all := trials(t)
	for _, c := range chattest.Sample(t, all, 120, func(c trial) []string { return []string{c.name, c.how} }) {
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
	s = overHTTP(t, setting{written: func(p copilot.Prompt) string {
		if begun != nil && c.from == whileWritten {
			begun()
		}
		write := chattest.Fitting
		if c.written != nil {
			write = c.written
		}
		return write(p)
	}})
	s.chat.RestBy(s.Passes)
	if c.before != nil {
		c.before(s)
	}
	breaks := sync.OnceFunc(func() { c.fails(s, c.method, c.times) })
	switch c.from {
	case fromTheStart:
		breaks()
	case whileWritten:
		begun = breaks
	case onceKept:
		s.Memory.WhenKept(breaks)
	}
	was := s.read()
	r := c.does(s)
	s.ends(c, r, was)
}

// reads are the texts that people read, by where and whose message it is.
type reads map[string]string

// read is everything of the bot's that Lea and Ada read now.
func (s *stage) read() reads {
	all := reads{}
	for _, user := range []string{lea, ada} {
		for _, m := range append(s.ours(s.DM(user)), s.Ephemerals(user)...) {
			all[user+m.TS] = m.Plain()
		}
		if v, open := s.View(user); open {
			all[user+"view"] = v.Plain()
		}
	}
	for _, m := range s.ours(launch) {
		all["channel"+m.TS] = m.Plain()
	}
	return all
}

// outcomes are the texts that were not there before and say how it ended.
func (s *stage) outcomes(was reads) []string {
	var all []string
	for at, said := range s.read() {
		if was[at] != said && finished(said) {
			all = append(all, said)
		}
	}
	return all
}

// resting says whether nothing is under way any more. What waits for its time is let
// come.
func (s *stage) resting() (copilot.Depth, bool) {
	s.door.Wait()
	return s.Resting()
}

// ends waits for the end of a trial and judges it.
func (s *stage) ends(c trial, r slacktest.Reply, was reads) {
	s.t.Helper()
	acked, _ := r.JSON["text"].(string)
	if r.JSON["response_action"] != nil { // a form that stays open says why
		acked += fmt.Sprint(r.JSON)
	}
	var said []string
	s.Await("one end or another", func() bool {
		d, rested := s.resting()
		if said = s.outcomes(was); acked != "" {
			said = append(said, acked)
		}
		return rested && len(said) > 0 || c.alone && s.Kept(d)
	})
	if c.job && c.times > 0 && c.passes && !slices.ContainsFunc(said, chattest.Answered) {
		s.t.Errorf("it passed, and nobody tried again: %q", said)
	}
	for _, one := range said {
		if !chattest.SaysWhatToDo("en", one) && !answers(one) {
			s.t.Errorf("nobody is told what to do: %q", one)
		}
	}
	s.once()
}

// answers says whether a text is what was asked for.
func answers(said string) bool {
	return slices.ContainsFunc([]string{"DRAFT · ", "Signed off", "Settings\n", "/draft\n"}, func(words string) bool { return strings.Contains(said, words) })
}

// once fails when two messages are the same part of the same answer.
func (s *stage) once() {
	s.t.Helper()
	met := map[string]string{}
	for _, channel := range []string{launch, s.DM(lea)} {
		for _, m := range s.ours(channel) {
			if m.Metadata == nil {
				continue
			}
			if other, twice := met[string(m.Metadata)]; twice {
				s.t.Errorf("two messages for one part of an answer:\n%s\n--\n%s", other, m.Plain())
			}
			met[string(m.Metadata)] = m.Plain()
		}
	}
	if n := len(s.drafts()); n > 1 {
		s.t.Errorf("%d drafts", n)
	}
}
