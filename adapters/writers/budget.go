package writers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot"
)

// Counter counts the tokens of a day; several processes may share one.
type Counter interface {
	// Spend adds tokens to what was spent on a day ("2026-03-12", UTC) and returns
	// the new sum, in one atomic step. A negative number gives tokens back.
	Spend(ctx context.Context, day string, tokens int) (sum int, err error)
}

// Allowance is what may be spent in a day (UTC).
type Allowance struct {
	Tokens int              // read and written, of all calls together
	Answer int              // set aside for an answer while it is being written; default 2000
	Now    func() time.Time // default time.Now
}

// usualAnswer is what is set aside for an answer, in tokens.
const usualAnswer = 2000

// settleTime bounds what has to be done after a call, which goes on when ctx has
// ended: a caller who hangs up has spent the tokens all the same.
const settleTime = 2 * time.Second

// Budget refuses a call with WriterBudget when the allowance of the day cannot
// bear it. What a call may need is set aside first, so that calls at the same
// time cannot overdraw together, and settled with what it used: as the endpoint
// counts, or estimated where it does not say. A counter that fails stops calls
// with WriterDown: nobody would know what they cost.
func Budget(w copilot.Writer, c Counter, a Allowance) copilot.Writer {
	a.Answer = cmp.Or(a.Answer, usualAnswer)
	if a.Now == nil {
		a.Now = time.Now
	}
	return &budget{w, c, a}
}

type budget struct {
	next      copilot.Writer
	counter   Counter
	allowance Allowance
}

// Compose is Writer.Compose, paid for.
func (b *budget) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	now := b.allowance.Now().UTC()
	day := now.Format(time.DateOnly)
	asked := estimate(utf8.RuneCountInString(p.System) + utf8.RuneCountInString(p.User))
	aside := asked + b.allowance.Answer
	sum, err := b.counter.Spend(ctx, day, aside)
	if err != nil {
		return copilot.Answer{}, cmp.Or(ctx.Err(), error(&copilot.WriterError{
			Kind: copilot.WriterDown, Cause: fmt.Errorf("counting tokens: %w", err),
		}))
	}
	spent := 0
	defer func() { b.settle(ctx, day, spent-aside) }()
	if sum > b.allowance.Tokens {
		return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterBudget, After: untilTomorrow(now), Cause: errSpent}
	}
	spent = aside // should the writer panic, the tokens are gone
	said := follow(piece)
	answer, err := b.next.Compose(ctx, p, said.say)
	spent = cost(answer, err, asked, estimate(said.runes))
	return answer, err
}

var errSpent = errors.New("the tokens of the day are used up")

func (b *budget) settle(ctx context.Context, day string, tokens int) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	// An error leaves too much set aside for the rest of the day: the safe side.
	_, _ = b.counter.Spend(ctx, day, tokens)
}

// cost is what a call used: what the endpoint counted, else our estimates of
// what it read and wrote. An endpoint that turned the call away is free.
func cost(a copilot.Answer, err error, asked, said int) int {
	if used := a.Usage.Prompt + a.Usage.Completion; used > 0 {
		return used
	}
	if e, ok := errors.AsType[*copilot.WriterError](err); ok && said == 0 {
		switch e.Kind {
		case copilot.WriterDown, copilot.WriterOpen, copilot.WriterBusy, copilot.WriterForbidden, copilot.WriterTooLong, copilot.WriterBudget:
			return 0
		}
	}
	return asked + said
}

// estimate is on the high side: English has about four runes to a token, French
// about three.
func estimate(runes int) int { return (runes + 2) / 3 }

func untilTomorrow(now time.Time) time.Duration {
	y, m, d := now.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, time.UTC).Sub(now)
}
