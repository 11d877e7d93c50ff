package slack

import (
	"context"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// part is one message of a card.
type part struct {
	blocks []slackgo.Block
	text   string // the fallback, for notifications: label first
}

// options are what a message of a part is edited with.
func (p part) options() []slackgo.MsgOption {
	return []slackgo.MsgOption{slackgo.MsgOptionText(p.text, false), slackgo.MsgOptionBlocks(p.blocks...)}
}

// Bounds of one message, below Slack's: 50 blocks, and about 13,200 characters
// over all blocks, which no page documents (slackapi/bolt-js#2509).
const (
	maxBlocks     = 45
	maxCharacters = 11_000
	maxFallback   = 600
)

// unit is what must stay together: a heading with what follows it.
type unit struct {
	blocks []slackgo.Block
	size   int // characters, as Slack counts
}

// parts lays a card out as messages, each within Slack's bounds, each with the
// label first and last. The buttons stand on the last.
func (c *Chat) parts(ctx context.Context, at copilot.Spot, card copilot.Card) []part {
	r := renderer{card: card, key: at.Key, label: chat.LabelOf(card), lang: card.Locale(), about: c.about(ctx, at), settings: c.settings}
	head := r.labelUnit()
	room := maxCharacters - 2*head.size
	var all []part
	var blocks []slackgo.Block
	size := 0
	end := func(more bool) {
		all = append(all, r.part(blocks, more, len(all) > 0))
		blocks, size = nil, 0
	}
	for _, u := range r.units() {
		if len(blocks) > 0 && (size+u.size > room || len(blocks)+len(u.blocks)+len(head.blocks)*2 > maxBlocks) {
			end(true)
		}
		blocks = append(blocks, u.blocks...)
		size += u.size
	}
	end(false)
	return all
}

// about is a link to the conversation that a card shown elsewhere is about, ""
// for a card that stands in it.
func (c *Chat) about(ctx context.Context, at copilot.Spot) string {
	if at.For.ID == "" {
		return ""
	}
	base, err := c.home(ctx)
	if err != nil {
		return ""
	}
	return permalinkTo(base, at.Place.Channel, at.Place.Thread, "")
}

// part frames blocks with the label.
func (r renderer) part(blocks []slackgo.Block, more, continued bool) part {
	head := r.labelUnit().blocks
	framed := append([]slackgo.Block{}, head...)
	if r.about != "" {
		framed = append(framed, slackgo.NewContextBlock("", verbatim("<"+r.about+"|"+escape(r.say("chat.about"))+">")))
	}
	if continued {
		framed = append(framed, contextBlock(r.say("chat.continued")))
	}
	framed = append(framed, blocks...)
	if more {
		framed = append(framed, contextBlock(r.say("slack.continues")))
	}
	framed = append(framed, head...)
	return part{framed, escape(text.Cut(r.card.Summary(), maxFallback))}
}

func (r renderer) say(key string) string { return catalogue.Say(r.lang, key, nil) }
