package memory

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/brouillon/brouillon/copilot"
)

var errSigned = errors.New("memory: redact: a signed revision keeps its exact text")

// Citing lists the ids of the drafts of the place's channel that rest on a
// message, in no order; see copilot.Memory. It is forgotten Options.ContextTTL
// after the last revision that cited the message was kept.
func (s *Store) Citing(ctx context.Context, at copilot.Place, line string) ([]string, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	drafts, err := s.db.SMembers(ctx, s.keys.cited(at, line)).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: read what cites a message: %w", err)
	}
	return drafts, nil
}

// Redact replaces what is kept of a revision that nobody signed; see
// copilot.Memory.
func (s *Store) Redact(ctx context.Context, ref copilot.Ref, r copilot.Revision) error {
	revision, err := s.revision(ref, r)
	if err != nil {
		return err
	}
	done, err := s.run(ctx, toRedact, s.keys.draft(ref), r.Number, r.Digest, revision).Int()
	switch {
	case err != nil:
		return err
	case done < 0:
		return errSigned
	case done == 0:
		return copilot.ErrAbsent
	}
	return nil
}

// cites are the last arguments of a script that keeps a revision: how long what it
// cites is known, and every message it cites, once and escaped.
func (s *Store) cites(r copilot.Revision, about string) []any {
	lines := map[string]bool{about: true}
	for _, p := range r.Points {
		for _, c := range p.Cites {
			lines[c.Line] = true
		}
	}
	delete(lines, "")
	args := []any{s.o.ContextTTL.Milliseconds()}
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		args = append(args, escape(line))
	}
	return args
}
