package memory

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Profile of the place's channel; the zero Profile when it has said nothing.
func (s *Store) Profile(ctx context.Context, at copilot.Place) (copilot.Profile, error) {
	p, _, err := s.Versioned(ctx, at)
	return p, err
}

// Versioned is the profile of the place's channel with what tells it from others: the parts
// that say who may sign off, as they lie there.
func (s *Store) Versioned(ctx context.Context, at copilot.Place) (copilot.Profile, copilot.Version, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	kept, err := s.db.MGet(ctx, s.keys.profile(at)...).Result()
	if err != nil {
		return copilot.Profile{}, "", fmt.Errorf("memory: read profile: %w", err)
	}
	p, err := s.profileOf(at, kept)
	return p, copilot.Version(raw(kept[0]) + "\x00" + raw(kept[3])), err
}

// SetProfile replaces the profile of the place's channel.
func (s *Store) SetProfile(ctx context.Context, at copilot.Place, p copilot.Profile) error {
	if err := s.watch(ctx, at, p); err != nil {
		return err
	}
	parts, err := s.parted(at, p)
	if err != nil {
		return err
	}
	var pairs []any
	for i, key := range s.keys.profile(at) {
		pairs = append(pairs, key, parts[i])
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.MSet(ctx, pairs...).Err(); err != nil {
		return fmt.Errorf("memory: keep profile: %w", err)
	}
	return nil
}

// partsOf is a profile in the parts that profileOf puts together, one for each
// keys.profile. A version that keeps a part reads it and writes it whole: what it
// does not know must lie under a key that it does not touch. So what a later version
// adds goes into a part of its own. Where a text needs more than one approver's word, the
// approvers lie there too: a version that would take one for enough finds nobody.
func partsOf(p copilot.Profile) []copilot.Profile {
	voice := copilot.Profile{Voice: p.Voice} // since voices are data
	voice.Words, voice.Preferred, voice.Banned = "", nil, nil
	more := copilot.Profile{Audiences: p.Audiences, Keep: p.Keep}
	rules := copilot.Profile{Authority: p.Authority, Retain: p.Retain}
	if p.Strict() {
		rules.Approvers, p.Approvers = p.Approvers, nil
	}
	p.Audiences, p.Keep, p.Authority, p.Retain = nil, false, copilot.Authority{}, 0
	p.Voice = copilot.Voice{Words: p.Words, Preferred: p.Preferred, Banned: p.Banned}
	return []copilot.Profile{p, voice, more, rules}
}

// fact is where one is kept.
func (s *Store) fact(at copilot.Place, id string) cell {
	return cell{at.Tenant(), s.keys.channel("facts", at), id}
}

// Facts of the place's channel that have not expired at now, oldest first.
func (s *Store) Facts(ctx context.Context, at copilot.Place, now time.Time) ([]copilot.Fact, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	texts, err := s.db.HGetAll(ctx, s.keys.channel("facts", at)).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read facts: %w", err)
	}
	return s.factsOf(at, texts, now)
}

// factsOf are the facts that have not expired at now, oldest first.
func (s *Store) factsOf(at copilot.Place, texts map[string]string, now time.Time) ([]copilot.Fact, error) {
	var facts []copilot.Fact
	for id, text := range texts {
		var f copilot.Fact
		if err := s.get(s.fact(at, id), text, &f); err != nil {
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
