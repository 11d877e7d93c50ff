package memory

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Ruled are the channels that have rules of their own; see copilot.Oblivion.
func (s *Store) Ruled(ctx context.Context) ([]copilot.Place, error) {
	seen := map[copilot.Place]bool{}
	err := s.each(ctx, s.keys.prefix+"rules:*", func(keys []string) error {
		for _, key := range keys {
			if p := strings.Split(strings.TrimPrefix(key, s.keys.prefix), ":"); len(p) == 4 {
				seen[copilot.Place{Platform: unescape(p[1]), Workspace: unescape(p[2]), Channel: unescape(p[3])}] = true
			}
		}
		return nil
	})
	all := make([]copilot.Place, 0, len(seen))
	for at := range seen {
		all = append(all, at)
	}
	return all, err
}

// ForgetOlder forgets minutes and kept messages of the place's channel from before a moment.
func (s *Store) ForgetOlder(ctx context.Context, at copilot.Place, since time.Time) error {
	read, cancel := s.brief(ctx)
	defer cancel()
	keys := s.minutes(at)
	all, err := s.db.HGetAll(read, keys[0]).Result()
	if err != nil {
		return fmt.Errorf("memory: read minutes: %w", err)
	}
	var old []string
	for thread, text := range all {
		plain, err := s.vault.unwrap(s.minute(at, thread), text)
		m := copilot.Minutes{}
		if err == nil {
			m, err = copilot.DecodeMinutes(plain)
		}
		if err != nil || m.At.Before(since) {
			old = append(old, thread)
		}
	}
	if err := s.wipe(ctx, at.Tenant(), keys, old, copilot.ErasedMinutes, ""); err != nil {
		return err
	}
	return s.run(ctx, toOlder, s.keys.laid(at), since.UnixMicro(), maxKept, maxKeptBytes).Err()
}
