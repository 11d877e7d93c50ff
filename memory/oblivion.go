package memory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Begin keeps an erasure; see copilot.Oblivion.
func (s *Store) Begin(ctx context.Context, t copilot.Tenant, e copilot.Erasure) error {
	about, err := s.put(s.erasureCell(t, e.ID, "about"), e)
	if err != nil {
		return err
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.HSetNX(ctx, s.keys.erasure(t, e.ID), "about", about).Err(); err != nil {
		return fmt.Errorf("memory: begin an erasure: %w", err)
	}
	return nil
}

// erasureCell is a part of an erasure.
func (s *Store) erasureCell(t copilot.Tenant, id, part string) cell {
	return cell{t, s.keys.erasure(t, id), part}
}

// Erasure is how far one has got; copilot.ErrAbsent.
func (s *Store) Erasure(ctx context.Context, t copilot.Tenant, id string) (e copilot.Erasure, err error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	fields, err := s.db.HGetAll(ctx, s.keys.erasure(t, id)).Result()
	switch {
	case err != nil:
		return e, fmt.Errorf("memory: read an erasure: %w", err)
	case fields["about"] == "":
		return e, copilot.ErrAbsent
	}
	for _, part := range []string{"about", "done"} {
		if fields[part] != "" && err == nil {
			err = s.get(s.erasureCell(t, id, part), fields[part], &e)
		}
	}
	e.Erased = map[copilot.ErasedKind]int{}
	for field, value := range fields {
		if kind, counts := strings.CutPrefix(field, "n:"); counts {
			e.Erased[copilot.ErasedKind(kind)], _ = strconv.Atoi(value)
		}
	}
	return e, err
}

// Conclude notes that an erasure is done.
func (s *Store) Conclude(ctx context.Context, t copilot.Tenant, e copilot.Erasure, entry copilot.Audit) error {
	about, err := s.Erasure(ctx, t, e.ID)
	if err != nil {
		return err
	}
	about.Done, about.Kept, about.Erased = e.Done, e.Kept, nil
	done, err := s.put(s.erasureCell(t, e.ID, "done"), about)
	if err != nil {
		return err
	}
	ref := copilot.Ref{Tenant: t, Draft: copilot.ErasureDraft(e.ID)}
	reply, err := s.record(ctx, toForgot, ref, s.keys.draft(ref, s.keys.erasure(t, e.ID)), entry, done).Slice()
	if err == nil && reply[0] == "absent" {
		return copilot.ErrAbsent
	}
	return err
}

// EachDraft gives every draft of a tenant.
func (s *Store) EachDraft(ctx context.Context, t copilot.Tenant, each func(copilot.Draft) error) error {
	return s.walk(t).listed(ctx, func(drafts []string) error {
		for _, id := range drafts {
			d, err := s.Draft(ctx, copilot.Ref{Tenant: t, Draft: unescape(id)})
			if err == copilot.ErrAbsent { // it is listed and gone
				continue
			}
			if err == nil {
				err = each(d)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// ForgetExchanges forgets what the place's channel remembers of some drafts.
func (s *Store) ForgetExchanges(ctx context.Context, at copilot.Place, drafts []string, erasure string) error {
	return s.wipe(ctx, at.Tenant(), s.context(at), drafts, copilot.ErasedExchanges, erasure)
}

// wipe erases some texts of a channel.
func (s *Store) wipe(ctx context.Context, t copilot.Tenant, keys, fields []string, kind copilot.ErasedKind, erasure string) error {
	if len(fields) == 0 {
		return nil
	}
	args := []any{string(kind)}
	for _, field := range fields {
		args = append(args, field)
	}
	if erasure != "" {
		keys = append(keys, s.keys.erasure(t, erasure))
	}
	return s.run(ctx, toWipe, keys, args...).Err()
}

// clear erases keys, and counts what the first of them held.
func (s *Store) clear(ctx context.Context, t copilot.Tenant, kind copilot.ErasedKind, erasure string, keys ...string) error {
	return s.run(ctx, toClear, append(keys, s.keys.erasure(t, erasure)), string(kind)).Err()
}

// ForgetChannel forgets the minutes of a thread, or of a channel, and what the channel kept.
func (s *Store) ForgetChannel(ctx context.Context, at copilot.Place, erasure string) error {
	t, minutes := at.Tenant(), s.minutes(at)
	var err error
	if at.Thread != "" {
		err = s.wipe(ctx, t, minutes, []string{escape(at.Thread)}, copilot.ErasedMinutes, erasure)
	} else {
		err = s.clear(ctx, t, copilot.ErasedMinutes, erasure, minutes...)
	}
	if err != nil {
		return err
	}
	return s.clear(ctx, t, copilot.ErasedMessages, erasure, linesFirst(s.keys.stretch(at))...)
}

// linesFirst are the keys of a stretch, with what counts first.
func linesFirst(stretch []string) []string { return []string{stretch[1], stretch[0], stretch[2]} }

// ForgetFacts forgets the facts of the place's channel.
func (s *Store) ForgetFacts(ctx context.Context, at copilot.Place, erasure string) error {
	return s.clear(ctx, at.Tenant(), copilot.ErasedFacts, erasure, s.keys.channel("facts", at))
}

// ForgetPerson forgets what is kept of somebody beside drafts.
func (s *Store) ForgetPerson(ctx context.Context, t copilot.Tenant, p copilot.Person, erasure string) error {
	err := s.each(ctx, s.keys.of("caughtup", t)+":*:"+escape(p.ID), func(keys []string) error {
		for _, key := range keys {
			if err := s.clear(ctx, t, copilot.ErasedMarks, erasure, key); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = s.each(ctx, s.keys.of("minutes", t)+":*", func(keys []string) error {
		for _, key := range keys {
			if err := s.forgetRead(ctx, t, key, p, erasure); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.each(ctx, s.keys.of("stretch", t)+":*:lines", func(keys []string) error {
		for _, key := range keys {
			stretch := strings.TrimSuffix(key, ":lines")
			if err := s.clear(ctx, t, copilot.ErasedMessages, erasure, key, stretch, stretch+":order"); err != nil {
				return err
			}
		}
		return nil
	})
}

// forgetRead forgets those minutes under a key that read somebody, or do not say whom.
func (s *Store) forgetRead(ctx context.Context, t copilot.Tenant, key string, p copilot.Person, erasure string) error {
	if strings.HasSuffix(key, ":order") {
		return nil
	}
	read, cancel := s.brief(ctx)
	defer cancel()
	all, err := s.db.HGetAll(read, key).Result()
	if err != nil {
		return fmt.Errorf("memory: read minutes: %w", err)
	}
	var threads []string
	for thread, text := range all {
		plain, err := s.vault.unwrap(cell{t, key, thread}, text)
		m := copilot.Minutes{}
		if err == nil {
			m, err = copilot.DecodeMinutes(plain)
		}
		if err != nil || m.ReadFrom(p) {
			threads = append(threads, thread)
		}
	}
	return s.wipe(ctx, t, []string{key, key + ":order"}, threads, copilot.ErasedMinutes, erasure)
}

// ForgetRequests forgets requests that were given up.
func (s *Store) ForgetRequests(ctx context.Context, t copilot.Tenant, which func(copilot.Request) bool, erasure string) error {
	all, err := s.Parked(ctx)
	if err != nil {
		return err
	}
	q := s.keys.queue()
	untold := strings.TrimSuffix(q[3], "job:") + "untold"
	for _, p := range all {
		if p.Request.Tenant() != t || !which(p.Request) {
			continue
		}
		keys := []string{s.keys.parked(), untold, s.keys.job(p.ID), s.keys.erasure(t, erasure)}
		if err := s.run(ctx, toDiscard, keys, p.ID, string(copilot.ErasedRequests)).Err(); err != nil {
			return err
		}
	}
	return nil
}

// Unname takes a person out of the audit, but for their signatures, and out of erasures.
func (s *Store) Unname(ctx context.Context, t copilot.Tenant, p copilot.Person, erasure string, entry copilot.Audit) error {
	if err := s.ours(ctx, t); err != nil {
		return err
	}
	_, err := s.eraseAll(ctx, t, forgetting{who: p, entry: entry, spare: copilot.Audit.Signs, erasure: s.keys.erasure(t, erasure)})
	if err != nil {
		return err
	}
	return s.each(ctx, s.keys.erasure(t, "")+"*", func(keys []string) error {
		for _, key := range keys {
			if err := s.unnameErasure(ctx, t, key, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// unnameErasure takes somebody out of an erasure that they asked for.
func (s *Store) unnameErasure(ctx context.Context, t copilot.Tenant, key string, p copilot.Person) error {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	values, err := s.db.HMGet(ctx, key, "about", "done").Result()
	if err != nil {
		return fmt.Errorf("memory: read an erasure: %w", err)
	}
	for i, field := range []string{"about", "done"} {
		text, _ := values[i].(string)
		var e copilot.Erasure
		if text == "" || s.get(cell{t, key, field}, text, &e) != nil || !e.By.Same(p) {
			continue
		}
		e.By = copilot.Person{}
		b, err := s.put(cell{t, key, field}, e)
		if err != nil {
			return err
		}
		if err := s.run(ctx, toRewrite, []string{key}, "", "1", field, text, b).Err(); err != nil {
			return err
		}
	}
	return nil
}

// rewriteTries is how often a draft is told anew because somebody was faster.
const rewriteTries = 20

// Rewrite changes what is kept of a draft and is not signed; see copilot.Oblivion.
func (s *Store) Rewrite(ctx context.Context, ref copilot.Ref, kind copilot.ErasedKind, erasure string, change func(*copilot.Draft)) error {
	_, err := s.rewrite(ctx, ref, rewriting{kind: kind, erasure: erasure, change: change})
	return err
}

// rewriting is what to make of a draft.
type rewriting struct {
	kind    copilot.ErasedKind
	erasure string // "" for none
	signed  bool   // what is signed too
	change  func(*copilot.Draft)
}

// signedToo is how the script is told that what is signed may be changed.
func (w rewriting) signedToo() string {
	if w.signed {
		return "1"
	}
	return "0"
}

// rewrite says whether something was changed.
func (s *Store) rewrite(ctx context.Context, ref copilot.Ref, w rewriting) (bool, error) {
	keys := []string{s.keys.one(ref)}
	if w.erasure != "" {
		keys = append(keys, s.keys.erasure(ref.Tenant, w.erasure))
	}
	for range rewriteTries {
		fields, err := s.fields(ctx, ref)
		if err != nil {
			return false, err
		}
		args, err := s.rewritten(ref, fields, w)
		if err != nil || len(args) == 0 {
			return false, err
		}
		done, err := s.run(ctx, toRewrite, keys, append([]any{string(w.kind), w.signedToo()}, args...)...).Int()
		if err != nil || done == 1 {
			return err == nil, err
		}
	}
	return false, fmt.Errorf("memory: rewrite: somebody else was faster each time")
}

// fields are those of a draft as they lie there.
func (s *Store) fields(ctx context.Context, ref copilot.Ref) (map[string]string, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	fields, err := s.db.HGetAll(ctx, s.keys.one(ref)).Result()
	if err != nil && err != redis.Nil {
		return nil, fmt.Errorf("memory: read a draft: %w", err)
	}
	if len(fields) == 0 {
		return nil, copilot.ErrAbsent
	}
	return fields, nil
}

// rewritten lists the fields that a change makes others of, with what they were.
func (s *Store) rewritten(ref copilot.Ref, fields map[string]string, w rewriting) ([]any, error) {
	d, err := s.readDraft(ref, fields)
	if err != nil {
		return nil, err
	}
	before, err := encodedDraft(d, w.signed)
	if err != nil {
		return nil, err
	}
	w.change(&d)
	after, err := encodedDraft(d, w.signed)
	if err != nil {
		return nil, err
	}
	var args []any
	for name, text := range after {
		if !bytes.Equal(text, before[name]) {
			args = append(args, name, fields[name], s.vault.wrap(s.of(ref, name), text))
		}
	}
	return args, nil
}

// encodedDraft are the fields of a draft that may be rewritten: none of what is signed, nor
// of what people have begun to sign, unless signed says so.
func encodedDraft(d copilot.Draft, signed bool) (map[string][]byte, error) {
	all := map[string][]byte{}
	var err error
	put := func(name string, b []byte, failed error) {
		all[name], err = b, errors.Join(err, failed)
	}
	b, failed := encode(headOf(d))
	put("head", b, failed)
	for _, r := range d.Revisions {
		if r.State == copilot.Approved && !signed {
			continue
		}
		b, failed = copilot.EncodeRevision(r)
		put(field("rev", r.Number), b, failed)
		if r.Decision != nil {
			b, failed = encode(*r.Decision)
			put(field("decision", r.Number), b, failed)
		}
		if (r.State.Final() || signed) && len(r.Signatures) > 0 {
			b, failed = encode(r.Signatures)
			put(field("signatures", r.Number), b, failed)
		}
	}
	return all, err
}
