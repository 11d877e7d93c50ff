package memory

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// usedKept is how long what was used in a day is kept after it was last changed: the calls
// that began on it have ended by then.
const usedKept = 48 * time.Hour

var _ copilot.Accounts = (*Store)(nil)

// Charge adds tokens to what an account has used today, on the server's clock, unless that
// were more than most of one of its scopes: then over names that, and nothing is added. day
// is which day it was, for Settle. After an error they may have been counted.
func (s *Store) Charge(ctx context.Context, a copilot.Account, tokens int, most copilot.Bounds) (day int64, over copilot.Scope, err error) {
	reply, err := s.run(ctx, toCharge, s.keys.account(a), rand.Text(), tokens, a.Person, a.Channel,
		usedKept.Milliseconds(), -1, most.Person, most.Channel, most.Workspace).Int64Slice()
	if err != nil {
		return 0, "", err
	}
	if whose := reply[1]; whose > 0 {
		over = scopes[whose-1]
	}
	return reply[0], over, nil
}

// Settle adds tokens to what an account used on a day, and takes a negative number away;
// no sum is below 0.
func (s *Store) Settle(ctx context.Context, a copilot.Account, day int64, tokens int) error {
	return s.run(ctx, toCharge, s.keys.account(a), rand.Text(), tokens, a.Person, a.Channel, usedKept.Milliseconds(), day, 0, 0, 0).Err()
}

// Used is copilot.Accounts.
func (s *Store) Used(ctx context.Context, a copilot.Account) (copilot.Used, error) {
	most := s.o.Requests
	n, err := s.run(ctx, toUsed, s.keys.account(a), a.Person, a.Channel, most.Person, most.Channel, most.Workspace).Int64Slice()
	if err != nil {
		return copilot.Used{}, err
	}
	use := func(i int) copilot.Use {
		return copilot.Use{Minute: int(n[i]), Requests: int(n[i+1]), Tokens: int(n[i+2])}
	}
	return copilot.Used{Person: use(0), Channel: use(3), Workspace: use(6)}, nil
}

// Warn is copilot.Accounts.
func (s *Store) Warn(ctx context.Context, a copilot.Account, most copilot.Bounds) ([]copilot.Scope, error) {
	which, err := s.run(ctx, toWarn, s.keys.account(a), a.Person, a.Channel, copilot.Soft, most.Person, most.Channel, most.Workspace).Int64Slice()
	if err != nil {
		return nil, err
	}
	var near []copilot.Scope
	for _, i := range which {
		near = append(near, scopes[i-1])
	}
	return near, nil
}
