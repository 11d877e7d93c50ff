package memory

import (
	"context"
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Waiting are the channels in which a draft may wait only so long, or once might; see
// copilot.Memory.
func (s *Store) Waiting(ctx context.Context) ([]copilot.Place, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	all, err := s.db.SMembers(ctx, s.keys.waits()).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read who waits: %w", err)
	}
	var places []copilot.Place
	for _, one := range all {
		if part := strings.Split(one, ":"); len(part) == 3 {
			places = append(places, copilot.Place{Platform: unescape(part[0]), Workspace: unescape(part[1]), Channel: unescape(part[2])})
		}
	}
	return places, nil
}

// watch notes that a channel lets drafts wait only so long, before it does: one that does
// not any more is looked at in vain.
func (s *Store) watch(ctx context.Context, at copilot.Place, p copilot.Profile) error {
	if p.WaitDays <= 0 {
		return nil
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.SAdd(ctx, s.keys.waits(), tenantPart(at.Tenant())+":"+escape(at.Channel)).Err(); err != nil {
		return fmt.Errorf("memory: note who waits: %w", err)
	}
	return nil
}
