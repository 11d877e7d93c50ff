package web

import (
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

// member is one of the people a visitor can be.
type member struct {
	ID, Name, Role string
}

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
