package memory

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Listing drafts: how many when the filter does not say, and how many are looked
// at in one go.
const (
	defaultDrafts = 50
	draftPage     = 50
)

// Draft finds one draft with all its revisions; copilot.ErrAbsent.
func (s *Store) Draft(ctx context.Context, ref copilot.Ref) (copilot.Draft, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	fields, err := s.db.HGetAll(ctx, s.keys.one(ref)).Result()
	if err != nil {
		return copilot.Draft{}, fmt.Errorf("memory: read draft: %w", err)
	}
	return s.readDraft(ref, fields)
}

// Trail is the audit of one draft, oldest first; copilot.ErrAbsent.
func (s *Store) Trail(ctx context.Context, ref copilot.Ref) ([]copilot.Audit, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	entries, err := s.db.LRange(ctx, s.keys.trail(ref), 0, -1).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read audit: %w", err)
	}
	if len(entries) == 0 {
		return nil, copilot.ErrAbsent
	}
	trail, sealed := make([]copilot.Audit, len(entries)), false
	for i, e := range entries {
		bare, err := s.bare(ref.Tenant, s.keys.trail(ref), e)
		if err != nil {
			return nil, err
		}
		if err := decode(bare, &trail[i]); err != nil {
			return nil, err
		}
		if sealed = sealed || closed(e); sealed && s.vault.strict() && !closed(e) && !impersonally(bare, trail[i]) {
			return nil, cell{tenant: ref.Tenant, key: s.keys.trail(ref)}.trouble(ErrBare)
		}
	}
	return trail, nil
}

// impersonally says whether an entry was erased: it names nobody.
func impersonally(entry string, a copilot.Audit) bool {
	return strings.Contains(entry, innerSeam) && a.Person == copilot.Person{} && a.For == copilot.Person{}
}

// Drafts lists drafts of a tenant, newest first.
func (s *Store) Drafts(ctx context.Context, f copilot.Filter) ([]copilot.Draft, error) {
	limit := or(max(f.Limit, 0), defaultDrafts)
	var found []copilot.Draft
	for offset := 0; ; offset += draftPage {
		ids, err := s.newest(ctx, f, offset, draftPage)
		if err != nil {
			return nil, err
		}
		drafts, _, err := s.load(ctx, f.Tenant, ids)
		if err != nil {
			return nil, err
		}
		for _, d := range drafts {
			if chosen(d, f) && len(found) < limit {
				found = append(found, d)
			}
		}
		if len(found) == limit || len(ids) < draftPage {
			return found, nil
		}
	}
}

// chosen checks what the lists do not know, and what they say again: the state may have
// moved since the list was read, and whoever can write to the server can put a draft on the
// list of another channel.
func chosen(d copilot.Draft, f copilot.Filter) bool {
	return (f.Command == "" || d.Command == f.Command) && (f.Channel == "" || d.Place.Channel == f.Channel) &&
		(len(f.States) == 0 || slices.Contains(f.States, d.State()))
}

// before is up to when a filter wants drafts to be created, as a script writes it.
func before(f copilot.Filter) string {
	if f.Before.IsZero() {
		return "+inf"
	}
	return "(" + decimal(f.Before.UnixMicro())
}

// newest merges the lists of the filter's states and cuts out one page of ids.
func (s *Store) newest(ctx context.Context, f copilot.Filter, offset, count int) ([]string, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	states := f.States
	if len(states) == 0 {
		states = []copilot.State{""}
	}
	var all []redis.Z
	for _, state := range states {
		zs, err := s.db.ZRevRangeByScoreWithScores(ctx, s.keys.index(f.Tenant, f.Channel, state), &redis.ZRangeBy{
			Min: "-inf", Max: before(f), Count: int64(offset + count),
		}).Result()
		if err != nil {
			return nil, fmt.Errorf("memory: list drafts: %w", err)
		}
		all = append(all, zs...)
	}
	slices.SortFunc(all, func(a, b redis.Z) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Member.(string), a.Member.(string)))
	})
	all = slices.CompactFunc(all, func(a, b redis.Z) bool { return a.Member == b.Member })
	all = all[min(offset, len(all)):min(offset+count, len(all))]
	ids := make([]string, len(all))
	for i, z := range all {
		ids[i] = z.Member.(string)
	}
	return ids, nil
}

// load reads drafts in one round trip, in the order of the ids. One that was
// listed and is gone is left out, and so is one that cannot be read, of which it says how
// many: see spoilt.
func (s *Store) load(ctx context.Context, t copilot.Tenant, ids []string) (drafts []copilot.Draft, unread int, err error) {
	if len(ids) == 0 {
		return nil, 0, nil
	}
	ctx, cancel := context.WithTimeout(ctx, 3*s.o.Patience)
	defer cancel()
	cmds, err := s.db.Pipelined(ctx, func(p redis.Pipeliner) error {
		for _, id := range ids {
			p.HGetAll(ctx, s.keys.one(copilot.Ref{Tenant: t, Draft: id}))
		}
		return nil
	})
	if err != nil {
		return nil, 0, fmt.Errorf("memory: read drafts: %w", err)
	}
	bad := spoilt{of: "drafts"}
	for i, c := range cmds {
		d, err := s.readDraft(copilot.Ref{Tenant: t, Draft: ids[i]}, c.(*redis.MapStringStringCmd).Val())
		if err == nil {
			drafts = append(drafts, d)
		} else if err != copilot.ErrAbsent && !bad.leaves(err) {
			return nil, 0, err
		}
	}
	bad.tell(s.o.Log)
	return drafts, bad.count, nil
}
