package discord

import (
	"context"
	"slices"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Sees says whether somebody may be told the figures of a place, as Discord said at most
// authorityAge ago: who may read there; with whole, who may manage the server besides.
func (c *Chat) Sees(ctx context.Context, p copilot.Person, at copilot.Place, whole bool) (bool, error) {
	may, err := c.reads(ctx, p.ID, at)
	if err == nil && may && whole {
		may, err = c.manages(ctx, p.ID, at.Workspace)
	}
	if nowhere(err) {
		return false, nil
	}
	return may && err == nil, err
}

// nowhere says that there is no such person, channel or server, for the bot at least.
func nowhere(err error) bool {
	m, ok := meanings[codeOf(err)]
	return ok && slices.Contains([]meaning{noPerson, noChannel, noServer, noAccess}, m)
}

// manages says whether a member may manage a server; who may do nothing there for a while
// may not that either.
func (c *Chat) manages(ctx context.Context, person, server snowflake) (bool, error) {
	g, err := c.guilds.find(ctx, server, authorityAge)
	if err != nil {
		return false, err
	}
	m, err := c.memberAt(ctx, server, person)
	if err != nil {
		return false, err
	}
	return m.authority(c.now()) == nil && g.permits(person, m, channel{}).has(manageServer), nil
}

// maxLink is how long the address of a button may be.
const maxLink = 512

// drawn is the button that opens where figures are drawn; none when there is nowhere.
func (d *Door) drawn(lang, link string) []component {
	if link == "" || len(link) > maxLink {
		return []component{}
	}
	open := component{Type: componentButton, Style: styleLink, URL: link, Label: catalogue.Say(lang, "chat.plots.open", nil)}
	return []component{{Type: componentRow, Components: []component{open}}}
}
