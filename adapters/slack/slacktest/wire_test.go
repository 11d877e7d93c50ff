package slacktest

import (
	"encoding/json"
	"testing"
)

// What people type never becomes a live mention but of a name that somebody has,
// and reads the same in the message's blocks.
func FuzzWire(f *testing.F) {
	for _, typed := range []string{"a < b", "@ada and @nobody", "<!here>", "https://x.example/?a=1&b=2>", "#team &amp; <@U0>", "<<!x>"} {
		f.Add(typed)
	}
	s := workspace(f, Options{Lenient: true})
	f.Fuzz(func(t *testing.T, typed string) {
		if escaped := escape.Replace(typed); mention(escaped) != "" {
			t.Errorf("%q is a live mention, escaped", escaped)
		}
		wire := s.wire(typed, true)
		if _, err := json.Marshal(richText(wire)); err != nil {
			t.Errorf("%q makes no blocks: %v", wire, err)
		}
		_ = plainText(wire)
	})
}
