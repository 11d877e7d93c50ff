package slack

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Sees says whether somebody may be told the figures of a place, as Slack said at most
// authorityAge ago: who is of the workspace and in that channel; with whole, who administers
// the workspace besides.
func (c *Chat) Sees(ctx context.Context, p copilot.Person, at copilot.Place, whole bool) (bool, error) {
	own, err := c.installation(ctx)
	if err != nil {
		return false, err
	}
	m, err := c.people.find(ctx, p.ID, authorityAge)
	if refusals[codeOf(err)] == noPerson {
		return false, nil
	}
	switch {
	case err != nil:
		return false, err
	case at.Workspace != own, m.gone(), m.resident(own) != nil, whole && m.administers(own) != nil:
		return false, nil
	}
	in, err := c.rooms.in(ctx, at.Workspace, p.ID, at.Channel)
	if refusals[codeOf(err)] == notInvited {
		return false, nil
	}
	return in, err
}

// drawn is what is said of figures, to somebody who began to wait for it then, with the link
// to where they are drawn if there is one.
// Neither this nor the page behind it is unfurled.
func (d *Door) drawn(ctx context.Context, p copilot.Person, at copilot.Place, asked copilot.Setting, said string, began time.Time) reply {
	link := d.plots.For(ctx, d.chat.Sees, asked, p, at, began)
	if link == "" {
		return whispered(said)
	}
	say := func(key string) string { return escape(catalogue.Say(p.Locale, key, nil)) }
	return map[string]any{
		"response_type": "ephemeral", "unfurl_links": false, "unfurl_media": false,
		"text": escape(said) + "\n" + say("chat.plots") + "\n<" + link + "|" + say("chat.plots.open") + ">",
	}
}
