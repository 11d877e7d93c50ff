package memory

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

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

// reseal puts everything that is kept into an envelope of the present key, and marks every
// revision with it. What cannot be opened stays as it is, and the log says what that is.
func (s *Store) reseal(ctx context.Context) error {
	err := s.eachKept(ctx, func(h holding) error {
		if s.vault.present(h.kept) {
			return nil
		}
		plain, err := s.vault.unwrap(h.cell, h.kept)
		if err != nil {
			s.o.Log.Error("something that is kept cannot be sealed", "error", err)
			return nil
		}
		err = h.replace(ctx, s.vault.wrap(h.cell, plain))
		if _, fault := errors.AsType[*copilot.Fault](err); fault { // of what lies beside it
			s.o.Log.Error("something that is kept cannot be sealed", "error", err)
			return nil
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.each(ctx, s.keys.prefix+"draft:*", func(keys []string) error {
		for _, key := range keys {
			parts := strings.Split(strings.TrimPrefix(key, s.keys.prefix), ":")
			t := copilot.Tenant{Platform: unescape(parts[1]), Workspace: unescape(parts[2])}
			if err := s.remark(ctx, copilot.Ref{Tenant: t, Draft: unescape(parts[3])}); err != nil {
				return err
			}
		}
		return nil
	})
}

// anySealed says whether a profile, a draft, an audit entry or a job is in an envelope.
func (s *Store) anySealed(ctx context.Context) (bool, error) {
	for _, kind := range []string{"profile", "draft", "audit", "queue:job"} {
		err := s.each(ctx, s.keys.prefix+kind+":*", func(keys []string) error {
			page, cancel := s.long(ctx)
			defer cancel()
			cmds, err := s.db.Pipelined(page, func(p redis.Pipeliner) error {
				for _, key := range keys {
					switch kind {
					case "profile":
						p.Get(page, key)
					case "draft":
						p.HGet(page, key, "head")
					case "audit":
						p.LIndex(page, key, -1)
					case "queue:job":
						p.HGet(page, key, "request")
					}
				}
				return nil
			})
			if err != nil && !errors.Is(err, redis.Nil) {
				return fmt.Errorf("memory: look for envelopes: %w", err)
			}
			for _, cmd := range cmds {
				value := cmd.(*redis.StringCmd).Val()
				if _, is := inEnvelope(value); is || closed(value) {
					return errEnough
				}
			}
			return nil
		})
		if errors.Is(err, errEnough) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

var errEnough = errors.New("memory: enough was seen")

// eachKept visits every value that envelopes are for. What is added meanwhile it may miss.
func (s *Store) eachKept(ctx context.Context, visit func(holding) error) error {
	return s.each(ctx, s.keys.prefix+"*", func(keys []string) error {
		for _, key := range keys {
			if err := s.visit(ctx, key, visit); err != nil {
				return err
			}
		}
		return nil
	})
}

// visit visits what is under a key.
func (s *Store) visit(ctx context.Context, key string, visit func(holding) error) error {
	parts := strings.Split(strings.TrimPrefix(key, s.keys.prefix), ":")
	if len(parts) < 3 {
		return nil
	}
	if parts[0] == "queue" && parts[1] == "job" {
		return s.visitJob(ctx, parts[2], visit)
	}
	if len(parts) < 4 {
		return nil
	}
	t := copilot.Tenant{Platform: unescape(parts[1]), Workspace: unescape(parts[2])}
	at := copilot.Place{Platform: t.Platform, Workspace: t.Workspace, Channel: unescape(parts[3])}
	switch kind := parts[0]; {
	case kind == "audit":
		return s.visitTrail(ctx, t, key, visit)
	case kind == "profile":
		return s.visitProfile(ctx, at, visit)
	case kind == "stretch" && len(parts) == 5 && parts[4] == "lines":
		return s.visitHash(ctx, t, key, s.lineHolding, visit)
	case kind == "draft":
		return s.visitHash(ctx, t, key, draftHolding, visit)
	case kind == "erasure":
		return s.visitHash(ctx, t, key, erasureHolding, visit)
	case len(parts) == 4 && (kind == "facts" || kind == "context" || kind == "minutes" || kind == "timeline"):
		return s.visitHash(ctx, t, key, wholeHolding, visit)
	}
	return nil
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
		envelope, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(kept, entryEnd))
		if err != nil {
			return holding{}, false
		}
		kept = string(envelope)
	} else if public, kept, sealed = strings.Cut(entry, saltSeam); !sealed {
		return holding{}, false
	}
	return holding{cell{t, key, public}, kept, func(ctx context.Context, with []byte) error {
		return s.run(ctx, toSwap, []string{key}, "list", index, entry, covered(public, with)).Err()
	}}, true
}

// visitProfile visits the parts of a profile, which are put into envelopes together.
func (s *Store) visitProfile(ctx context.Context, at copilot.Place, visit func(holding) error) error {
	was, err := s.known(ctx, at)
	if err != nil {
		return err
	}
	for i, key := range s.keys.profile(at) {
		kept, there := was.parts[i].(string)
		if !there {
			continue
		}
		replace := func(ctx context.Context, _ []byte) error {
			return s.Learn(ctx, at, s.o.Clock(), func(*copilot.Known) error { return nil })
		}
		if err := visit(holding{cell{tenant: at.Tenant(), key: key}, kept, replace}); err != nil {
			return err
		}
	}
	return nil
}
