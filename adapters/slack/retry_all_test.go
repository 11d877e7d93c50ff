package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// TestRetryAll: an administrator has everything tried again that was given up, in the
// messages that said so; nobody else does.
func TestRetryAll(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.User(slacktest.User{ID: ada, Name: "ada", Admin: true})
		s.Pen.Lose(true)
		for range 2 {
			s.asks(lea, "draft", "variants:1 our launch")
		}
		s.Pen.Lose(false)
		retries := func(user, words string) {
			t.Helper()
			r := s.Command(user, launch, "/copilot", "retry")
			if !strings.Contains(string(r.Body), words) {
				t.Errorf("%s hears %s", user, r.Body)
			}
		}
		retries(lea, "Only administrators")
		retries(ada, "2 requests that had been given up are tried again")
		s.rest()
		retries(ada, "Nothing is given up")
		all := s.ours(launch)
		if len(all) != 2 {
			t.Fatalf("%d messages", len(all))
		}
		for _, m := range all {
			if !strings.Contains(m.Plain(), "The text alpha is out.") {
				t.Errorf("shown: %s", m.Plain())
			}
		}
	})
}
