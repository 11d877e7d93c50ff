package memory

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Profile of the place's channel; the zero Profile when it has said nothing.
func (s *Store) Profile(ctx context.Context, at copilot.Place) (copilot.Profile, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	kept, err := s.db.MGet(ctx, s.keys.channel("profile", at), s.keys.channel("voice", at)).Result()
	if err != nil {
		return copilot.Profile{}, fmt.Errorf("memory: read profile: %w", err)
	}
	var p copilot.Profile
	for _, part := range kept {
		if text, ok := part.(string); ok && err == nil {
			err = decode(text, &p)
		}
	}
	return p, err
}

// SetProfile replaces the profile of the place's channel.
func (s *Store) SetProfile(ctx context.Context, at copilot.Place, p copilot.Profile) error {
	profile, voice, err := encodeBoth(parted(p))
	if err != nil {
		return err
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.MSet(ctx, s.keys.channel("profile", at), profile, s.keys.channel("voice", at), voice).Err(); err != nil {
		return fmt.Errorf("memory: keep profile: %w", err)
	}
	return nil
}

// parted is a profile in two: what versions from before voices were data know and
// write whole, and the rest, which they must not lose, under a key that they do not
// touch.
func parted(p copilot.Profile) (known, more any) {
	rest := copilot.Profile{Voice: p.Voice}
	rest.Words, rest.Preferred, rest.Banned = "", nil, nil
	p.Voice = copilot.Voice{Words: p.Words, Preferred: p.Preferred, Banned: p.Banned}
	return p, rest
}

// Facts of the place's channel that have not expired at now, oldest first.
func (s *Store) Facts(ctx context.Context, at copilot.Place, now time.Time) ([]copilot.Fact, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	texts, err := s.db.HVals(ctx, s.keys.channel("facts", at)).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read facts: %w", err)
	}
	var facts []copilot.Fact
	for _, text := range texts {
		var f copilot.Fact
		if err := decode(text, &f); err != nil {
			return nil, err
		}
		if f.Expires.IsZero() || now.Before(f.Expires) {
			facts = append(facts, f)
		}
	}
	slices.SortFunc(facts, func(a, b copilot.Fact) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return facts, nil
}

// Learn replaces the profile and all facts of the place's channel, in one step.
func (s *Store) Learn(ctx context.Context, at copilot.Place, p copilot.Profile, facts []copilot.Fact) error {
	profile, voice, err := encodeBoth(parted(p))
	if err != nil {
		return err
	}
	var fields []any
	for _, f := range facts {
		b, err := encode(f)
		if err != nil {
			return err
		}
		fields = append(fields, f.ID, b)
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	key := s.keys.channel("facts", at)
	_, err = s.db.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.MSet(ctx, s.keys.channel("profile", at), profile, s.keys.channel("voice", at), voice)
		tx.Del(ctx, key)
		if len(fields) > 0 {
			tx.HSet(ctx, key, fields...)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("memory: keep what a channel knows: %w", err)
	}
	return nil
}

// AddFact adds a fact to the place's channel, or replaces the one with its id.
func (s *Store) AddFact(ctx context.Context, at copilot.Place, f copilot.Fact) error {
	b, err := encode(f)
	if err != nil {
		return err
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.HSet(ctx, s.keys.channel("facts", at), f.ID, b).Err(); err != nil {
		return fmt.Errorf("memory: keep fact: %w", err)
	}
	return nil
}

// DropFact drops a fact of the place's channel; copilot.ErrAbsent.
func (s *Store) DropFact(ctx context.Context, at copilot.Place, id string) error {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	dropped, err := s.db.HDel(ctx, s.keys.channel("facts", at), id).Result()
	if err != nil {
		return fmt.Errorf("memory: drop fact: %w", err)
	}
	if dropped == 0 {
		return copilot.ErrAbsent
	}
	return nil
}
