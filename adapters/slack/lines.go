package slack

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
)

// spokenTypes are the subtypes of a message that a person says something with; all
// others are machinery: joins, topics, bots.
var spokenTypes = []string{"", broadcast, "file_share", "me_message"}

// spoken says whether a person says something with the message.
func (m message) spoken() bool { return m.Bot == "" && slices.Contains(spokenTypes, m.SubType) }

// lines turns messages into what the core reads: names for ids, plain text, and
// a link made by us. What calls the bot is machinery: an order is nothing that was
// said.
func (c *Chat) lines(ctx context.Context, at copilot.Place, messages []message) ([]copilot.Line, error) {
	own, err := c.self(ctx)
	if err != nil {
		return nil, err
	}
	named := c.names(ctx, messages)
	lines := make([]copilot.Line, len(messages))
	for i, m := range messages {
		lines[i] = copilot.Line{
			ID: m.TS, AuthorID: m.User, Author: cmp.Or(named('@', m.User), m.UserName, m.User), Time: timeOf(m.TS).In(c.now().Location()),
			Text: plain(m.Text, named), Link: permalinkTo(own.URL, at.Channel, m.TS, m.Thread),
			Bot: !m.spoken() || strings.HasPrefix(m.Text, "<@"+own.User+">"),
		}
	}
	return lines, nil
}

// channelName is a channel's name, "" when Slack does not tell it.
func (c *Chat) channelName(ctx context.Context, channel string) string {
	var info *slackgo.Channel
	err := c.api.patiently(ctx, func() (err error) {
		info, err = c.api.GetConversationInfoContext(ctx, &slackgo.GetConversationInfoInput{ChannelID: channel})
		return err
	})
	if err != nil || info.Name == "" {
		return ""
	}
	return "#" + info.Name
}

// Bounds of looking people up for one reading: Slack allows about a hundred
// look-ups a minute. Who is not looked up keeps their id.
const (
	maxLookups = 200
	atOnce     = 8
)

// names looks up who wrote and who is mentioned, and gives back how to name them.
func (c *Chat) names(ctx context.Context, messages []message) func(kind byte, id string) string {
	wanted := map[string]bool{}
	for _, m := range messages {
		if m.User != "" && m.Bot == "" {
			wanted[m.User] = true
		}
		users, _ := mentions(m.Text)
		for _, id := range users {
			wanted[id] = true
		}
	}
	known := c.lookUp(ctx, wanted)
	return func(kind byte, id string) string {
		if kind != '@' {
			return ""
		}
		return known[id]
	}
}

// lookUp finds the names of users, several at once.
func (c *Chat) lookUp(ctx context.Context, wanted map[string]bool) map[string]string {
	known := make(map[string]string, len(wanted))
	var mu sync.Mutex
	var looking sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	left := maxLookups
	for id := range wanted {
		if _, ok := c.people.recall(id, nameAge); !ok {
			if left--; left < 0 {
				continue
			}
		}
		slots <- struct{}{}
		looking.Go(func() {
			defer func() { <-slots }()
			m, err := c.people.find(ctx, id, nameAge)
			if err != nil {
				return // they keep their id
			}
			mu.Lock()
			defer mu.Unlock()
			known[id] = m.name
		})
	}
	looking.Wait()
	return known
}
