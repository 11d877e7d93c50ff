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

// groups remembers the user groups of a workspace for authorityAge. It is safe for
// concurrent use.
type groups struct {
	api    *web
	people *people
	now    func() time.Time

	mu        sync.Mutex
	forgotten int                  // how often
	known     map[string]groupList // by team of an organization; "" is the one workspace
}

// groupList is what was read of one team.
type groupList struct {
	groups []group
	at     time.Time
}

// all lists the user groups of the workspace, or of an organization those of the
// teams that somebody is in.
func (g *groups) all(ctx context.Context, workspace, person string) ([]group, error) {
	teams, err := g.people.teams(ctx, workspace, person)
	if err != nil {
		return nil, err
	}
	var all []group
	for _, team := range teams {
		some, err := g.team(ctx, team)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// team lists the user groups of a team. A plan without any has none; a list that
// cannot be read is an error, so that nobody's authority is guessed. What was
// forgotten while it was being read is not kept.
func (g *groups) team(ctx context.Context, team string) ([]group, error) {
	g.mu.Lock()
	list, ok := g.known[team]
	begun := g.forgotten
	g.mu.Unlock()
	if ok && g.now().Sub(list.at) < authorityAge {
		return list.groups, nil
	}
	options := []slackgo.GetUserGroupsOption{slackgo.GetUserGroupsOptionIncludeUsers(true)}
	if team != "" {
		options = append(options, slackgo.GetUserGroupsOptionTeamID(team))
	}
	var read []slackgo.UserGroup
	err := g.api.patiently(ctx, func() (err error) {
		read, err = g.api.GetUserGroupsContext(ctx, options...)
		return err
	})
	if code := codeOf(err); err != nil && code != "plan_upgrade_required" {
		return nil, err
	}
	list = groupList{make([]group, len(read)), g.now()}
	for i, r := range read {
		list.groups[i] = group{r.ID, "@" + r.Handle, r.Users}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.forgotten == begun {
		g.known[team] = list
	}
	return list.groups, nil
}

// of lists the ids of the groups somebody is in.
func (g *groups) of(ctx context.Context, workspace, person string) ([]string, error) {
	all, err := g.all(ctx, workspace, person)
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
	clear(g.known)
	g.forgotten++
}
