package memory

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// allSealed is nil when all that is kept is in envelopes that open here, as it is when
// nothing is kept. Else it is a fault that says what there is, and what the operator can do.
func (s *Store) allSealed(ctx context.Context) error {
	bare, locked := map[string]int{}, error(nil) // by the kind of key
	err := s.eachKept(ctx, func(h holding) error {
		id, is := inEnvelope(h.kept)
		switch {
		case !is:
			kind, _, _ := strings.Cut(strings.TrimPrefix(h.key, s.keys.prefix), ":")
			bare[kind]++
		case s.vault.ring(id) == nil:
			locked = h.trouble(ErrLocked)
		}
		return nil
	}, func(key string, err error) {
		s.o.Log.ErrorContext(ctx, "something that is kept cannot be read", "key", key, "error", err)
	})
	switch {
	case err != nil || locked != nil:
		return errors.Join(err, locked)
	case len(bare) == 0:
		return nil
	}
	var found []string
	for _, kind := range slices.Sorted(maps.Keys(bare)) {
		found = append(found, fmt.Sprintf("%s %d", kind, bare[kind]))
	}
	args := map[string]any{"Found": strings.Join(found, ", "), "Day": s.o.Clock().UTC().Format(time.DateOnly)}
	return copilot.NewFault(copilot.FaultInternal, "fault.sealed.first", args, ErrBare)
}

// adopt puts what is in no envelope into one, by the operator's word, and notes that word.
// It runs before anything else does. What cannot be read is named in the log and left
// as it is: nobody believes it afterwards.
func (s *Store) adopt(ctx context.Context) error {
	s.o.Log.InfoContext(ctx, "what is not sealed is adopted, by the operator's word", "word", s.o.Adopt)
	s.vault.adopting.Store(true)
	defer s.vault.adopting.Store(false)
	done, err := s.reseal(ctx)
	if err != nil {
		return err
	}
	if err := s.note(ctx, sealing{Since: s.o.Clock(), Word: s.o.Adopt}); err != nil {
		return err
	}
	s.o.Log.InfoContext(ctx, "all that could be read is sealed: take BOT_ADOPT_UNSEALED away again", "sealed", done.sealed, "left", done.left)
	return nil
}

// The first and the longest time from one look for what is sealed with a key of before to
// the next.
const (
	lookAgain = 2 * time.Second
	lookMost  = time.Hour
)

// changeKey puts everything into envelopes of the present key as long as there is one of
// before, again and again: a replica that has only that one may still write.
func (s *Store) changeKey() {
	for wait, said := s.o.lookAgain, false; s.ended.Err() == nil; wait = min(2*wait, lookMost) {
		done, err := s.reseal(s.ended)
		switch {
		case s.ended.Err() != nil:
			return
		case err != nil:
			s.o.Log.Warn("what is kept could not be sealed with the present key; it is tried again", "error", err)
		case done.sealed > 0:
			said = false
		case !said:
			said = s.changed(done.left)
		}
		if !s.linger(wait) {
			return
		}
	}
}

// changed notes and says that nothing was found any more that only the key of before opens;
// false when it could not.
func (s *Store) changed(left int) bool {
	now, _, err := s.sealing(s.ended)
	if err == nil {
		err = s.note(s.ended, now)
	}
	if err == nil {
		s.o.Log.Info("all that is kept is sealed with the present key", "unreadable", left)
	}
	return err == nil
}

// linger waits that long; false when the store closes.
func (s *Store) linger(wait time.Duration) bool {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-s.ended.Done():
		return false
	}
}
