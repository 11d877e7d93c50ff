package discord

import (
	"context"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// markLetters is how long a mark is: enough to tell the few hundred messages apart
// among which it is looked for.
const markLetters = 8

// withMark puts the mark of a key into the small print of a message, by which it is
// found after a send whose outcome nobody knows, and by which people can name it.
func withMark(shown payload, key string) payload {
	if len(shown.Embeds) == 0 {
		return shown
	}
	embeds := append([]embed{}, shown.Embeds...)
	last := &embeds[len(embeds)-1]
	footer := embedFooter{}
	if last.Footer != nil {
		footer = *last.Footer
	}
	footer.Text = strings.TrimPrefix(footer.Text+" · "+mark(key), " · ")
	last.Footer = &footer
	shown.Embeds = embeds
	return shown
}

// mark is what stands in the small print.
func mark(key string) string { return "#" + digestOf(key, markLetters) }

// find looks for the message an earlier run made, by its mark.
func (c *Chat) find(ctx context.Context, at copilot.Spot, in snowflake) (post, bool, error) {
	own, err := c.rest.self(ctx)
	if err != nil {
		return post{}, false, err
	}
	p := post{channel: in}
	after := idOf(at.Since.Add(-clockSkew))
	messages, _, err := c.pages(ctx, in, bounds{since: after, after: after, limit: maxLines, most: maxLines})
	if err != nil {
		return post{}, false, err
	}
	for n := 0; ; n++ {
		id := ""
		for _, m := range messages {
			if m.Author.ID == own.Bot && m.hasMark(mark(partKey(at.Key, n))) {
				id = m.ID
			}
		}
		if id == "" {
			return p, n > 0, nil
		}
		p.ids = append(p.ids, id)
	}
}

// hasMark says whether the small print of a message ends in a mark.
func (m message) hasMark(mark string) bool {
	for _, e := range m.Embeds {
		if e.Footer != nil && strings.HasSuffix(e.Footer.Text, mark) {
			return true
		}
	}
	return false
}
