package memory

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"net/url"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// How much of a ledger is read in one go, and how many entries of a trail beyond those
// that the ledger names there.
const (
	ledgerPage = 2048
	trailSlack = 16
)

// element is one link as the ledger keeps it: "DRAFT INDEX COMMITMENT LINK". The index
// says where to look, and needs no proof: what is found there proves itself.
type element struct {
	draft      string // escaped
	index      int    // in its trail, from 0
	commitment string
	link       string
}

// parseElement reads an element; false when no version wrote it.
func parseElement(text string) (element, bool) {
	parts := strings.Split(text, " ")
	if len(parts) != 4 {
		return element{}, false
	}
	index, err := strconv.Atoi(parts[1])
	if err != nil || index < 0 || strconv.Itoa(index) != parts[1] {
		return element{}, false
	}
	e := element{parts[0], index, parts[2], parts[3]}
	_, err = url.QueryUnescape(e.draft)
	return e, err == nil
}

// id is that of the draft.
func (e element) id() string { return unescape(e.draft) }

func unescape(part string) string {
	id, err := url.QueryUnescape(part)
	if err != nil {
		return part
	}
	return id
}

// stride is what a walk found at one position.
type stride struct {
	element
	position int
	readable bool
	passed   []string // entries of the trail before this one that no element stands for
	entry    string   // of the trail; "" when it is not there
	again    bool     // the ledger was past this entry before
	empty    bool     // the trail has nothing at all
}

// visitor is told of every entry once.
type visitor interface {
	linked(stride) error
	// loose is one that no element stands for. It may be of a version before; one that was
	// added claims a link all the same.
	loose(draft string, index int, entry string, added bool) error
	// gone is a draft that is listed and of which there is no entry, nor a link: each had
	// one from the moment it was listed.
	gone(draft string)
}

// walk goes through the ledger of a tenant, once, and through the trails beside it. It
// holds one page of both, and of each draft a few bytes. Entries may be added meanwhile.
type walk struct {
	s      *Store
	tenant copilot.Tenant
	at     int             // position of the last element it went past
	seed   maphash.Seed    // drafts are known by a hash
	past   map[uint64]int  // entries of the trail of a draft that it went past; 0 when it found none
	open   map[string]bool // drafts (escaped) whose trail had more at that time
}

func (s *Store) walk(t copilot.Tenant) *walk {
	return &walk{s: s, tenant: t, seed: maphash.MakeSeed(), past: map[uint64]int{}, open: map[string]bool{}}
}

func (w *walk) hash(draft string) uint64 { return maphash.String(w.seed, draft) }

// to goes on up to a position.
func (w *walk) to(ctx context.Context, end int, v visitor) error {
	for w.at < end {
		texts, err := w.page(ctx, min(end, w.at+ledgerPage))
		if err != nil {
			return err
		}
		if len(texts) == 0 { // cut off while it was read
			return nil
		}
		trails, err := w.trails(ctx, mentioned(texts), func(draft string) int { return w.past[w.hash(draft)] })
		if err != nil {
			return err
		}
		for _, text := range texts {
			w.at++
			if err := w.visit(v, w.stride(text, trails)); err != nil {
				return err
			}
		}
		w.settle(trails)
	}
	return nil
}

func (w *walk) visit(v visitor, s stride) error {
	for i, entry := range s.passed {
		_, added := commitment([]byte(entry))
		if err := v.loose(s.id(), s.index-len(s.passed)+i, entry, added); err != nil {
			return err
		}
	}
	return v.linked(s)
}

func (w *walk) page(ctx context.Context, end int) ([]string, error) {
	ctx, cancel := w.s.long(ctx)
	defer cancel()
	texts, err := w.s.db.LRange(ctx, w.s.keys.ledger(w.tenant), int64(w.at), int64(end-1)).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read ledger: %w", err)
	}
	return texts, nil
}

// long bounds a read of many things.
func (s *Store) long(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, 10*s.o.Patience)
}

// trail is a part of the trail of a draft.
type trail struct {
	from    int // index of the first entry
	entries []string
}

// at is the entry at an index; "" when it is not there.
func (t trail) at(index int) string {
	if i := index - t.from; i >= 0 && i < len(t.entries) {
		return t.entries[i]
	}
	return ""
}

// mentioned are the trails that a page of the ledger speaks of, and the last index of each.
func mentioned(texts []string) map[string]int {
	last := map[string]int{}
	for _, text := range texts {
		if e, ok := parseElement(text); ok {
			last[e.draft] = max(last[e.draft], e.index)
		}
	}
	return last
}

// trails reads trails (by draft, escaped) in one round trip: from an index to the last that
// is asked for, and a little more.
func (w *walk) trails(ctx context.Context, last map[string]int, from func(draft string) int) (map[string]*trail, error) {
	if len(last) == 0 {
		return nil, nil
	}
	ctx, cancel := w.s.long(ctx)
	defer cancel()
	found := make(map[string]*trail, len(last))
	cmds := make(map[string]*redis.StringSliceCmd, len(last))
	_, err := w.s.db.Pipelined(ctx, func(p redis.Pipeliner) error {
		for draft, end := range last {
			t := &trail{from: from(draft)}
			key := w.s.keys.trail(copilot.Ref{Tenant: w.tenant, Draft: unescape(draft)})
			found[draft], cmds[draft] = t, p.LRange(ctx, key, int64(t.from), int64(max(end, t.from)+trailSlack))
		}
		return nil
	})
	var refusal redis.Error // of a key that is no trail any more: it has no entries
	if err != nil && !errors.As(err, &refusal) {
		return nil, fmt.Errorf("memory: read audit: %w", err)
	}
	for draft, cmd := range cmds {
		key := w.s.keys.trail(copilot.Ref{Tenant: w.tenant, Draft: unescape(draft)})
		found[draft].entries = w.s.baring(w.tenant, key, cmd.Val()...)
	}
	return found, nil
}

func (w *walk) stride(text string, trails map[string]*trail) stride {
	e, ok := parseElement(text)
	s := stride{element: e, position: w.at, readable: ok}
	if !ok {
		return s
	}
	key := w.hash(e.draft)
	t, past := trails[e.draft], w.past[key]
	w.past[key] = past
	s.empty = t.from == 0 && len(t.entries) == 0
	s.entry = t.at(e.index)
	if s.again = e.index < past; s.again || s.entry == "" {
		return s
	}
	s.passed = t.entries[past-t.from : e.index-t.from]
	w.past[key] = e.index + 1
	return s
}

// settle notes whose trails go on.
func (w *walk) settle(trails map[string]*trail) {
	for draft, t := range trails {
		if t.from+len(t.entries) > w.past[w.hash(draft)] {
			w.open[draft] = true
		} else {
			delete(w.open, draft)
		}
	}
}
