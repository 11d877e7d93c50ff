package memory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// sealing is what is noted, in an envelope, of a store that is sealed: since when, and which
// word of the operator's was heard last. It is there so that a store knows at once that it has
// another secret, and so that no word is heard twice. Whoever takes it away gains nothing: with a
// secret a store believes nothing that is in no envelope, noted or not.
type sealing struct {
	Since time.Time `json:"since"`
	Word  string    `json:"word,omitempty"` // Options.Adopt
}

// wordTime is how far a word's day may be away: it has an end, also when nobody takes it
// back, and the same day for whoever gives it anywhere in the world.
const wordTime = 36 * time.Hour

// Unlock finds out how what is kept is sealed, before anything is read. With a secret a
// store that is empty is sealed from then on; one that has something in no envelope is refused,
// unless the operator says, by Options.Adopt, that it is the store's own: then it is put
// into envelopes before Unlock returns. It waits for a server that is away. Errors are ctx's,
// or faults that say what to do.
func (s *Store) Unlock(ctx context.Context) error {
	for b := (backoff{}); ; {
		err := s.unlock(ctx)
		if !Away(err) || ctx.Err() != nil {
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
	case err != nil || !s.vault.wraps():
		return err
	case s.hears(now):
		err = s.adopt(ctx)
	case !noted:
		if err = s.allSealed(ctx); err == nil {
			err = s.note(ctx, sealing{Since: s.o.Clock()})
		}
	}
	if err == nil && len(s.vault.rings) > 1 {
		s.wg.Go(s.changeKey)
	}
	return err
}

// Fits is nil when the secret is the one that the store is sealed with, for whoever works
// beside a bot: nothing is changed. Errors are Unlock's.
func (s *Store) Fits(ctx context.Context) error {
	_, _, err := s.sealing(ctx)
	return err
}

// hears says whether the operator's word counts: it is of these days, and was not heard yet.
func (s *Store) hears(now sealing) bool {
	if s.o.Adopt == "" {
		return false
	}
	day, err := time.Parse(time.DateOnly, s.o.Adopt)
	away := s.o.Clock().Sub(day.Add(12 * time.Hour)).Abs()
	if err == nil && away <= wordTime && s.o.Adopt != now.Word {
		return true
	}
	s.o.Log.Info("the word that what is not sealed is to be adopted has no effect: it was heard, or is of another day", "word", s.o.Adopt)
	return false
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
	return now, true, err
}

// note notes how a store is sealed, with the present key.
func (s *Store) note(ctx context.Context, now sealing) error {
	b, err := s.put(s.noteCell(), now)
	if err != nil {
		return err
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.Set(ctx, s.keys.sealing(), b, 0).Err(); err != nil {
		return fmt.Errorf("memory: note how it is sealed: %w", err)
	}
	return nil
}
