package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// slot is where a message is made, and what it answers.
type slot struct {
	workspace, channel, thread, key string
}

// eventType marks our messages, so that they are found again after a send whose
// outcome nobody knows.
const eventType = "brouillon_answer"

// clockSkew is how far our clock and Slack's may lie apart.
const clockSkew = time.Minute

// mark is kept with a message where only programs see it.
type mark struct {
	Key  string `json:"key"`
	Part int    `json:"part"`
}

func (c *Chat) send(ctx context.Context, to slot, p part, number int) (channel, ts string, err error) {
	p = c.sealed(p, to.workspace, chat.Answering(to.key))
	options := []slackgo.MsgOption{
		slackgo.MsgOptionText(p.text, false), slackgo.MsgOptionBlocks(p.blocks...),
		slackgo.MsgOptionDisableLinkUnfurl(), slackgo.MsgOptionDisableMediaUnfurl(),
		slackgo.MsgOptionMetadata(slackgo.SlackMetadata{
			EventType: eventType, EventPayload: map[string]any{"key": to.key, "part": number},
		}),
	}
	if to.thread != "" {
		options = append(options, slackgo.MsgOptionTS(to.thread))
	}
	err = c.api.patiently(ctx, func() (err error) {
		channel, ts, err = c.api.PostMessageContext(ctx, to.channel, options...)
		return err
	})
	c.doubts.Note(to.key, err)
	return channel, ts, err
}

func (c *Chat) update(ctx context.Context, workspace, channel, ts string, p part) error {
	p = c.sealed(p, workspace, chat.Standing(channel, ts))
	return c.api.patiently(ctx, func() error {
		_, _, _, err := c.api.UpdateMessageContext(ctx, channel, ts, p.options()...)
		return err
	})
}

// remove takes continuations away that are no longer needed.
func (c *Chat) remove(ctx context.Context, channel string, continuations []string) error {
	for _, ts := range continuations {
		err := c.api.patiently(ctx, func() error {
			_, _, err := c.api.DeleteMessageContext(ctx, channel, ts)
			return err
		})
		if err != nil && !gone(err) && codeOf(err) != "cant_delete_message" {
			return err
		}
	}
	return nil
}

// find looks for the message an earlier run made, by its mark.
func (c *Chat) find(ctx context.Context, at copilot.Spot, to slot) (post, bool, error) {
	channel, err := c.direct(ctx, at.Place.Workspace, to.channel)
	if err != nil || channel == "" {
		return post{}, false, err
	}
	look := lookup{pages: c.pages, channel: channel, oldest: at.Since.Add(-clockSkew), marked: true}
	if to.thread != "" {
		err = look.thread(ctx, to.thread, maxLines)
	} else {
		err = look.newest(ctx, maxLines)
	}
	if err != nil {
		return post{}, false, err
	}
	ts := marked(look.messages, mark{at.Key, 1})
	return post{channel, []string{ts}}, ts != "", nil
}

// marked is the timestamp of the message with a mark, "" for none.
func marked(messages []message, want mark) string {
	for _, m := range messages {
		var got mark
		if m.Metadata.Type == eventType && json.Unmarshal(m.Metadata.Payload, &got) == nil && got == want {
			return m.TS
		}
	}
	return ""
}

// direct is the direct conversation with a user, whose id may stand for it when
// something is posted but not when it is read; any other channel is itself.
func (c *Chat) direct(ctx context.Context, workspace, channel string) (string, error) {
	if channel == "" || (channel[0] != 'U' && channel[0] != 'W') {
		return channel, nil
	}
	found := ""
	err := c.rooms.direct(ctx, workspace, channel, func(id string) { found = id })
	if err != nil {
		return "", fmt.Errorf("find the direct conversation: %w", err)
	}
	return found, nil
}
