package slack_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// TestNobodyCanBeTold: where every way to tell is closed, at first or once there is a
// draft, what was accepted is not dropped, however often it is tried; it ends as ever
// once there is a way again.
func TestNobodyCanBeTold(t *testing.T) {
	ways := map[string]func(*stage, string, int){
		"cut before": troubles["cut before"], "503": troubles["503"], "429 of a day": troubles["429 of a day"],
		"429 that says nonsense": troubles["429 that says nonsense"], "200 in HTML": troubles["200 in HTML"],
	}
	for _, code := range []string{"invalid_auth", "token_revoked", "internal_error", "is_archived", "restricted_action", "invalid_arguments"} {
		ways[code] = byCode(code)
	}
	type closed struct {
		name, how string
		from      phase
		closes    func(*stage, string, int)
		asks      func(*stage) slacktest.Reply
	}
	var all []closed
	for _, how := range slices.Sorted(maps.Keys(ways)) {
		for _, from := range []phase{fromTheStart, onceKept} {
			all = append(all, closed{"draft", how, from, ways[how], draft}, closed{"summary", how, from, ways[how], summary})
		}
	}
	for _, c := range chattest.Sample(t, all, 12, func(c closed) []string { return []string{fmt.Sprint(c.name, c.from)} }) {
		t.Run(trial{moment: moment{name: c.name, from: c.from}, how: c.how}.String(), func(t *testing.T) {
			t.Parallel()
			s := overHTTPIdle(t, setting{})
			s.chat.RestBy(s.Passes)
			talked(s)
			c.asks(s)
			if c.from == onceKept {
				s.Memory.WhenKept(func() { c.closes(s, "*", 0) })
			} else {
				c.closes(s, "*", 0)
			}
			was := s.read()
			s.work()
			s.Await("it to be tried again and again", func() bool {
				d, _ := s.resting()
				return s.Kept(d)
			})
			s.Memory.WhenKept(nil)
			s.Mend()
			s.Await("one end", func() bool {
				_, rested := s.resting()
				return rested && len(s.outcomes(was)) > 0
			})
			s.once()
		})
	}
}
