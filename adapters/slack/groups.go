package slack

import (
	"context"
	"slices"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"
)

// group is a user group with its people.
type group struct {
	id, name string
	people   []string
}

// groups remembers the user groups of the workspace for authorityAge. It is safe
// for concurrent use.
type groups struct {
	api *slackgo.Client
	now func() time.Time

	mu    sync.Mutex
	known []group
	at    time.Time
}

// all lists the user groups. A plan without any has none; a list that cannot be
// read is an error, so that nobody's authority is guessed.
func (g *groups) all(ctx context.Context) ([]group, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.at.IsZero() && g.now().Sub(g.at) < authorityAge {
		return g.known, nil
	}
	var read []slackgo.UserGroup
	err := patiently(ctx, func() (err error) {
		read, err = g.api.GetUserGroupsContext(ctx, slackgo.GetUserGroupsOptionIncludeUsers(true))
		return err
	})
	if code := codeOf(err); err != nil && code != "plan_upgrade_required" {
		return nil, err
	}
	g.known = make([]group, len(read))
	for i, r := range read {
		g.known[i] = group{r.ID, "@" + r.Handle, r.Users}
	}
	g.at = g.now()
	return g.known, nil
}

// of lists the ids of the groups somebody is in.
func (g *groups) of(ctx context.Context, person string) ([]string, error) {
	all, err := g.all(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, one := range all {
		if slices.Contains(one.people, person) {
			ids = append(ids, one.id)
		}
	}
	return ids, nil
}

// forget has the groups read anew.
func (g *groups) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.at = time.Time{}
}
