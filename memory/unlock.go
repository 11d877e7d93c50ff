package memory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// sealing is what is noted of how far a store has got with its envelopes, in one itself:
// nobody without the key can say that all is sealed, and what is older than adoptTime says
// no more that some is not.
type sealing struct {
	Whole bool      `json:"whole"` // all that is kept is in envelopes
	Since time.Time `json:"since"`

	before bool // it was noted with a key of before
}

// adoptTime is how long what is in no envelope may be taken for the store's own.
const adoptTime = 24 * time.Hour

// Unlock finds out how what is kept is sealed, before anything is read: a store that has a
// secret takes over what was kept without one, and from when all is in envelopes refuses
// what is in none. It begins when no version works beside that knows no envelopes, and goes
// on in the background. It waits for a server that is away. Errors are ctx's, or faults that
// say what to do: the secret is not the one, or what was noted is gone.
func (s *Store) Unlock(ctx context.Context) error {
	for b := (backoff{}); ; {
		err := s.unlock(ctx)
		if !Away(err) {
			return err
		}
		if ended := b.pause(ctx); ended != nil {
			return ended
		}
	}
}

func (s *Store) unlock(ctx context.Context) error {
	now, noted, err := s.sealing(ctx)
	switch {
	case err != nil || len(s.vault.rings) == 0:
		return err
	case s.o.SealAgain:
		err = s.begin(ctx)
	case noted && now.Whole:
		s.vault.begun.Store(true)
		s.vault.whole.Store(true)
		if !now.before {
			return nil
		}
	case noted && s.o.Clock().Sub(now.Since) > adoptTime:
		return s.noteCell().trouble(ErrBare)
	case noted:
		s.vault.begun.Store(true)
	case !noted:
		err = s.first(ctx)
	}
	if err == nil {
		s.wg.Go(s.sealAll)
	}
	return err
}

// first is for a store that has noted nothing.
func (s *Store) first(ctx context.Context) error {
	sealed, err := s.anySealed(ctx)
	if err != nil {
		return err
	}
	if _, noted, err := s.sealing(ctx); err != nil || noted { // another replica was faster
		return err
	}
	if sealed {
		return s.noteCell().trouble(ErrBare)
	}
	_, beside, err := s.older(ctx)
	if err != nil {
		return err
	}
	if beside {
		s.o.Log.Info("an older version runs beside: what is kept is sealed when it is gone")
		return nil
	}
	return s.begin(ctx)
}

func (s *Store) noteCell() cell { return cell{key: s.keys.sealing()} }

// sealing is what is noted; false when nothing is.
func (s *Store) sealing(ctx context.Context) (now sealing, noted bool, err error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	kept, err := s.db.Get(ctx, s.keys.sealing()).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return sealing{}, false, nil
	case err != nil:
		return sealing{}, false, fmt.Errorf("memory: read how it is sealed: %w", err)
	}
	if _, is := inEnvelope(kept); !is {
		return sealing{}, true, s.noteCell().trouble(ErrForged)
	}
	err = s.get(s.noteCell(), kept, &now)
	now.before = err == nil && !s.vault.present(kept)
	return now, true, err
}

// note notes how far the store has got.
func (s *Store) note(ctx context.Context, whole bool) error {
	b, err := encode(sealing{Whole: whole, Since: s.o.Clock()})
	if err != nil {
		return err
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.Set(ctx, s.keys.sealing(), s.vault.rings[0].wrap(s.noteCell(), b), 0).Err(); err != nil {
		return fmt.Errorf("memory: note how it is sealed: %w", err)
	}
	return nil
}

// begin has envelopes made from now on, and what is in none taken over.
func (s *Store) begin(ctx context.Context) error {
	err := s.note(ctx, false)
	if err == nil {
		s.vault.begun.Store(true)
	}
	return err
}

// sealAll waits until envelopes are made, by every replica, and then puts all there is into
// one.
func (s *Store) sealAll() {
	for b := (backoff{}); s.ended.Err() == nil; {
		wait, err := s.sealMore()
		switch {
		case err != nil && s.ended.Err() == nil:
			s.o.Log.Warn("what is kept could not be sealed; it is tried again", "error", err)
			_ = b.pause(s.ended)
		case wait <= 0:
			return
		case !s.linger(wait):
			return
		}
	}
}

// linger waits that long; false when the store closes.
func (s *Store) linger(wait time.Duration) bool {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-s.ended.Done():
		return false
	}
}

// sealMore is one step of that, and after how long the next is due; 0 when all is done.
func (s *Store) sealMore() (time.Duration, error) {
	now, noted, err := s.sealing(s.ended)
	if err != nil {
		return 0, err
	}
	if !noted {
		_, beside, err := s.older(s.ended)
		if err == nil && !beside {
			err = s.begin(s.ended)
		}
		return s.beside(), err
	}
	s.vault.begun.Store(true)
	ever, _, err := s.older(s.ended)
	if err != nil {
		return 0, err
	}
	// A replica that has not looked since may still keep something without one.
	if left := now.Since.Add(s.o.Beside).Sub(s.o.Clock()); !now.Whole && left > 0 && ever {
		return left, nil
	}
	if !now.Whole || now.before {
		if err := s.reseal(s.ended); err != nil {
			return 0, err
		}
		if err := s.note(s.ended, true); err != nil {
			return 0, err
		}
		s.o.Log.Info("all that is kept is sealed with the present key")
	}
	s.vault.whole.Store(true)
	return 0, nil
}
