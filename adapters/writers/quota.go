package writers

import (
	"cmp"
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot"
)

// Accounts count the tokens of each person, channel and workspace; several processes may
// share them.
type Accounts interface {
	// Charge adds tokens to what an account used today (UTC), in one atomic step, unless
	// that were more than most of one of its scopes: then over is that scope, and nothing
	// is added. day is which day it was.
	Charge(ctx context.Context, a copilot.Account, tokens int, most copilot.Bounds) (day int64, over copilot.Scope, err error)
	// Settle adds tokens to a day; a negative number gives them back.
	Settle(ctx context.Context, a copilot.Account, day int64, tokens int) error
}

// Quota counts each call on the account it is made for (Prompt.Account), and refuses it with
// copilot.Quota of the scope whose tokens of the day cannot bear it: set aside first and
// settled then, as with Budget. Without bounds it only counts, and an account that cannot be
// reached stops nothing; with bounds it stops the call with WriterDown. A call for nobody
// passes.
func Quota(w copilot.Writer, a Accounts, most copilot.Bounds, now func() time.Time) copilot.Writer {
	return &quota{w, a, most, now}
}

type quota struct {
	next     copilot.Writer
	accounts Accounts
	most     copilot.Bounds
	now      func() time.Time
}

// Compose is Writer.Compose, counted.
func (q *quota) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	if p.Account == (copilot.Account{}) {
		return q.next.Compose(ctx, p, piece)
	}
	asked := estimate(utf8.RuneCountInString(p.System) + utf8.RuneCountInString(p.User))
	aside := asked + usualAnswer
	day, over, err := q.accounts.Charge(ctx, p.Account, aside, q.most)
	charged := err == nil && over == ""
	switch {
	case err != nil && (q.most != copilot.Bounds{} || ctx.Err() != nil):
		return copilot.Answer{}, cmp.Or(ctx.Err(), error(&copilot.WriterError{
			Kind: copilot.WriterDown, Cause: fmt.Errorf("counting tokens: %w", err),
		}))
	case over != "":
		return copilot.Answer{}, &copilot.WriterError{Kind: copilot.Quota(over), After: untilTomorrow(q.now().UTC()), Cause: errSpent}
	}
	spent := aside // should the writer panic, the tokens are gone
	defer func() {
		if charged {
			q.settle(ctx, p.Account, day, spent-aside)
		}
	}()
	said := follow(piece)
	answer, err := q.next.Compose(ctx, p, said.say)
	spent = cost(answer, err, asked, estimate(said.runes))
	return answer, err
}

func (q *quota) settle(ctx context.Context, a copilot.Account, day int64, tokens int) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	// An error leaves too much set aside for the rest of the day: the safe side.
	_ = q.accounts.Settle(ctx, a, day, tokens)
}
