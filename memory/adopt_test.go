package memory

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

const anybodyMay = `{"approvers":[{"id":"intruder","name":"x"}],"self_sign_off":true}`

// Whoever can write to Redis moves all that is sealed out of the way, the note too, puts an
// approver there in the clear, waits until a replica starts, and moves it back: nobody is an
// approver by it, and nothing of it is sealed.
func TestPlantedIsNotAdopted(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{Secret: secret}), t.Context()
		home.furnish(t, s)
		away := func(key string) string { return "elsewhere:" + key }
		all := s.db.Keys(ctx, "{brouillon}:*").Val()
		for _, key := range all {
			must(t, s.db.Rename(ctx, key, away(key)).Err())
		}
		profile := s.keys.profile(home.at)[0]
		must(t, s.db.Set(ctx, profile, anybodyMay, 0).Err())
		err := opened(t, url, Options{Secret: secret}).Unlock(ctx)
		said := ""
		if fault, ok := errors.AsType[*copilot.Fault](err); ok {
			said = fault.Sentence(catalogue.English)
		}
		if !errors.Is(err, ErrBare) || !strings.Contains(said, "profile 1") || !strings.Contains(said, "BOT_ADOPT_UNSEALED="+today()) {
			t.Errorf("a replica starts: %q, %v", said, err)
		}
		if now := s.db.Get(ctx, profile).Val(); now != anybodyMay {
			t.Errorf("it was made %q", now)
		}
		for _, key := range all {
			must(t, s.db.Rename(ctx, away(key), key).Err())
		}
		late := open(t, url, Options{Secret: secret})
		if p, err := late.Profile(ctx, home.at); err != nil || len(p.Approvers) != 1 || p.Approvers[0].ID != "boss" {
			t.Errorf("approvers are %+v, %v", p.Approvers, err)
		}
	})
}

// Without its note a store that is sealed is as strict as with it.
func TestNoteTakenAway(t *testing.T) {
	s, ctx := open(t, mini(t), Options{Secret: secret}), t.Context()
	home.furnish(t, s)
	must(t, s.db.Del(ctx, s.keys.sealing()).Err())
	late := opened(t, "redis://"+s.Address(), Options{Secret: secret})
	must(t, late.Unlock(ctx))
	must(t, s.db.Set(ctx, s.keys.profile(home.at)[0], anybodyMay, 0).Err())
	if _, err := late.Profile(ctx, home.at); !errors.Is(err, ErrBare) {
		t.Errorf("a profile in the clear: %v", err)
	}
	must(t, s.db.Del(ctx, s.keys.sealing()).Err())
	if err := opened(t, "redis://"+s.Address(), Options{Secret: another}).Unlock(ctx); !errors.Is(err, ErrLocked) {
		t.Errorf("another key: %v", err)
	}
}

// A store that is empty is sealed and strict from its first start on, and needs no word.
func TestEmptyBeginsSealed(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{Secret: secret}), t.Context()
		must(t, s.db.Set(ctx, s.keys.profile(home.at)[0], anybodyMay, 0).Err())
		for name, s := range map[string]*Store{"at once": s, "later": open(t, url, Options{Secret: secret})} {
			if _, err := s.Profile(ctx, home.at); !errors.Is(err, ErrBare) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// The operator's word counts once, for what is there then, near the day that it names; and
// the log names the profiles that it makes the store's own.
func TestWordIsHeardOnce(t *testing.T) {
	var log strings.Builder
	url, now := mini(t), time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	plain := open(t, url, Options{})
	must(t, plain.SetProfile(t.Context(), home.at, home.profile()))
	profile := plain.keys.profile(home.at)[0]
	unlock := func(word string, at time.Time) error {
		s := opened(t, url, Options{Secret: secret, Adopt: word, Clock: func() time.Time { return at }, Log: slog.New(slog.NewTextHandler(&log, nil))})
		return errors.Join(s.Unlock(t.Context()), func() error { _, err := s.Profile(t.Context(), home.at); return err }())
	}
	for _, word := range []string{"", "2026-11-25", "2026-11-29", "yes"} {
		if err := unlock(word, now); !errors.Is(err, ErrBare) {
			t.Errorf("%q: %v", word, err)
		}
	}
	must(t, unlock("2026-11-27", now))
	if !strings.Contains(log.String(), profile) || !strings.Contains(log.String(), "boss") || !strings.Contains(log.String(), "lawyer") {
		t.Errorf("the log does not say whose profile it is: %s", log.String())
	}
	must(t, plain.db.Set(t.Context(), profile, anybodyMay, 0).Err())
	if err := unlock("2026-11-27", now.Add(time.Hour)); !errors.Is(err, ErrBare) {
		t.Errorf("the same word again: %v", err)
	}
	must(t, plain.db.Del(t.Context(), plain.keys.sealing()).Err())
	if err := unlock("2026-11-27", now.AddDate(0, 0, 2)); !errors.Is(err, ErrBare) {
		t.Errorf("left set, and the note is gone: %v", err)
	}
	must(t, unlock("2026-11-28", now.AddDate(0, 0, 1)))
}

// What cannot be read, or is no value of ours, keeps nothing else from being adopted, and
// the store from being strict afterwards.
func TestSpoiltIsLeft(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		plain, ctx := open(t, url, Options{}), t.Context()
		home.furnish(t, plain)
		before := home.survey(t, plain)
		must(t, plain.db.Set(ctx, "{brouillon}:profile:web:w:broken", "{", 0).Err())
		must(t, plain.db.Set(ctx, "{brouillon}:facts:web:w:string", "x", 0).Err())
		must(t, plain.db.HSet(ctx, "{brouillon}:draft:x", "a", "b").Err())
		must(t, plain.db.HSet(ctx, "{brouillon}:draft:web:w:y", "rev:1", "{", "state:1", "pending", "digest:1", "d").Err())
		must(t, plain.db.Set(ctx, "{brouillon}:audit:web:w:y", "no list", 0).Err())
		s := open(t, url, Options{Secret: secret, Adopt: today()})
		if after := home.survey(t, s); after != before {
			t.Errorf("it was\n%s\nand is\n%s", before, after)
		}
		must(t, s.db.Set(ctx, s.keys.profile(home.at)[0], anybodyMay, 0).Err())
		if _, err := s.Profile(ctx, home.at); !errors.Is(err, ErrBare) {
			t.Errorf("a profile in the clear, afterwards: %v", err)
		}
	})
}

// While a replica still has the key of before alone, what it writes is sealed anew too, and
// whoever says that the key can go says it after that.
func TestWrittenWithTheKeyOfBefore(t *testing.T) {
	url, ctx := mini(t), t.Context()
	old := open(t, url, Options{Secret: secret})
	home.furnish(t, old)
	changed := func(s *Store) func() bool {
		return func() bool { return s.vault.present(s.db.Get(ctx, s.keys.sealing()).Val()) }
	}
	s := open(t, url, Options{Secret: another, SecretBefore: secret, lookAgain: time.Millisecond})
	until(t, "all is sealed anew", changed(s))
	for n := range 3 {
		at := copilot.Place{Platform: "web", Workspace: "w", Channel: fmt.Sprint("late", n)}
		must(t, old.SetProfile(ctx, at, home.profile()))
		until(t, "what came late is sealed anew", func() bool { return s.vault.present(s.db.Get(ctx, s.keys.profile(at)[0]).Val()) })
	}
	s.end() // it sweeps no more
	s.wg.Wait()
	at := copilot.Place{Platform: "web", Workspace: "w", Channel: "later"}
	must(t, old.SetProfile(ctx, at, home.profile()))
	again := open(t, url, Options{Secret: another, SecretBefore: secret})
	until(t, "it is sealed anew after a restart", func() bool { return again.vault.present(again.db.Get(ctx, again.keys.profile(at)[0]).Val()) })
	ref := home.ref("pending")
	if _, err := old.Draft(ctx, ref); !errors.Is(err, ErrLocked) {
		t.Errorf("read with the key of before alone: %v", err)
	}
	mark := again.db.HGet(ctx, again.keys.one(ref), "mark:1").Val()
	fields := map[string]string{"mark:1": mark, "digest:1": "one", "state:1": "pending"}
	if err := old.vouched(ref, fields, 1); !errors.Is(err, ErrLocked) {
		t.Errorf("a mark of another key: %v", err)
	}
}
