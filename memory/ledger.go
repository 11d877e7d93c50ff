package memory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Entries are the newest of a tenant's chain before a position, newest first; see
// copilot.Ledger.
func (s *Store) Entries(ctx context.Context, t copilot.Tenant, before, most int) ([]copilot.Entry, error) {
	if before <= 0 {
		now, err := s.standing(ctx, t)
		if err != nil {
			return nil, err
		}
		before = int(now.length) + 1
	}
	from := max(0, before-1-most)
	if from >= before-1 {
		return nil, nil
	}
	ctx, cancel := s.long(ctx)
	defer cancel()
	texts, err := s.db.LRange(ctx, s.keys.ledger(t), int64(from), int64(before-2)).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read ledger: %w", err)
	}
	entries, err := s.entriesOf(ctx, t, from, texts)
	slices.Reverse(entries)
	return entries, err
}

// Entry is where one of a draft's entries stands; see copilot.Ledger. It looks through the
// ledger from its end.
func (s *Store) Entry(ctx context.Context, ref copilot.Ref, number int) (copilot.Entry, error) {
	now, err := s.standing(ctx, ref.Tenant)
	if err != nil {
		return copilot.Entry{}, err
	}
	looked := fmt.Sprintf("%s %d ", escape(ref.Draft), number-1)
	w := s.walk(ref.Tenant)
	for end := int(now.length); end > 0; end = w.at {
		w.at = max(0, end-ledgerPage)
		texts, err := w.page(ctx, end)
		if err != nil {
			return copilot.Entry{}, err
		}
		i := slices.IndexFunc(texts, func(text string) bool { return strings.HasPrefix(text, looked) })
		if i >= 0 {
			found, err := s.entriesOf(ctx, ref.Tenant, w.at+i, texts[i:i+1])
			if err != nil {
				return copilot.Entry{}, err
			}
			return found[0], nil
		}
	}
	return copilot.Entry{}, copilot.ErrAbsent
}

// entriesOf reads what elements stand for, in one round trip.
func (s *Store) entriesOf(ctx context.Context, t copilot.Tenant, from int, texts []string) ([]copilot.Entry, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	found := make([]stride, len(texts))
	cmds := make([]*redis.StringCmd, len(texts))
	_, err := s.db.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, text := range texts {
			e, readable := parseElement(text)
			found[i] = stride{element: e, readable: readable, position: from + i + 1}
			cmds[i] = p.LIndex(ctx, s.keys.trail(copilot.Ref{Tenant: t, Draft: e.id()}), int64(e.index))
		}
		return nil
	})
	var refusal redis.Error // of what is not there, or no trail any more
	if err != nil && !errors.As(err, &refusal) {
		return nil, fmt.Errorf("memory: read audit: %w", err)
	}
	entries := make([]copilot.Entry, len(texts))
	for i, cmd := range cmds {
		trail := s.keys.trail(copilot.Ref{Tenant: t, Draft: found[i].id()})
		found[i].entry = s.baring(t, trail, cmd.Val())[0]
		entries[i] = found[i].read()
	}
	return entries, nil
}

// read is the entry that was found at a position: broken when it is not what was linked.
func (s stride) read() copilot.Entry {
	is, _ := commitment([]byte(s.entry))
	e := readEntry(s.id(), s.index, s.entry)
	e.Position, e.Link = s.position, s.link
	e.Broken = e.Broken || !s.readable || is != s.commitment
	return e
}

// readEntry reads what a trail has at an index.
func readEntry(draft string, index int, text string) copilot.Entry {
	e := copilot.Entry{Number: index + 1}
	e.Broken = decode(text, &e.Audit) != nil
	e.Draft = draft
	return e
}

// Record gives every entry of a tenant; see copilot.Ledger.
func (s *Store) Record(ctx context.Context, t copilot.Tenant, each func(copilot.Entry) error) error {
	now, err := s.standing(ctx, t)
	if err != nil {
		return err
	}
	return s.walk(t).all(ctx, now, recorder(each))
}

// recorder is a visitor that passes everything on.
type recorder func(copilot.Entry) error

func (r recorder) linked(s stride) error { return r(s.read()) }

func (r recorder) loose(draft string, index int, entry string, added bool) error {
	e := readEntry(draft, index, entry)
	e.Broken = e.Broken || added
	return r(e)
}

func (r recorder) gone(string) {}

// Heads are how far the record of each tenant has got; none of one that has no entry.
func (s *Store) Heads(ctx context.Context) (map[copilot.Tenant]copilot.Head, error) {
	all, err := s.tenants(ctx, "ledger:*")
	heads := map[copilot.Tenant]copilot.Head{}
	for _, t := range all {
		now, err := s.standing(ctx, t)
		if err != nil {
			return nil, err
		}
		if now.length > 0 {
			heads[t] = copilot.Head{Entries: int(now.length), Link: now.link}
		}
	}
	return heads, err
}

// Tenants lists who has anything on record, in no order; it looks at every key there is.
func (s *Store) Tenants(ctx context.Context) ([]copilot.Tenant, error) { return s.tenants(ctx, "*") }

// tenants lists those that have a key like that.
func (s *Store) tenants(ctx context.Context, like string) ([]copilot.Tenant, error) {
	found := map[copilot.Tenant]bool{}
	err := s.each(ctx, s.keys.prefix+like, func(keys []string) error {
		for _, key := range keys {
			if t, ok := s.keys.tenantOf(key); ok {
				found[t] = true
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := make([]copilot.Tenant, 0, len(found))
	for t := range found {
		all = append(all, t)
	}
	return all, nil
}
