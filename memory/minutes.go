package memory

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// KeepMinutes keeps the minutes of the place's thread; see copilot.Memory. A channel
// keeps at most 50, and 256 KB; minutes that are larger on their own are not kept, nor
// the earlier ones they stand for. All of them are forgotten Options.ContextTTL after
// the last write.
func (s *Store) KeepMinutes(ctx context.Context, at copilot.Place, m copilot.Minutes, fence copilot.Fence) error {
	b, err := copilot.EncodeMinutes(m)
	if err != nil {
		return fmt.Errorf("memory: %w", err)
	}
	return held(s.run(ctx, toRemember, s.keys.queue(s.minutes(at)...), escape(at.Thread), b,
		maxExchanges, maxContextBytes, s.o.ContextTTL.Milliseconds(), fence.Job, fence.Number).Int())
}

// Minutes are those of the place's thread; copilot.ErrAbsent.
func (s *Store) Minutes(ctx context.Context, at copilot.Place) (copilot.Minutes, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	b, err := s.db.HGet(ctx, s.minutes(at)[0], escape(at.Thread)).Bytes()
	switch {
	case errors.Is(err, redis.Nil):
		return copilot.Minutes{}, copilot.ErrAbsent
	case err != nil:
		return copilot.Minutes{}, fmt.Errorf("memory: read minutes: %w", err)
	}
	m, err := copilot.DecodeMinutes(b)
	if err != nil {
		return m, fmt.Errorf("memory: %w", err)
	}
	return m, nil
}

// ForgetMinutes forgets the minutes in the place's channel that read a message.
func (s *Store) ForgetMinutes(ctx context.Context, at copilot.Place, line string) error {
	id, err := encode(line) // as it stands in them
	if err != nil {
		return err
	}
	return s.run(ctx, toUnread, s.minutes(at), id).Err()
}

// minutes names the texts and the order of the minutes of a channel's threads.
func (s *Store) minutes(at copilot.Place) []string {
	texts := s.keys.channel("minutes", at)
	return []string{texts, texts + ":order"}
}
