package slack_test

import (
	"slices"
	"testing"

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
	for how, closes := range ways {
		for _, from := range []phase{fromTheStart, onceKept} {
			for name, asks := range map[string]func(*stage) slacktest.Reply{"draft": draft, "summary": summary} {
				t.Run(trial{moment: moment{name: name, from: from}, how: how}.String(), func(t *testing.T) {
					t.Parallel()
					s := overHTTPIdle(t, setting{})
					s.chat.RestBy(s.passes)
					talked(s)
					asks(s)
					if from == onceKept {
						s.Memory.WhenKept(func() { closes(s, "*", 0) })
					} else {
						closes(s, "*", 0)
					}
					was := s.read()
					s.work()
					s.Await("it to be tried again and again", func() bool {
						d, _ := s.resting()
						return s.kept(d)
					})
					s.Memory.WhenKept(nil)
					s.Mend()
					s.Await("one end", func() bool {
						_, rested := s.resting()
						return rested && slices.ContainsFunc(s.outcomes(was), func(string) bool { return true })
					})
					s.once()
				})
			}
		}
	}
}
