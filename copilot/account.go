package copilot

import (
	"context"
	"slices"
	"strings"
)

// Account is whose use is counted: a person's, a channel's and a workspace's at once. The
// zero value is nobody's, of a command without a chat.
type Account struct {
	Tenant
	Channel, Person string // ids
}

// accountOf is whose a request is.
func accountOf(r Request) Account { return Account{r.Tenant(), r.Place.Channel, r.Person.ID} }

// Use is what was used of one scope.
type Use struct {
	Minute   int // requests that are not yet there again; 0 where there is no limit
	Requests int // today, UTC
	Tokens   int // today, UTC
}

// Used is the use of each scope of an account.
type Used struct{ Person, Channel, Workspace Use }

// Of is the use of a scope.
func (u Used) Of(s Scope) Use {
	return map[Scope]Use{ScopePerson: u.Person, ScopeChannel: u.Channel, ScopeWorkspace: u.Workspace}[s]
}

// Accounts know what was used, over all replicas.
type Accounts interface {
	// Used is what an account has used.
	Used(ctx context.Context, a Account) (Used, error)
	// Warn says of which scopes the tokens of today have reached Soft percent of their
	// bound; of each once a day, whoever asks.
	Warn(ctx context.Context, a Account, most Bounds) ([]Scope, error)
}

// Soft is how many percent of a bound are used when people are warned.
const Soft = 80

// warned adds to a revision that most of somebody's tokens are used up. It is no reason to
// keep an answer back when that cannot be told.
func (c *Copilot) warned(ctx context.Context, r Request, made Revision) Revision {
	if c.Accounts == nil || c.Limits.Tokens == (Bounds{}) || steppedIn(made.Notes) {
		return made
	}
	near, err := c.Accounts.Warn(ctx, accountOf(r), c.Limits.Tokens)
	if err != nil {
		c.Log.WarnContext(ctx, "nobody is told how many tokens are left", "error", err)
		return made
	}
	made.Notes = slices.Clone(made.Notes)
	for _, scope := range near {
		made.Notes = append(made.Notes, Note{Key: "note.tokens." + string(scope), Args: map[string]any{"Percent": Soft}})
	}
	return made
}

// Quota is why there is no answer for an account whose tokens of the day are used up.
func Quota(s Scope) WriterErrorKind { return quotaKind + WriterErrorKind(s) }

const quotaKind = "quota_"

// spent says whether a reason is that of Quota.
func spent(reason string) bool { return strings.HasPrefix(reason, quotaKind) }
