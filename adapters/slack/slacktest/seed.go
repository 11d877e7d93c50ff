package slacktest

import (
	"fmt"
	"slices"
)

// sayings is what a seeded conversation consists of: people who prepare an event.
var sayings = []string{
	"The venue for the spring meetup is confirmed: Thursday 14 May, doors at 18:30.",
	"Can somebody check whether the caterer has a vegetarian menu? We had 40 % last time.",
	"I would rather announce on Monday, most people read the newsletter then.",
	"Agreed. The sign-up page is at https://events.example.org/spring?ref=chat and works on phones.",
	"Budget so far: 1,250 EUR for the room & 480 EUR for drinks. Below what we planned.",
	"Two speakers have answered, the third wants to know how long the talks are (20 minutes?).",
	"Let us say 20 minutes plus 5 for questions, so that we end before 21:00.",
	"Décidé : on garde le format court, et on publie les vidéos la semaine suivante.",
	"Who writes the post for the community channel? It needs a draft by tomorrow noon.",
	"I will. Please send me the names of the sponsors in the right order, I got it wrong last year :sweat_smile:",
	"Done, see the pinned message. The logo of the second one has changed, do not reuse the old file.",
	"Open question: do we stream it? The sound in the small hall was not good enough in autumn.",
}

// SeedThread puts a thread of n messages, its root among them, in a channel and
// returns the root's ts. Its messages are a second apart and end now, where the
// channel has nothing later. They are encoded once, here, and make no events.
func (s *Slack) SeedThread(channel string, n int, users []string) string {
	s.t.Helper()
	return s.seed(channel, n, users, true)
}

// SeedHistory puts n messages that are no thread in a channel, as SeedThread does,
// and returns the ts of the first.
func (s *Slack) SeedHistory(channel string, n int, users []string) string {
	s.t.Helper()
	return s.seed(channel, n, users, false)
}

func (s *Slack) seed(channel string, n int, users []string, thread bool) string {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[channel]
	known := func(u string) bool { return s.users[u] != nil }
	if c == nil || n < 1 || len(users) == 0 || slices.ContainsFunc(users, func(u string) bool { return !known(u) }) {
		s.t.Fatalf("slacktest: seeding %d messages of %q in %q: they want a channel and known users", n, users, channel)
	}
	first := ""
	at := s.o.Now().UnixMicro() - int64(n)*1e6
	for i := range n {
		ts := tsOf(at + int64(i)*1e6)
		if ts <= c.lastTS() {
			ts = s.stamp()
		}
		m := s.seeded(c, users[i%len(users)], i)
		m.TS = ts
		if first == "" {
			first = ts
		} else if thread {
			m.ThreadTS = first
		}
		c.add(m)
	}
	for _, m := range c.all {
		m.encode(false)
	}
	return first
}

func (s *Slack) seeded(c *channel, user string, i int) *Message {
	m := s.typed(c, user, "", fmt.Sprintf("%s (%d)", sayings[i%len(sayings)], i+1))
	return m
}
