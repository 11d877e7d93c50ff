package chattest

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
)

// Idle is a core that reads what people type, and does nothing: it takes whatever it
// is given, and has no drafts and no settings. Tests embed it and say what differs.
type Idle struct{}

// Admit lets everybody in.
func (Idle) Admit(context.Context, copilot.Place, copilot.Person) error { return nil }

// Accept keeps nothing.
func (Idle) Accept(context.Context, copilot.Request) error { return nil }

// Parse reads a command as the real core does.
func (Idle) Parse(_, line string) (copilot.Request, error) { return copilot.Parse(line) }

// Again revives nothing.
func (Idle) Again(context.Context, copilot.Tenant, string) error { return nil }

// AgainAll is of chat.Core.
func (Idle) AgainAll(context.Context, copilot.Tenant) (int, error) { return 0, nil }

// Click is taken without effect.
func (Idle) Click(context.Context, copilot.Ref, copilot.Click) error { return nil }

// May allows everything.
func (Idle) May(context.Context, copilot.Ref, copilot.Decision) error { return nil }

// Card is an empty one.
func (Idle) Card(context.Context, copilot.Ref, int, string) (copilot.Card, error) {
	return copilot.Card{}, nil
}

// Draft fails with copilot.ErrAbsent.
func (Idle) Draft(context.Context, copilot.Ref) (copilot.Draft, error) {
	return copilot.Draft{}, copilot.ErrAbsent
}

// Drafts are none.
func (Idle) Drafts(context.Context, copilot.Filter) ([]copilot.Draft, error) { return nil, nil }

// Shown fails with copilot.ErrAbsent.
func (Idle) Shown(context.Context, copilot.Draft) (string, error) { return "", copilot.ErrAbsent }

// Message fails with copilot.ErrAbsent.
func (Idle) Message(context.Context, copilot.Tenant, string) (string, error) {
	return "", copilot.ErrAbsent
}

// Disown refuses, and keeps no record.
func (Idle) Disown(context.Context, copilot.Ref, copilot.Click) error {
	return copilot.NewFault(copilot.FaultForbidden, "fault.forged", nil, nil)
}

// ShowAgain shows nothing.
func (Idle) ShowAgain(context.Context, copilot.Ref, string) error { return nil }

// SourceChanged follows nothing.
func (Idle) SourceChanged(context.Context, copilot.Place, string, bool) error { return nil }

// Profile is an empty one.
func (Idle) Profile(context.Context, copilot.Place) (copilot.Profile, error) {
	return copilot.Profile{}, nil
}

// Change keeps nothing.
func (Idle) Change(context.Context, copilot.Place, copilot.Form, func(*copilot.Known) error) (copilot.Known, error) {
	return copilot.Known{}, nil
}

// Answer says nothing.
func (Idle) Answer(context.Context, copilot.Place, copilot.Person, copilot.Setting) (string, error) {
	return "", nil
}

// Facts are none.
func (Idle) Facts(context.Context, copilot.Place) ([]copilot.Fact, error) { return nil, nil }

// Export is an empty file.
func (Idle) Export(context.Context, copilot.Place) ([]byte, error) { return nil, nil }

// Import reads nothing.
func (Idle) Import(context.Context, copilot.Place, copilot.Person, []byte) (copilot.Known, error) {
	return copilot.Known{}, nil
}

// Redraw draws nothing.
func (Idle) Redraw(context.Context, copilot.Place) error { return nil }
