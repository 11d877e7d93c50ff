package web

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
)

// Core is what the workbench asks of the copilot; *copilot.Copilot is one.
// Refusals are of type *copilot.Fault, with a sentence for the person.
type Core interface {
	// Admit refuses whom the copilot is not there for, or where it is not; without a
	// channel it is about the workbench.
	Admit(ctx context.Context, at copilot.Place, p copilot.Person) error
	// Accept keeps a request for work; a request whose ID was accepted before
	// changes nothing.
	Accept(ctx context.Context, r copilot.Request) error
	// Parse reads a typed command into a request's Command, Options and Text.
	Parse(locale, line string) (copilot.Request, error)
	// Again revives a request that was given up.
	Again(ctx context.Context, t copilot.Tenant, request string) error
	// AgainAll revives every request of a tenant that was given up, and says how many.
	AgainAll(ctx context.Context, t copilot.Tenant) (int, error)

	// Click does what a person clicked on a card.
	Click(ctx context.Context, ref copilot.Ref, k copilot.Click) error

	// Card is a revision as a reader of locale sees it; revision 0 is the latest.
	Card(ctx context.Context, ref copilot.Ref, revision int, locale string) (copilot.Card, error)
	// Closed says which acts of a draft a person may not use now, and why; it records nothing.
	Closed(ctx context.Context, ref copilot.Ref, p copilot.Person) (map[copilot.Act]*copilot.Fault, error)
	Draft(ctx context.Context, ref copilot.Ref) (copilot.Draft, error)
	// Kept are those of the hashtags that an edit by hand would keep beside its texts.
	Kept(ctx context.Context, draft copilot.Draft, texts, tags []string) ([]string, error)
	Drafts(ctx context.Context, f copilot.Filter) ([]copilot.Draft, error)
	Trail(ctx context.Context, ref copilot.Ref) ([]copilot.Audit, error)
	// Course is how the figures of a channel, or of all together, went over some days.
	Course(ctx context.Context, at copilot.Place, by copilot.Person, whole bool, days int) (copilot.Course, error)
	// Entries lists what is on record of a tenant, newest first, and where the next page
	// begins; Verify holds all of it against its chain.
	Entries(ctx context.Context, f copilot.EntryFilter) ([]copilot.ListedEntry, int, error)
	Verify(ctx context.Context, t copilot.Tenant) (copilot.Verification, error)
	// Receipt is that of a signed draft, with its card as a reader of locale sees it.
	Receipt(ctx context.Context, ref copilot.Ref, locale string) (copilot.Receipt, error)

	Profile(ctx context.Context, at copilot.Place) (copilot.Profile, error)
	SetProfile(ctx context.Context, at copilot.Place, p copilot.Profile) error
	// Change keeps what a person changed in the form of the settings.
	Change(ctx context.Context, at copilot.Place, f copilot.Form, fill func(*copilot.Known) error) (copilot.Known, error)
	// Answer does what somebody wants with what a channel knows, and says how it is then.
	Answer(ctx context.Context, at copilot.Place, by copilot.Person, s copilot.Setting) (string, error)
	Facts(ctx context.Context, at copilot.Place) ([]copilot.Fact, error)
	// Export is what a channel knows, as YAML; Import reads it, all of it or nothing.
	Export(ctx context.Context, at copilot.Place) ([]byte, error)
	Import(ctx context.Context, at copilot.Place, by copilot.Person, file []byte) (copilot.Known, error)
	ImportBeside(ctx context.Context, at copilot.Place, by copilot.Person, file []byte) (copilot.Known, error)
}

var _ Core = (*copilot.Copilot)(nil)
