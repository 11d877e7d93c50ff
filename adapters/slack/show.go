package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
)

// Show shows a card in a message of the channel, of the thread, or of the direct
// conversation with the one person it is for; what does not fit continues in the
// thread. Progress is shown when it is its turn, everything else before Show
// returns.
func (c *Chat) Show(ctx context.Context, at copilot.Spot, card copilot.Card) (string, error) {
	if at.Message == "" {
		return c.create(ctx, at, card)
	}
	p, err := readPost(at.Message)
	if err != nil {
		return "", err
	}
	if passing(card) {
		c.offer(p, at, card)
		return at.Message, nil
	}
	c.quiet(p)
	return c.edit(ctx, at, p, card)
}

// passing says whether a card only shows how far the work is.
func passing(card copilot.Card) bool {
	return card.Subject().Draft == "" && len(card.Actions()) == 0 && len(card.Blocks()) > 0 && card.Blocks()[0].Kind == copilot.BlockLabel
}

// create makes the message, unless an earlier run made it.
func (c *Chat) create(ctx context.Context, at copilot.Spot, card copilot.Card) (string, error) {
	to := slot{channel: at.Place.Channel, thread: at.Place.Thread, key: at.Key}
	if at.For.ID != "" { // a user's id stands for the direct conversation with them
		to.channel, to.thread = at.For.ID, ""
	}
	if at.Again || c.doubts.has(at.Key) {
		p, found, err := c.find(ctx, at, to)
		if err != nil {
			return "", err
		}
		if found {
			return c.edit(ctx, at, p, card)
		}
	}
	parts := c.parts(ctx, at, card)
	channel, ts, err := c.send(ctx, to, parts[0], 1)
	if err != nil {
		return "", err
	}
	return c.continued(ctx, at, post{channel, []string{ts}}, to, parts)
}

// edit brings the message and its continuations to what the card is now.
func (c *Chat) edit(ctx context.Context, at copilot.Spot, p post, card copilot.Card) (string, error) {
	parts := c.parts(ctx, at, card)
	for i, ts := range p.ts[:min(len(p.ts), len(parts))] {
		err := c.update(ctx, p.channel, ts, parts[i])
		switch {
		case i == 0 && gone(err): // somebody took the answer away
			return c.anew(ctx, at, p, card)
		case err != nil && !gone(err):
			return "", err
		}
	}
	kept := min(len(p.ts), len(parts))
	if err := c.remove(ctx, p.channel, p.ts[kept:]); err != nil {
		return "", err
	}
	p.ts = p.ts[:kept]
	to := slot{channel: p.channel, thread: at.Place.Thread, key: at.Key}
	if at.For.ID != "" {
		to.thread = ""
	}
	return c.continued(ctx, at, p, to, parts)
}

// anew makes the message again that somebody took away, and takes its
// continuations away too: they would be half an answer, with buttons.
func (c *Chat) anew(ctx context.Context, at copilot.Spot, p post, card copilot.Card) (string, error) {
	if err := c.remove(ctx, p.channel, p.ts[1:]); err != nil {
		return "", err
	}
	at.Message, at.Again = "", false
	return c.create(ctx, at, card)
}

// continued posts the parts that have no message yet, in the thread, unless an
// earlier run did: what is being edited may have been begun before.
func (c *Chat) continued(ctx context.Context, at copilot.Spot, p post, to slot, parts []part) (string, error) {
	to.channel = p.channel
	to.thread = cmp.Or(to.thread, p.ts[0])
	if (at.Again || at.Message != "" || c.doubts.has(at.Key)) && len(p.ts) < len(parts) {
		look := lookup{pages: c.pages, channel: p.channel, oldest: at.Since.Add(-clockSkew), marked: true}
		if err := look.thread(ctx, to.thread, maxLines); err != nil {
			return "", err
		}
		for ts := "?"; ts != "" && len(p.ts) < len(parts); {
			if ts = marked(look.messages, mark{at.Key, len(p.ts) + 1}); ts != "" {
				p.ts = append(p.ts, ts)
			}
		}
	}
	for n := len(p.ts); n < len(parts); n++ {
		_, ts, err := c.send(ctx, to, parts[n], n+1)
		if err != nil {
			return "", err
		}
		p.ts = append(p.ts, ts)
	}
	c.doubts.settle(at.Key)
	return p.String(), nil
}

// slot is where a message is made, and what it answers.
type slot struct {
	channel, thread, key string
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
	err = patiently(ctx, func() (err error) {
		channel, ts, err = c.api.PostMessageContext(ctx, to.channel, options...)
		return err
	})
	c.doubts.note(to.key, err)
	return channel, ts, err
}

func (c *Chat) update(ctx context.Context, channel, ts string, p part) error {
	return patiently(ctx, func() error {
		_, _, _, err := c.api.UpdateMessageContext(ctx, channel, ts, slackgo.MsgOptionText(p.text, false), slackgo.MsgOptionBlocks(p.blocks...))
		return err
	})
}

// remove takes continuations away that are no longer needed.
func (c *Chat) remove(ctx context.Context, channel string, continuations []string) error {
	for _, ts := range continuations {
		err := patiently(ctx, func() error {
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
