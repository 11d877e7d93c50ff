package web

import (
	"context"
	"slices"

	"github.com/brouillon/brouillon/copilot"
)

// Platform is the name of this chat in a copilot.Place.
const Platform = "web"

// Workspace is the only workspace of the workbench.
const Workspace = "workbench"

// Tenant is the walled garden of everything in the workbench.
func Tenant() copilot.Tenant {
	return copilot.Tenant{Platform: Platform, Workspace: Workspace}
}

// The roles of the workbench's people, as ids a profile may name as approvers.
const (
	RoleWriter  = "writer"
	RoleManager = "manager"
)

// member is one of the people of the workbench.
type member struct {
	ID, Name, Role string
	Detail         string // what tells people of one name apart; "" for nothing
}

// people are who can be somebody in the workbench.
type people interface {
	// find is who somebody is; copilot.ErrAbsent for a stranger.
	find(ctx context.Context, id string) (member, error)
	// all are those who can be chosen from.
	all(ctx context.Context) ([]member, error)
}

// tryOut are the people where nobody signs in: whoever opens the workbench can be any.
type tryOut struct{}

func (tryOut) find(_ context.Context, id string) (member, error) {
	if m, ok := findMember(id); ok {
		return m, nil
	}
	return member{}, copilot.ErrAbsent
}

func (tryOut) all(context.Context) ([]member, error) { return members, nil }

// members are the try-out identities, in the order of the menu; the first is who
// a new visitor is.
var members = []member{
	{ID: "lea", Name: "Léa Martin", Role: RoleWriter},
	{ID: "sam", Name: "Sam Okafor", Role: RoleWriter},
	{ID: "marc", Name: "Marc Olivier", Role: RoleManager},
}

func findMember(id string) (member, bool) {
	at := slices.IndexFunc(members, func(m member) bool { return m.ID == id })
	if at < 0 {
		return member{}, false
	}
	return members[at], true
}

// person is the member as the core knows them, reading in lang.
func (m member) person(lang string) copilot.Person {
	return copilot.Person{Platform: Platform, ID: m.ID, Name: m.Name, Locale: lang}
}

// Manages says whether the member may change who signs off.
func (m member) Manages() bool { return m.Role == RoleManager }
