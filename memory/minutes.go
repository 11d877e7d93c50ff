package memory

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// KeepMinutes keeps the minutes of the place's thread; see copilot.Memory. A channel
// keeps at most 50, and 256 KB; minutes that are larger on their own are not kept, nor
// the earlier ones they stand for, nor are those of somebody's words who does not want to
// be read by now. All of them are forgotten Options.ContextTTL after
// the last write.
func (s *Store) KeepMinutes(ctx context.Context, at copilot.Place, m copilot.Minutes, fence copilot.Fence) error {
	b, err := copilot.EncodeMinutes(m)
	if err != nil {
		return fmt.Errorf("memory: %w", err)
	}
	b = s.vault.wrap(s.minute(at, escape(at.Thread)), b)
	args := []any{
		escape(at.Thread), b, maxExchanges, maxContextBytes, s.o.ContextTTL.Milliseconds(), fence.Job, fence.Number,
	}
	for _, author := range m.By {
		args = append(args, author)
	}
	k := append(s.minutes(at), s.keys.optedOut(at.Tenant()))
	return held(s.run(ctx, toRemember, s.keys.queue(k...), args...).Int())
}

// Minutes are those of the place's thread; copilot.ErrAbsent.
func (s *Store) Minutes(ctx context.Context, at copilot.Place) (copilot.Minutes, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	kept, err := s.db.HGet(ctx, s.minutes(at)[0], escape(at.Thread)).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return copilot.Minutes{}, copilot.ErrAbsent
	case err != nil:
		return copilot.Minutes{}, fmt.Errorf("memory: read minutes: %w", err)
	}
	plain, err := s.vault.unwrap(s.minute(at, escape(at.Thread)), kept)
	if err != nil {
		return copilot.Minutes{}, err
	}
	m, err := copilot.DecodeMinutes(plain)
	if err != nil {
		return m, fmt.Errorf("memory: %w", err)
	}
	return m, nil
}

// minute is where the minutes of a thread (escaped) are kept.
func (s *Store) minute(at copilot.Place, thread string) cell {
	return cell{at.Tenant(), s.minutes(at)[0], thread}
}

// ForgetMinutes forgets the minutes in the place's channel that read a message.
func (s *Store) ForgetMinutes(ctx context.Context, at copilot.Place, line string) error {
	id, err := encode(line) // as it stands in them
	if err != nil {
		return err
	}
	for {
		args, err := s.reading(ctx, at, id)
		if err != nil || len(args) == 0 {
			return err
		}
		if all, err := s.run(ctx, toUnread, s.minutes(at), args...).Bool(); all || err != nil {
			return err
		}
	}
}

// reading lists the minutes in a channel that name a message, a JSON string, as the script
// takes them: no text in them can forge that unless it ends in a quotation mark and the id,
// and what is forgotten for nothing is read again. What cannot be opened is forgotten too.
func (s *Store) reading(ctx context.Context, at copilot.Place, id []byte) (args []any, err error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	all, err := s.db.HGetAll(ctx, s.minutes(at)[0]).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read minutes: %w", err)
	}
	for thread, kept := range all {
		plain, err := s.vault.unwrap(s.minute(at, thread), kept)
		if err != nil || bytes.Contains(plain, id) {
			args = append(args, thread, kept)
		}
	}
	return args, nil
}

// minutes names the texts and the order of the minutes of a channel's threads.
func (s *Store) minutes(at copilot.Place) []string {
	texts := s.keys.channel("minutes", at)
	return []string{texts, texts + ":order"}
}
