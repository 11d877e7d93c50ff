package memory

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// OptOut notes that somebody does not want to be read; see copilot.Discretion.
func (s *Store) OptOut(ctx context.Context, t copilot.Tenant, p copilot.Person, at time.Time) error {
	if err := s.optOut(ctx, t, p, at.UnixMicro()); err != nil {
		return err
	}
	return s.each(ctx, s.keys.of("minutes", t)+":*", func(keys []string) error {
		ctx, cancel := s.brief(ctx)
		defer cancel()
		if err := s.db.Del(ctx, keys...).Err(); err != nil {
			return fmt.Errorf("memory: forget minutes: %w", err)
		}
		return nil
	})
}

// OptIn takes that back.
func (s *Store) OptIn(ctx context.Context, t copilot.Tenant, p copilot.Person) error {
	return s.optOut(ctx, t, p, "")
}

func (s *Store) optOut(ctx context.Context, t copilot.Tenant, p copilot.Person, since any) error {
	return s.run(ctx, toOptOut, append(s.keys.hearing(t), s.keys.optedOut(t)), p.ID, since).Err()
}

// OptedOut says since when some people do not want to be read.
func (s *Store) OptedOut(ctx context.Context, t copilot.Tenant, people []string) (map[string]time.Time, error) {
	if len(people) == 0 {
		return nil, nil
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	values, err := s.db.HMGet(ctx, s.keys.optedOut(t), people...).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read who does not want to be read: %w", err)
	}
	out := map[string]time.Time{}
	for i, v := range values {
		since, there := v.(string)
		if !there {
			continue
		}
		us, err := strconv.ParseInt(since, 10, 64)
		if err != nil { // they are left alone all the same
			us = 0
		}
		out[people[i]] = time.UnixMicro(us).UTC()
	}
	return out, nil
}

// each gives all keys of a form, some at a time, perhaps some of them twice.
func (s *Store) each(ctx context.Context, like string, do func(keys []string) error) error {
	for at := "0"; ; {
		found, err := s.run(ctx, toScan, []string{s.keys.store()}, at, like).StringSlice()
		if err != nil {
			return err
		}
		if keys := found[1:]; len(keys) > 0 {
			if err := do(keys); err != nil {
				return err
			}
		}
		if at = found[0]; at == "0" {
			return nil
		}
	}
}
