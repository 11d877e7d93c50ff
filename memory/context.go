package memory

import (
	"context"
	"fmt"

	"github.com/brouillon/brouillon/copilot"
)

// The caps of a channel's recent context.
const (
	maxExchanges    = 50
	maxContextBytes = 256 << 10
)

// Remember keeps an exchange as the newest of the channel's recent context, in
// place of an earlier one on the same draft. The context holds at most 50
// exchanges and 256 KB, the oldest go first; an exchange that is larger on its
// own is not kept. All of it is forgotten Options.ContextTTL after the last write.
// copilot.ErrLeaseLost when the fence is stale; the zero Fence is for what no job does.
func (s *Store) Remember(ctx context.Context, at copilot.Place, e copilot.Exchange, fence copilot.Fence) error {
	b, err := copilot.EncodeExchange(e)
	if err != nil {
		return fmt.Errorf("memory: %w", err)
	}
	b = s.vault.wrap(cell{at.Tenant(), s.context(at)[0], e.Draft}, b)
	return held(s.run(ctx, toRemember, s.keys.queue(s.context(at)...), e.Draft, b,
		maxExchanges, maxContextBytes, s.o.ContextTTL.Milliseconds(), fence.Job, fence.Number).Int())
}

// Recent lists at most max exchanges of the place's channel, newest first.
func (s *Store) Recent(ctx context.Context, at copilot.Place, max int) ([]copilot.Exchange, error) {
	if max <= 0 {
		return nil, nil
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	k := s.context(at)
	drafts, err := s.db.ZRevRange(ctx, k[1], 0, int64(max-1)).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read context: %w", err)
	}
	texts, err := s.texts(ctx, at.Tenant(), k[0], drafts)
	if err != nil {
		return nil, err
	}
	var recent []copilot.Exchange
	bad := spoilt{of: k[0]}
	for _, text := range texts {
		e, err := copilot.DecodeExchange(text)
		if err != nil {
			bad.leaves(err)
			continue
		}
		recent = append(recent, e)
	}
	bad.tell(s.o.Log)
	return recent, nil
}

// context names the texts and the order of a channel's recent exchanges.
func (s *Store) context(at copilot.Place) []string {
	texts := s.keys.channel("context", at)
	return []string{texts, texts + ":order"}
}

// texts reads some fields of a hash, in their order, without those that are gone, or cannot
// be read: see spoilt.
func (s *Store) texts(ctx context.Context, t copilot.Tenant, key string, fields []string) ([][]byte, error) {
	if len(fields) == 0 {
		return nil, nil
	}
	values, err := s.db.HMGet(ctx, key, fields...).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read texts: %w", err)
	}
	texts, bad := make([][]byte, 0, len(values)), spoilt{of: key}
	for i, v := range values {
		kept, ok := v.(string)
		if !ok {
			continue
		}
		text, err := s.vault.unwrap(cell{t, key, fields[i]}, kept)
		switch {
		case err == nil:
			texts = append(texts, text)
		case !bad.leaves(err):
			return nil, err
		}
	}
	bad.tell(s.o.Log)
	return texts, nil
}
