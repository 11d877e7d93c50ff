package memory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// holding is a value where it is kept, and how another is put in its place, if it is still
// there.
type holding struct {
	cell
	kept    string
	replace func(ctx context.Context, with []byte) error
}

// swept is what a sweep through all that is kept did.
type swept struct {
	sealed int // values that were put into an envelope of the present key
	left   int // what could not be read, and stays as it is
}

// reseal puts everything that is kept into an envelope of the present key, and marks every
// revision with it. What cannot be opened stays as it is, and the log says what that is. An
// error is of the server, or ctx's.
func (s *Store) reseal(ctx context.Context) (done swept, err error) {
	spoilt := func(key string, err error) {
		done.left++
		s.o.Log.ErrorContext(ctx, "something that is kept cannot be sealed", "key", key, "error", err)
	}
	err = s.eachKept(ctx, func(h holding) error {
		if s.vault.present(h.kept) {
			return nil
		}
		plain, err := s.vault.unwrap(h.cell, h.kept)
		if err == nil {
			err = h.replace(ctx, s.vault.wrap(h.cell, plain))
		}
		switch {
		case err == nil:
			done.sealed++
		case ofValue(ctx, err):
			spoilt(h.String(), err)
			err = nil
		}
		return err
	}, spoilt)
	if err != nil {
		return done, err
	}
	return done, s.eachKey(ctx, func(key keptKey) error {
		if key.kind != "draft" {
			return nil
		}
		marked, err := s.remark(ctx, copilot.Ref{Tenant: key.tenant, Draft: key.id}, spoilt)
		done.sealed += marked
		return err
	}, spoilt)
}

// ofValue says whether an error is of what was read, and not of the server.
func ofValue(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() == nil && !Away(err) && !errors.Is(err, redis.ErrClosed)
}

// keptKey is a key that envelopes are for, taken apart.
type keptKey struct {
	key    string
	kind   string
	tenant copilot.Tenant // none of a job
	id     string         // of the job, the draft or the channel
}

// keptKey takes a key apart; false of one that envelopes are not for, and of one that no
// version wrote.
func (k keys) keptKey(key string) (kept keptKey, is bool) {
	parts := strings.Split(strings.TrimPrefix(key, k.prefix), ":")
	if len(parts) == 3 && parts[0] == "queue" && parts[1] == "job" {
		return keptKey{key: key, kind: "job", id: parts[2]}, true
	}
	kinds, size := []string{"audit", "draft", "erasure", "profile", "facts", "context", "minutes", "timeline"}, 4
	if parts[0] == "stretch" && parts[len(parts)-1] == "lines" {
		kinds, size = []string{"stretch"}, 5
	}
	if len(parts) != size || !slices.Contains(kinds, parts[0]) {
		return keptKey{}, false
	}
	t := copilot.Tenant{Platform: unescape(parts[1]), Workspace: unescape(parts[2])}
	return keptKey{key, parts[0], t, unescape(parts[3])}, true
}

// eachKey visits every key that envelopes are for. What is wrong with one alone is told to
// spoilt, and it goes on.
func (s *Store) eachKey(ctx context.Context, visit func(keptKey) error, spoilt func(key string, err error)) error {
	return s.each(ctx, s.keys.prefix+"*", func(keys []string) error {
		for _, name := range keys {
			key, is := s.keys.keptKey(name)
			if !is {
				continue
			}
			if err := visit(key); ofValue(ctx, err) {
				spoilt(name, err)
			} else if err != nil {
				return err
			}
		}
		return nil
	})
}

// eachKept visits every value that envelopes are for. What is added meanwhile it may miss.
func (s *Store) eachKept(ctx context.Context, visit func(holding) error, spoilt func(key string, err error)) error {
	return s.eachKey(ctx, func(key keptKey) error { return s.visit(ctx, key, visit) }, spoilt)
}

// visit visits what is under a key.
func (s *Store) visit(ctx context.Context, key keptKey, visit func(holding) error) error {
	switch key.kind {
	case "job":
		return s.visitJob(ctx, key.id, visit)
	case "audit":
		return s.visitTrail(ctx, key.tenant, key.key, visit)
	case "profile":
		return s.visitProfile(ctx, copilot.Place{Platform: key.tenant.Platform, Workspace: key.tenant.Workspace, Channel: key.id}, visit)
	case "stretch":
		return s.visitHash(ctx, key.tenant, key.key, s.lineHolding, visit)
	case "draft":
		return s.visitHash(ctx, key.tenant, key.key, draftHolding, visit)
	case "erasure":
		return s.visitHash(ctx, key.tenant, key.key, erasureHolding, visit)
	}
	return s.visitHash(ctx, key.tenant, key.key, wholeHolding, visit)
}

// inField is what of a field of a hash is put into an envelope, and what stands before it.
type inField func(field, value string) (before, kept string, is bool)

func wholeHolding(_, value string) (string, string, bool) { return "", value, true }

func draftHolding(field, value string) (string, string, bool) {
	name, _, _ := strings.Cut(field, ":")
	return "", value, name == "head" || name == "rev" || name == "decision" || name == "signatures"
}

func erasureHolding(field, value string) (string, string, bool) {
	return "", value, field == "about" || field == "done"
}

// lineHolding is the last of the five lines that a message has.
func (s *Store) lineHolding(_, value string) (string, string, bool) {
	part := strings.SplitN(value, "\n", 5)
	if len(part) < 5 || part[4] == "" {
		return "", "", false
	}
	return strings.TrimSuffix(value, part[4]), part[4], true
}

// visitHash visits fields of a hash.
func (s *Store) visitHash(ctx context.Context, t copilot.Tenant, key string, in inField, visit func(holding) error) error {
	for cursor := uint64(0); ; {
		page, cancel := s.brief(ctx)
		fields, next, err := s.db.HScan(page, key, cursor, "", 100).Result()
		cancel()
		if err != nil {
			return fmt.Errorf("memory: read %s: %w", key, err)
		}
		for i := 0; i+1 < len(fields); i += 2 {
			field, value := fields[i], fields[i+1]
			before, kept, is := in(field, value)
			if !is {
				continue
			}
			replace := func(ctx context.Context, with []byte) error {
				return s.run(ctx, toSwap, []string{key}, "hash", field, value, before+string(with)).Err()
			}
			if err := visit(holding{cell{t, key, field}, kept, replace}); err != nil {
				return err
			}
		}
		if cursor = next; cursor == 0 {
			return nil
		}
	}
}

// visitJob visits the request of a job, and why it failed: not what scripts say of it
// themselves, and look for.
func (s *Store) visitJob(ctx context.Context, job string, visit func(holding) error) error {
	key := s.keys.job(job)
	page, cancel := s.brief(ctx)
	about, err := s.db.HMGet(page, key, "request", "cause").Result()
	cancel()
	if err != nil {
		return fmt.Errorf("memory: read %s: %w", key, err)
	}
	request, there := about[0].(string)
	if !there {
		return nil
	}
	t, kept, sealed := addressee(request)
	if !sealed {
		var r copilot.Request
		if decode(request, &r) != nil {
			return nil
		}
		t = r.Tenant()
	}
	err = visit(holding{s.about(t, job, "request"), kept, func(ctx context.Context, with []byte) error {
		return s.run(ctx, toSwap, []string{key}, "hash", "request", request, addressed(t, with)).Err()
	}})
	cause, _ := about[1].(string)
	if cause == "" || cause == copilot.CauseDied || cause == unreadable || err != nil {
		return err
	}
	return visit(holding{s.about(t, job, "cause"), cause, func(ctx context.Context, with []byte) error {
		return s.run(ctx, toSwap, []string{key}, "hash", "cause", cause, with).Err()
	}})
}

// visitTrail visits the entries of a trail, a page at a time.
func (s *Store) visitTrail(ctx context.Context, t copilot.Tenant, key string, visit func(holding) error) error {
	for from := int64(0); ; from += ledgerPage {
		page, cancel := s.long(ctx)
		entries, err := s.db.LRange(page, key, from, from+ledgerPage-1).Result()
		cancel()
		if err != nil {
			return fmt.Errorf("memory: read %s: %w", key, err)
		}
		for i, entry := range entries {
			h, is := s.entryHolding(t, key, from+int64(i), entry)
			if !is {
				continue
			}
			if err := visit(h); err != nil {
				return err
			}
		}
		if len(entries) < ledgerPage {
			return nil
		}
	}
}

// entryHolding is what of an entry is put into an envelope; false of one that has nothing of
// the kind.
func (s *Store) entryHolding(t copilot.Tenant, key string, index int64, entry string) (holding, bool) {
	public, kept, sealed := strings.Cut(entry, sealSeam)
	if sealed {
		envelope, err := base64Strict.DecodeString(strings.TrimSuffix(kept, entryEnd))
		if err != nil {
			return holding{}, false
		}
		kept = string(envelope)
	} else if strings.Contains(entry, innerSeam) { // erased
		return holding{}, false
	} else if public, kept, sealed = strings.Cut(entry, saltSeam); !sealed {
		public, kept = unlinked, entry
	}
	return holding{cell{t, key, public}, kept, func(ctx context.Context, with []byte) error {
		return s.run(ctx, toSwap, []string{key}, "list", index, entry, covered(public, with)).Err()
	}}, true
}

// visitProfile visits the parts of a profile, which are put into envelopes together. One
// that was in none is named in the log: it says who may sign off.
func (s *Store) visitProfile(ctx context.Context, at copilot.Place, visit func(holding) error) error {
	was, err := s.known(ctx, at)
	if err != nil {
		return err
	}
	all := sync.OnceValue(func() error {
		return s.Learn(ctx, at, s.o.Clock(), func(k *copilot.Known) error {
			if _, is := inEnvelope(raw(was.parts[0])); !is {
				s.o.Log.WarnContext(ctx, "a profile that was not sealed is adopted", "key", s.keys.profile(at)[0], "approvers", signersOf(k.Profile))
			}
			return nil
		})
	})
	for i, key := range s.keys.profile(at) {
		kept, there := was.parts[i].(string)
		if !there {
			continue
		}
		replace := func(context.Context, []byte) error { return all() }
		if err := visit(holding{cell{tenant: at.Tenant(), key: key}, kept, replace}); err != nil {
			return err
		}
	}
	return nil
}

// signersOf are the ids of all who may sign off by a profile.
func signersOf(p copilot.Profile) (ids []string) {
	for _, a := range p.Approvers {
		ids = append(ids, a.ID)
	}
	for _, step := range p.Steps {
		for _, a := range step.Approvers {
			ids = append(ids, a.ID)
		}
	}
	for _, d := range p.Delegations {
		ids = append(ids, d.To.ID)
	}
	return ids
}
