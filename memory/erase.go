package memory

import (
	"context"
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Erase takes a person, and what they wrote, out of every entry of a tenant's audit that
// is by them, or by somebody for them, and puts on record for each draft which entries those were: an entry that is
// erased and of which nothing says so was tampered with. It returns how many there were.
// By, Act and At of what is put on record are those of entry. ErrKey, and nothing is
// changed, when what it would put on record could not be linked.
func (s *Store) Erase(ctx context.Context, t copilot.Tenant, who copilot.Person, entry copilot.Audit) (int, error) {
	if err := s.ours(ctx, t); err != nil {
		return 0, err
	}
	return s.eraseAll(ctx, t, forgetting{who: who, entry: entry})
}

// Unsign takes a person out of the decisions and signatures of all drafts of a tenant, and
// says how many drafts had them: see copilot.Draft.Unsign. Erase, which is called first,
// says on record that they are gone.
func (s *Store) Unsign(ctx context.Context, t copilot.Tenant, who copilot.Person) (drafts int, err error) {
	err = s.EachDraft(ctx, t, func(d copilot.Draft) error {
		changed, err := s.rewrite(ctx, d.Ref(), rewriting{signed: true, change: func(d *copilot.Draft) { d.Unsign(who) }})
		if changed {
			drafts++
		}
		return err
	})
	return drafts, err
}

// forgetting is whom to take out of a record.
type forgetting struct {
	who     copilot.Person
	entry   copilot.Audit
	spare   func(copilot.Audit) bool // entries that stay; nil: none do
	erasure string                   // the key of what counts them; "" for nothing
}

// eraseAll takes somebody out of the record of all drafts and erasures of a tenant.
func (s *Store) eraseAll(ctx context.Context, t copilot.Tenant, f forgetting) (erased int, err error) {
	each := func(drafts []string) error {
		for _, draft := range drafts {
			n, err := s.eraseFrom(ctx, copilot.Ref{Tenant: t, Draft: unescape(draft)}, f)
			if erased += n; err != nil {
				return err
			}
		}
		return nil
	}
	if err := s.walk(t).listed(ctx, each); err != nil {
		return erased, err
	}
	err = s.each(ctx, s.keys.of("audit", t, copilot.ErasureDraft(""))+"*", func(keys []string) error {
		for i, key := range keys {
			keys[i] = key[strings.LastIndex(key, ":")+1:]
		}
		return each(keys)
	})
	return erased, err
}

// eraseFrom does so for one draft, again when an entry was erased meanwhile.
func (s *Store) eraseFrom(ctx context.Context, ref copilot.Ref, f forgetting) (int, error) {
	keys, entry := s.keys.draft(ref), f.entry
	if f.erasure != "" {
		keys = append(keys, f.erasure)
	}
	for {
		args, numbers, err := s.erasable(ctx, ref, f)
		if err != nil || len(numbers) == 0 {
			return 0, err
		}
		entry.Draft, entry.Erased = ref.Draft, numbers
		reply, err := s.record(ctx, toErase, ref, keys, entry, args...).Slice()
		if err != nil {
			return 0, err
		}
		if reply[0] != "stale" {
			return len(numbers), nil
		}
	}
}

// erasable lists the entries by a person as the script takes them, and their numbers.
func (s *Store) erasable(ctx context.Context, ref copilot.Ref, f forgetting) (args []any, numbers []int, err error) {
	ctx, cancel := s.long(ctx)
	defer cancel()
	entries, err := s.db.LRange(ctx, s.keys.trail(ref), 0, -1).Result()
	if err != nil {
		return nil, nil, fmt.Errorf("memory: read audit: %w", err)
	}
	for i, text := range entries {
		bare, err := s.bare(ref.Tenant, s.keys.trail(ref), text)
		if err != nil {
			return nil, nil, err
		}
		var a copilot.Audit
		theirs := decode(bare, &a) == nil && (a.Person.Same(f.who) || a.For.Same(f.who)) // what cannot be read names nobody
		if !theirs || f.spare != nil && f.spare(a) {
			continue
		}
		form, linked := erased([]byte(bare))
		if !linked { // of a version that links nothing
			if form, err = encode(impersonal{Audit: a}); err != nil {
				return nil, nil, err
			}
		}
		args, numbers = append(args, i, text, form), append(numbers, i+1)
	}
	return args, numbers, nil
}
