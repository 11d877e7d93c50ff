package discord_test

import (
	"strings"
	"testing"
)

// TestRetryAll: whoever manages the server has everything tried again that was given
// up, in the messages that said so; nobody else does.
func TestRetryAll(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Pen.Lose(true)
	for range 2 {
		s.asks(lea, "draft", map[string]string{"text": "variants:1 our launch"})
	}
	s.Pen.Lose(false)
	s.says(s.settings(lea, "retry"), "Only people who may manage the server")
	s.says(s.settings(ada, "retry"), "2 requests that had been given up are tried again")
	s.rest()
	s.says(s.settings(ada, "retry"), "Nothing is given up")
	all := s.ours(launch)
	if len(all) != 2 {
		t.Fatalf("%d messages", len(all))
	}
	for _, m := range all {
		if !strings.Contains(m.Plain(), "The text alpha is out.") {
			t.Errorf("shown: %s", m.Plain())
		}
	}
}
