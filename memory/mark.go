package memory

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/brouillon/brouillon/copilot"
)

// What moves about a revision has to be read by scripts, and so is in no envelope: its
// digest and its state. A mark vouches for both, of that revision alone:
//
//	mark = id of the key, HMAC(key of the tenant, draft, number, digest, state)
//
// It is made before the script runs, of how the revision will stand then, and kept by the
// script with what it moves. A state that was written without the key has none that fits.
func (k *keyring) mark(ref copilot.Ref, n int, digest string, state copilot.State) string {
	h := hmac.New(sha256.New, k.marks(ref.Tenant))
	for _, part := range []string{escape(ref.Draft), decimal(int64(n)), digest, string(state)} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(append([]byte(k.id), h.Sum(nil)...))
}

// marks is the key of a tenant's marks.
func (k *keyring) marks(t copilot.Tenant) []byte {
	name := tenantPart(t)
	if key, ok := k.marking.Load(name); ok {
		return key.([]byte)
	}
	key, _ := k.marking.LoadOrStore(name, k.secret.Key("marks of "+name))
	return key.([]byte)
}

// mark is that of a revision as it will stand; "" where no envelopes are made.
func (v *vault) mark(ref copilot.Ref, n int, digest string, state copilot.State) string {
	if !v.wraps() {
		return ""
	}
	return v.rings[0].mark(ref, n, digest, state)
}

// vouched is nil when a revision stands as it was left; ErrForged, ErrLocked, or ErrBare where
// every revision has a mark and this one has none.
func (s *Store) vouched(ref copilot.Ref, fields map[string]string, n int) error {
	if len(s.vault.rings) == 0 {
		return nil
	}
	mark, c := fields[field("mark", n)], s.of(ref, field("mark", n))
	digest, state := fields[field("digest", n)], copilot.State(fields[field("state", n)])
	if mark == "" && !s.vault.strict() {
		return nil
	}
	if mark == "" {
		return c.trouble(ErrBare)
	}
	id, err := hex.DecodeString(mark[:min(len(mark), 2*keyIDSize)])
	if err != nil {
		return c.trouble(ErrForged)
	}
	ring := s.vault.ring(string(id))
	switch {
	case ring == nil:
		return c.trouble(ErrLocked)
	case hmac.Equal([]byte(mark), []byte(ring.mark(ref, n, digest, state))):
		return nil
	}
	return c.trouble(ErrForged)
}

// decided is nil when a revision has the decision that its state takes: one in an envelope,
// of just this revision and digest; ErrForged.
func (s *Store) decided(ref copilot.Ref, r copilot.Revision) error {
	if !s.vault.strict() || r.Decision == nil && (r.State == copilot.Pending || r.State == copilot.Superseded) {
		return nil
	}
	if d := r.Decision; d != nil && d.Revision == r.Number && d.Digest == r.Digest {
		if outcome, ok := d.Verdict.Outcome(); ok && outcome == r.State {
			return nil
		}
	}
	return s.of(ref, field("decision", r.Number)).trouble(ErrForged)
}

// remark gives the revisions of a draft marks of the present key: those that have one of
// before, and those that have none as long as that may be. It returns how many it gave.
func (s *Store) remark(ctx context.Context, ref copilot.Ref, spoilt func(key string, err error)) (marked int, err error) {
	page, cancel := s.brief(ctx)
	fields, err := s.db.HGetAll(page, s.keys.one(ref)).Result()
	cancel()
	if err != nil {
		return 0, fmt.Errorf("memory: read draft: %w", err)
	}
	for n := 1; fields[field("rev", n)] != ""; n++ {
		if err := s.vouched(ref, fields, n); err != nil {
			spoilt(s.of(ref, field("mark", n)).String(), err)
			continue
		}
		digest, state := fields[field("digest", n)], fields[field("state", n)]
		mark := s.vault.mark(ref, n, digest, copilot.State(state))
		if mark == fields[field("mark", n)] {
			continue
		}
		if err := s.run(ctx, toMark, []string{s.keys.one(ref)}, n, digest, state, mark).Err(); err != nil {
			return marked, err
		}
		marked++
	}
	return marked, nil
}
