package chat

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
)

// Core is what the users of a chat ask of the copilot; *copilot.Copilot is one.
// Refusals are of type *copilot.Fault, with a sentence for the person.
type Core interface {
	// Admit refuses whom the copilot is not there for, or where it is not. Every way in
	// asks it before anything is read or kept, but for a decision about a draft: the
	// core refuses that itself and puts it on record.
	Admit(ctx context.Context, at copilot.Place, p copilot.Person) error
	// Accept keeps a request for work; one whose ID was accepted before changes
	// nothing.
	Accept(ctx context.Context, r copilot.Request) error
	// Parse reads a typed command into a request's Command, Options and Text.
	Parse(locale, line string) (copilot.Request, error)
	// Again revives a request that was given up.
	Again(ctx context.Context, t copilot.Tenant, request string) error
	// AgainAll revives every request of a tenant that was given up, and says how many.
	AgainAll(ctx context.Context, t copilot.Tenant) (int, error)

	// Click does what a person clicked on a card.
	Click(ctx context.Context, ref copilot.Ref, k copilot.Click) error

	// May says before a form opens whether somebody may give a verdict.
	May(ctx context.Context, ref copilot.Ref, d copilot.Decision) error

	// Card is a revision as a reader of locale sees it; revision 0 is the latest.
	Card(ctx context.Context, ref copilot.Ref, revision int, locale string) (copilot.Card, error)
	Draft(ctx context.Context, ref copilot.Ref) (copilot.Draft, error)
	Drafts(ctx context.Context, f copilot.Filter) ([]copilot.Draft, error)

	// Shown is the message that shows a draft now.
	Shown(ctx context.Context, d copilot.Draft) (string, error)

	// Message is the name of the message that answers a request; ErrAbsent for none.
	Message(ctx context.Context, t copilot.Tenant, request string) (string, error)
	// Disown refuses a click that came from no button of ours, and puts that on record.
	Disown(ctx context.Context, ref copilot.Ref, k copilot.Click) error
	// ShowAgain shows the cards of a draft as it is now; without a draft, that a request
	// was given up.
	ShowAgain(ctx context.Context, ref copilot.Ref, request string) error

	// SourceChanged follows a message that was edited or deleted through to what is
	// kept of it.
	SourceChanged(ctx context.Context, at copilot.Place, line string, gone bool) error

	Profile(ctx context.Context, at copilot.Place) (copilot.Profile, error)
	// Change keeps what a person changed in a form of the settings.
	Change(ctx context.Context, at copilot.Place, f copilot.Form, fill func(*copilot.Known) error) (copilot.Known, error)
	// Answer does what somebody wants with what a channel knows, and says how it is then.
	Answer(ctx context.Context, at copilot.Place, by copilot.Person, s copilot.Setting) (string, error)
	Facts(ctx context.Context, at copilot.Place) ([]copilot.Fact, error)
	// Export is what a channel knows, as YAML; Import reads it, all of it or nothing.
	Export(ctx context.Context, at copilot.Place) ([]byte, error)
	Import(ctx context.Context, at copilot.Place, by copilot.Person, file []byte) (copilot.Known, error)
	// Redraw shows the open cards of a channel as its settings are now.
	Redraw(ctx context.Context, at copilot.Place) error
}

var _ Core = (*copilot.Copilot)(nil)
