package slack

import (
	"cmp"
	"context"

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
	if card.Passing() {
		c.offer(ctx, p, at, card)
		return at.Message, nil
	}
	if err := c.progress.Quiet(ctx, p.String()); err != nil {
		return "", err
	}
	return c.edit(ctx, at, p, card)
}

// create makes the message, unless an earlier run made it.
func (c *Chat) create(ctx context.Context, at copilot.Spot, card copilot.Card) (string, error) {
	to := slot{workspace: at.Place.Workspace, channel: at.Place.Channel, thread: at.Place.Thread, key: at.Key}
	if at.For.ID != "" { // a user's id stands for the direct conversation with them
		to.channel, to.thread = at.For.ID, ""
	}
	if at.Again || c.doubts.Has(at.Key) {
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
	kept := min(len(p.ts), len(parts))
	for i, ts := range p.ts[:kept] {
		err := c.update(ctx, at.Place.Workspace, p.channel, ts, parts[i])
		switch {
		case i == 0 && gone(err): // somebody took the answer away
			return c.anew(ctx, at, p, card)
		case err != nil && !gone(err):
			return "", err
		case err != nil: // from here on the card is made again: its buttons stand at its end
			kept = i
		}
		if err != nil {
			break
		}
	}
	if err := c.remove(ctx, p.channel, p.ts[kept:]); err != nil {
		return "", err
	}
	p.ts = p.ts[:kept]
	to := slot{workspace: at.Place.Workspace, channel: p.channel, thread: at.Place.Thread, key: at.Key}
	if at.For.ID != "" {
		to.thread = ""
	}
	return c.continued(ctx, at, p, to, parts)
}

// anew makes the message again that somebody took away, or that cannot be edited
// any more, and takes what is left of it away: it would be an old answer, or half
// of one, with buttons.
func (c *Chat) anew(ctx context.Context, at copilot.Spot, p post, card copilot.Card) (string, error) {
	if err := c.remove(ctx, p.channel, p.ts); err != nil {
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
	if (at.Again || at.Message != "" || c.doubts.Has(at.Key)) && len(p.ts) < len(parts) {
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
	c.doubts.Settle(at.Key)
	return p.String(), nil
}
