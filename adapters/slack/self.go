package slack

import (
	"cmp"
	"context"
	"net/url"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
)

// identity is who the bot is in Slack, and where its app is installed.
type identity struct {
	status
	URL        string  `json:"url"` // of the workspace
	User       string  `json:"user_id"`
	Team       string  `json:"team_id"`
	Enterprise string  `json:"enterprise_id"`
	Grid       boolean `json:"is_enterprise_install"`
}

// workspace is what everything of this installation is kept under.
func (i identity) workspace() string { return workspace(i.Team, i.Enterprise, i.Grid) }

// Check asks Slack who we are: a *copilot.Fault when Slack refuses the token.
func (c *Chat) Check(ctx context.Context) error {
	_, err := c.self(ctx)
	return err
}

// recheckEvery is how often a token that was refused is tried again.
const recheckEvery = time.Minute

// Recheck asks Slack now and then, until ctx ends, whether it accepts a token again
// that it refused: a bot that is not ready for it is asked nothing else that would tell.
func (c *Chat) Recheck(ctx context.Context) {
	for chat.Rest(ctx, recheckEvery) == nil {
		if !c.Refused() {
			continue
		}
		_ = c.api.patiently(ctx, func() error { return c.pages.call(ctx, "auth.test", url.Values{}, &identity{}) }) // heeded
	}
}

// self is who the bot is in Slack, asked until Slack has answered once.
func (c *Chat) self(ctx context.Context) (*identity, error) {
	c.mu.Lock()
	own := c.own
	c.mu.Unlock()
	if own != nil {
		return own, nil
	}
	own = &identity{}
	err := c.api.patiently(ctx, func() error { return c.pages.call(ctx, "auth.test", url.Values{}, own) })
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.own = own
	return own, nil
}

// home is the address of the workspace, under which its messages have links.
func (c *Chat) home(ctx context.Context) (string, error) {
	own, err := c.self(ctx)
	if err != nil {
		return "", err
	}
	return own.URL, nil
}

// installation is the workspace or organization whose people may do something
// here. It never comes from a delivery: in a channel that is shared with another
// company, those of its people name the other company.
func (c *Chat) installation(ctx context.Context) (string, error) {
	own, err := c.self(ctx)
	if err != nil {
		return "", err
	}
	return own.workspace(), nil
}

// workspace is the tenant of what is delivered: the one installation there is.
// What the delivery says counts only while Slack has not yet said who we are, so
// that nothing acknowledged is lost; whoever may do something is asked for apart.
func (d *Door) workspace(ctx context.Context, said string) string {
	ctx, cancel := context.WithTimeout(ctx, meetWithin)
	defer cancel()
	own, err := d.chat.installation(ctx)
	if err != nil {
		return said
	}
	return cmp.Or(own, said)
}
