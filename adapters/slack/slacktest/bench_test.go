package slacktest

import (
	"testing"

	"github.com/slack-go/slack"
)

func BenchmarkPost(b *testing.B) {
	s := workspace(b, Options{Lenient: true})
	c := client(s)
	options := card("a draft")
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if _, _, err := c.PostMessageContext(b.Context(), team, options...); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkThread reads a thread of 10,000 messages, a thousand a page.
func BenchmarkThread(b *testing.B) {
	s := workspace(b, Options{Lenient: true})
	root := s.SeedThread(team, 10_000, []string{ada, ben})
	c := client(s)
	for b.Loop() {
		p := &slack.GetConversationRepliesParameters{ChannelID: team, Timestamp: root}
		for {
			_, more, next, err := c.GetConversationRepliesContext(b.Context(), p)
			if err != nil {
				b.Fatal(err)
			}
			if p.Cursor = next; !more {
				break
			}
		}
	}
}
