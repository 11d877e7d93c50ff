package memory

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// learnTries is how often a change is made anew because somebody was faster: each time
// one of those who change gets through.
const learnTries = 20

// Learn changes what the place's channel knows, in one step: change is told what is
// kept, with the facts that have not expired at now, and what it makes of that is kept,
// unless somebody was faster; then it is told anew. Its error is returned, and nothing
// is changed. Facts are replaced only if it changes them; what had expired goes then.
func (s *Store) Learn(ctx context.Context, at copilot.Place, now time.Time, change func(*copilot.Known) error) error {
	for range learnTries {
		was, err := s.known(ctx, at)
		if err != nil {
			return err
		}
		k, err := s.understand(at, was, now)
		if err != nil {
			return err
		}
		before := slices.Clone(k.Facts)
		if err := change(&k); err != nil {
			return err
		}
		if kept, err := s.replace(ctx, at, was, before, k); err != nil || kept {
			return err
		}
	}
	return errors.New("memory: learn: somebody else was faster each time")
}

// known is what a channel knows as it lies there.
type known struct {
	parts []any // of the profile; nil for none
	facts map[string]string
}

func (s *Store) known(ctx context.Context, at copilot.Place) (known, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	var parts *redis.SliceCmd
	var facts *redis.MapStringStringCmd
	_, err := s.db.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		parts = tx.MGet(ctx, s.keys.profile(at)...)
		facts = tx.HGetAll(ctx, s.keys.channel("facts", at))
		return nil
	})
	if err != nil {
		return known{}, fmt.Errorf("memory: read what a channel knows: %w", err)
	}
	return known{parts.Val(), facts.Val()}, nil
}

func (s *Store) understand(at copilot.Place, k known, now time.Time) (copilot.Known, error) {
	p, err := s.profileOf(at, k.parts)
	if err != nil {
		return copilot.Known{}, err
	}
	facts, err := s.factsOf(at, k.facts, now)
	return copilot.Known{Profile: p, Facts: facts}, err
}

// replace keeps what a channel knows in place of what it knew, and says whether that
// was still what lies there.
func (s *Store) replace(ctx context.Context, at copilot.Place, was known, before []copilot.Fact, after copilot.Known) (bool, error) {
	if err := s.watch(ctx, at, after.Profile); err != nil {
		return false, err
	}
	parts, err := s.parted(at, after.Profile)
	if err != nil {
		return false, err
	}
	var args []any
	for _, part := range was.parts {
		args = append(args, raw(part))
	}
	args = append(args, parts...)
	if !reflect.DeepEqual(before, after.Facts) {
		args = append(args, len(was.facts))
		for id, text := range was.facts {
			args = append(args, id, text)
		}
		for _, f := range after.Facts {
			b, err := s.put(s.fact(at, f.ID), f)
			if err != nil {
				return false, err
			}
			args = append(args, f.ID, b)
		}
	}
	keys := append(s.keys.profile(at), s.keys.channel("facts", at))
	return s.run(ctx, toLearn, keys, args...).Bool()
}

// raw is a text as a script compares it: "" is none.
func raw(part any) string {
	text, _ := part.(string)
	return text
}
