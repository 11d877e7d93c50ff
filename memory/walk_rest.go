package memory

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// all goes through everything there is of a chain that stands as it was seen.
func (w *walk) all(ctx context.Context, now standing, v visitor) error {
	if err := w.to(ctx, int(now.length), v); err != nil {
		return err
	}
	claims := map[string]int{}
	if err := w.rest(ctx, v, claims); err != nil || len(claims) == 0 {
		return err
	}
	return w.judge(ctx, v, claims)
}

// judge tells entries that were added while the walk was under way from those that claim
// a link and have none: what had one when it was seen has it in the chain as it is now.
func (w *walk) judge(ctx context.Context, v visitor, claims map[string]int) error {
	now, err := w.s.standing(ctx, w.tenant)
	if err != nil {
		return err
	}
	if err := w.to(ctx, int(now.length), v); err != nil {
		return err
	}
	for _, draft := range slices.Sorted(maps.Keys(claims)) {
		key := w.hash(draft)
		err := w.beyond(ctx, []string{draft}, func(_ string, index int, entry string) (bool, error) {
			if index >= claims[draft] {
				return false, nil
			}
			_, added := commitment([]byte(entry))
			w.past[key] = index + 1
			return true, v.loose(unescape(draft), index, entry, added)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// rest visits what trails have beyond what the ledger told of: of drafts whose trail went
// on, and of all that are listed. Up to where a draft has entries that claim a link it
// notes in claims.
func (w *walk) rest(ctx context.Context, v visitor, claims map[string]int) error {
	each := func(draft string, index int, entry string) (bool, error) {
		if _, claimed := commitment([]byte(entry)); claimed || claims[draft] > 0 {
			claims[draft] = index + 1
			return true, nil
		}
		w.past[w.hash(draft)] = index + 1
		return true, v.loose(unescape(draft), index, entry, false)
	}
	for drafts := range slices.Chunk(slices.Sorted(maps.Keys(w.open)), ledgerPage) {
		if err := w.beyond(ctx, drafts, each); err != nil {
			return err
		}
	}
	return w.listed(ctx, func(drafts []string) error {
		drafts = slices.DeleteFunc(drafts, func(draft string) bool { return claims[draft] > 0 })
		if err := w.beyond(ctx, drafts, each); err != nil {
			return err
		}
		for _, draft := range drafts {
			if _, known := w.past[w.hash(draft)]; !known && claims[draft] == 0 {
				v.gone(unescape(draft))
			}
		}
		return nil
	})
}

// beyond gives the entries of drafts that the walk has not gone past, of each until it is
// told to stop.
func (w *walk) beyond(ctx context.Context, drafts []string, each func(draft string, index int, entry string) (bool, error)) error {
	from := make(map[string]int, len(drafts))
	for _, draft := range drafts {
		from[draft] = w.past[w.hash(draft)]
	}
	for len(from) > 0 {
		trails, err := w.trails(ctx, from, func(draft string) int { return from[draft] })
		if err != nil {
			return err
		}
		for draft, t := range trails {
			goes := len(t.entries) > 0
			for i := 0; goes && i < len(t.entries); i++ {
				if goes, err = each(draft, t.from+i, t.entries[i]); err != nil {
					return err
				}
			}
			if from[draft] = t.from + len(t.entries); !goes {
				delete(from, draft)
			}
		}
	}
	return nil
}

// listed gives the drafts of the tenant (escaped), in pages.
func (w *walk) listed(ctx context.Context, visit func([]string) error) error {
	for from := int64(0); ; from += ledgerPage {
		ids, err := w.listing(ctx, from)
		if err != nil {
			return err
		}
		for i, id := range ids {
			ids[i] = escape(id)
		}
		last := len(ids) < ledgerPage
		if err := visit(ids); err != nil || last {
			return err
		}
	}
}

func (w *walk) listing(ctx context.Context, from int64) ([]string, error) {
	ctx, cancel := w.s.long(ctx)
	defer cancel()
	ids, err := w.s.db.ZRange(ctx, w.s.keys.index(w.tenant, "", ""), from, from+ledgerPage-1).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: list drafts: %w", err)
	}
	return ids, nil
}
