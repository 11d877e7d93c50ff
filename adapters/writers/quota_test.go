package writers

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// purse is one account with a sum.
type purse struct {
	sum   int
	scope copilot.Scope // whose bound is passed above most
	most  int
	days  []int64
	err   error
}

func (p *purse) Charge(_ context.Context, _ copilot.Account, tokens int, _ copilot.Bounds) (int64, copilot.Scope, error) {
	if p.err != nil {
		return 0, "", p.err
	}
	if p.most > 0 && p.sum+tokens > p.most {
		return 7, p.scope, nil
	}
	p.sum += tokens
	return 7, "", nil
}

func (p *purse) Settle(_ context.Context, _ copilot.Account, day int64, tokens int) error {
	p.sum, p.days = p.sum+tokens, append(p.days, day)
	return nil
}

var mine = copilot.Account{Tenant: copilot.Tenant{Platform: "slack", Workspace: "W"}, Channel: "C", Person: "U"}

// askFor has a writer compose for an account.
func askFor(t *testing.T, w copilot.Writer, a copilot.Account) (copilot.Answer, error) {
	t.Helper()
	p := prompt
	p.Account = a
	return w.Compose(t.Context(), p, func(string) {})
}

func at() time.Time { return noon }

// What a call costs its account: as counted by the endpoint, or estimated, or nothing; and on
// the day on which it began.
func TestQuotaCounts(t *testing.T) {
	asked := estimate(len(prompt.System + prompt.User))
	for name, c := range map[string]struct {
		turn turn
		want int
	}{
		"as the endpoint counts": {turn{pieces: []string{"hi"}, usage: copilot.Usage{Prompt: 40, Completion: 2}}, 42},
		"as estimated":           {turn{pieces: []string{strings.Repeat("x", 300)}}, asked + 100},
		"turned away":            {turn{err: fails(copilot.WriterBusy)}, 0},
		"the budget of all":      {turn{err: fails(copilot.WriterBudget)}, 0},
	} {
		p := &purse{}
		_, _ = askFor(t, Quota(script(c.turn), p, copilot.Bounds{}, at), mine)
		if p.sum != c.want || len(p.days) != 1 || p.days[0] != 7 {
			t.Errorf("%s: %d tokens, settled on %v, want %d", name, p.sum, p.days, c.want)
		}
	}
}

// An account that has spent its tokens stops the call before it is made, and says whose
// they were and until when; the others go on, and a call for nobody is not counted.
func TestQuotaRunsOut(t *testing.T) {
	for _, scope := range []copilot.Scope{copilot.ScopePerson, copilot.ScopeChannel, copilot.ScopeWorkspace} {
		inner, p := script(ok), &purse{scope: scope, most: 100}
		_, err := askFor(t, Quota(inner, p, copilot.Bounds{Person: 100}, at), mine)
		e, is := errors.AsType[*copilot.WriterError](err)
		if !is || e.Kind != copilot.Quota(scope) || e.After != 12*time.Hour || e.Temporary() || inner.calls != 0 || p.sum != 0 {
			t.Errorf("%s: %v, %d calls, %d tokens", scope, err, inner.calls, p.sum)
		}
		if _, err := askFor(t, Quota(inner, p, copilot.Bounds{Person: 100}, at), copilot.Account{}); err != nil || p.sum != 0 {
			t.Errorf("for nobody: %v, %d tokens", err, p.sum)
		}
	}
}

// Nobody spends what nobody counts, where there is a bound; where there is none, a store
// that is away stops nothing.
func TestQuotaWithoutAccounts(t *testing.T) {
	p := &purse{err: errors.New("away")}
	_, err := askFor(t, Quota(script(ok), p, copilot.Bounds{Channel: 1}, at), mine)
	if e, is := errors.AsType[*copilot.WriterError](err); !is || e.Kind != copilot.WriterDown {
		t.Errorf("with a bound: %v", err)
	}
	if _, err := askFor(t, Quota(script(ok), p, copilot.Bounds{}, at), mine); err != nil || p.sum != 0 {
		t.Errorf("without one: %v, %d tokens", err, p.sum)
	}
}
