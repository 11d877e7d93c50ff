package memory

import (
	"context"
	"crypto/hmac"

	"github.com/brouillon/brouillon/copilot"
)

// standing is how a chain stands: all of it at one moment.
type standing struct {
	tip
	seal         string
	last, before string // the last elements of the ledger
}

// readStanding reads it as stand.lua says it.
func readStanding(reply []any) (now standing) {
	for i, to := range map[int]*string{0: &now.n, 1: &now.link, 2: &now.seal, 4: &now.last, 5: &now.before} {
		*to, _ = reply[i].(string)
	}
	now.length, _ = reply[3].(int64)
	return now
}

func (s *Store) standing(ctx context.Context, t copilot.Tenant) (standing, error) {
	reply, err := s.run(ctx, toStand, []string{s.keys.chain(t), s.keys.ledger(t)}).Slice()
	if err != nil {
		return standing{}, err
	}
	return readStanding(reply), nil
}

// madeLast says whether this chain's key made the last link.
func (c chain) madeLast(t copilot.Tenant, now standing) bool {
	last, ok := parseElement(now.last)
	link := ""
	if before, readable := parseElement(now.before); readable {
		link = before.link
	}
	return ok && newLinker(c, t).made(link, last)
}

// sound says whether a head can be: sealed, and as long as it says. A chain that was begun
// before there was a key goes on with it, but only from a link that was made without:
// everybody can make the seal that needs none. Without a key, nobody can tell.
func (s *Store) sound(t copilot.Tenant, now standing) bool {
	if now.n != decimal(now.length) {
		return false
	}
	if !s.o.Secret.Set() || now.n == "0" && now.link == "" && now.seal == "" {
		return true
	}
	return hmac.Equal([]byte(now.seal), []byte(s.chain.seal(t, now.n, now.link))) ||
		hmac.Equal([]byte(now.seal), []byte(public.seal(t, now.n, now.link))) && public.madeLast(t, now)
}

// ErrKey says that a record was made with another secret than the store has.
var ErrKey = copilot.NewFault(copilot.FaultInput, "fault.record.key", nil, nil)

// ours is nil when the last link of a record could have been made by this store; ErrKey.
func (s *Store) ours(ctx context.Context, t copilot.Tenant) error {
	now, err := s.standing(ctx, t)
	if err == nil && now.length > 0 && !s.chain.madeLast(t, now) && !public.madeLast(t, now) {
		err = ErrKey
	}
	return err
}
