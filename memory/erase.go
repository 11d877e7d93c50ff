package memory

import (
	"context"
	"fmt"

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
	erased := 0
	err := s.walk(t).listed(ctx, func(drafts []string) error {
		for _, draft := range drafts {
			n, err := s.eraseFrom(ctx, copilot.Ref{Tenant: t, Draft: unescape(draft)}, who, entry)
			if erased += n; err != nil {
				return err
			}
		}
		return nil
	})
	return erased, err
}

// eraseFrom does so for one draft, again when an entry was erased meanwhile.
func (s *Store) eraseFrom(ctx context.Context, ref copilot.Ref, who copilot.Person, entry copilot.Audit) (int, error) {
	for {
		args, numbers, err := s.erasable(ctx, ref, who)
		if err != nil || len(numbers) == 0 {
			return 0, err
		}
		entry.Draft, entry.Erased = ref.Draft, numbers
		reply, err := s.record(ctx, toErase, ref, s.keys.draft(ref), entry, args...).Slice()
		if err != nil {
			return 0, err
		}
		if reply[0] != "stale" {
			return len(numbers), nil
		}
	}
}

// erasable lists the entries by a person as the script takes them, and their numbers.
func (s *Store) erasable(ctx context.Context, ref copilot.Ref, who copilot.Person) (args []any, numbers []int, err error) {
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
		if decode(bare, &a) != nil || !a.Person.Same(who) && !a.For.Same(who) { // what cannot be read names nobody
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
