package memory

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

var another = copilot.NewSecret("another secret of these tests, and of nobody else")

// sealed waits until all that is kept is.
func sealed(t testing.TB, s *Store) {
	t.Helper()
	until(t, "all is sealed", s.vault.strict)
}

// A store that has no key for what is kept is told so before it reads anything; nothing is
// "not there", and nothing is changed.
func TestWrongKey(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		home.furnish(t, s)
		before := lying(t, s)
		for name, o := range map[string]Options{"none": {}, "another": {Secret: another}} {
			other := opened(t, url, o)
			if err := other.Unlock(t.Context()); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "BOT_SECRET_KEY") {
				t.Errorf("%s: %v", name, err)
			}
			for what, read := range reads(t, other) {
				if err := read(); !errors.Is(err, ErrLocked) {
					t.Errorf("%s: %s: %v", name, what, err)
				}
			}
		}
		after := lying(t, s)
		for key, value := range before {
			if after[key] != value && len(after[key]) != len(value) {
				t.Errorf("%s was changed", key)
			}
		}
	})
}

// reads are the ways in which what somebody wrote is read.
func reads(t testing.TB, s *Store) map[string]func() error {
	ctx, at := t.Context(), home.at
	return map[string]func() error{
		"profile":  func() error { _, err := s.Profile(ctx, at); return err },
		"facts":    func() error { _, err := s.Facts(ctx, at, time.Now()); return err },
		"learn":    func() error { return s.Learn(ctx, at, time.Now(), func(*copilot.Known) error { return nil }) },
		"recent":   func() error { _, err := s.Recent(ctx, at, 10); return err },
		"minutes":  func() error { _, err := s.Minutes(ctx, at); return err },
		"timeline": func() error { _, err := s.Timeline(at.Tenant()).List(ctx, at.Channel, 0); return err },
		"message":  func() error { _, err := s.Timeline(at.Tenant()).Find(ctx, at.Channel, "m"); return err },
		"stretch":  func() error { _, err := s.Stretch(ctx, at, home.ear()); return err },
		"draft":    func() error { _, err := s.Draft(ctx, home.ref("pending")); return err },
		"drafts":   func() error { _, err := s.Drafts(ctx, copilot.Filter{Tenant: at.Tenant()}); return err },
		"trail":    func() error { _, err := s.Trail(ctx, home.ref("pending")); return err },
	}
}

// What was kept without a key is taken over: it reads as before, the record still holds, and
// afterwards nothing of it can be read without the key.
func TestSealedLater(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		plain := open(t, url, Options{})
		home.furnish(t, plain)
		before := home.survey(t, plain)
		s := open(t, url, Options{Secret: secret})
		sealed(t, s)
		if after := home.survey(t, s); after != before {
			t.Errorf("it was\n%s\nand is\n%s", before, after)
		}
		for key, value := range lying(t, s) {
			if strings.Contains(key+value, home.canary) {
				t.Errorf("%s holds %.300s", key, value)
			}
		}
		if v := verified(t, s); !v.Whole() || v.Unkeyed == 0 {
			t.Errorf("the record: %+v", v)
		}
		if j := mustClaim(t, s); j.Request.Text != home.text("request") {
			t.Errorf("a job that waited asks %q", j.Request.Text)
		}
		parked, err := s.Parked(t.Context())
		must(t, err)
		if len(parked) != 1 || parked[0].Cause != home.text("cause") || parked[0].Request.Reply != home.text("reply") {
			t.Errorf("parked: %+v", parked)
		}
	})
}

// After a change of key what was sealed before opens, is sealed anew, and then the key of
// before is not needed any more.
func TestKeyChanged(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		home.furnish(t, s)
		sealed(t, s)
		before := home.survey(t, s)
		s = open(t, url, Options{Secret: another, SecretBefore: secret})
		if after := home.survey(t, s); after != before {
			t.Errorf("it was\n%s\nand is\n%s", before, after)
		}
		until(t, "all is sealed anew", func() bool { now, _, err := s.sealing(t.Context()); return err == nil && !now.before })
		s = open(t, url, Options{Secret: another})
		if after := home.survey(t, s); after != before {
			t.Errorf("without the key of before it was\n%s\nand is\n%s", before, after)
		}
		for _, entry := range s.db.LRange(t.Context(), s.keys.trail(home.ref("pending")), 0, -1).Val() {
			if _, err := s.bare(home.at.Tenant(), s.keys.trail(home.ref("pending")), entry); err != nil {
				t.Error(err)
			}
		}
	})
}

// Where all is sealed, what is not was put there by somebody else: it is refused, be it an
// approver, a request or a draft; and the note that all is sealed cannot be taken away.
func TestBareIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		home.furnish(t, s)
		sealed(t, s)
		forger := open(t, mini(t), Options{})
		home.furnish(t, forger)
		for _, key := range forger.db.Keys(t.Context(), "*").Val() {
			for _, kind := range []string{"profile", "voice", "more", "rules", "facts", "context", "minutes", "timeline", "draft", "stretch"} {
				if strings.HasPrefix(key, "{brouillon}:"+kind+":") && !strings.HasSuffix(key, ":order") {
					put(t, forger, s, key)
				}
			}
		}
		for what, read := range reads(t, s) {
			if err := read(); !errors.Is(err, ErrBare) && what != "trail" && what != "recent" { // their names are another's
				t.Errorf("%s: %v", what, err)
			}
		}
		must(t, s.db.Del(t.Context(), s.keys.sealing()).Err())
		if err := opened(t, url, Options{Secret: secret}).Unlock(t.Context()); !errors.Is(err, ErrBare) {
			t.Errorf("the note is gone: %v", err)
		}
		again := open(t, url, Options{Secret: secret, SealAgain: true})
		sealed(t, again)
		if p, err := again.Profile(t.Context(), home.at); err != nil || len(p.Approvers) != 1 {
			t.Errorf("it was to be taken over: %+v, %v", p, err)
		}
	})
}

// put puts a key of one server into another.
func put(t testing.TB, from, to *Store, key string) {
	t.Helper()
	ctx := t.Context()
	switch from.db.Type(ctx, key).Val() {
	case "string":
		must(t, to.db.Set(ctx, key, from.db.Get(ctx, key).Val(), 0).Err())
	case "hash":
		must(t, to.db.HSet(ctx, key, from.db.HGetAll(ctx, key).Val()).Err())
	}
}

// An envelope opens nowhere but where it was put: not under another name, in another field,
// channel, workspace or draft; and a part of a profile not without the others.
func TestEnvelopesStay(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{Secret: secret}), t.Context()
		there := household{copilot.Place{Platform: "web", Workspace: "w", Channel: "d", Thread: "t"}, "canary-elsewhere"}
		far := household{copilot.Place{Platform: "web", Workspace: "v", Channel: "c", Thread: "t"}, "canary-far"}
		for _, h := range []household{home, there, far} {
			h.furnish(t, s)
		}
		sealed(t, s)
		moved := 0
		for _, h := range []household{there, far} {
			for what, pair := range map[string][2]string{
				"profile": {s.keys.channel("profile", h.at), s.keys.channel("profile", home.at)},
				"voice":   {s.keys.channel("voice", h.at), s.keys.channel("voice", home.at)},
			} {
				was := s.db.Get(ctx, pair[1]).Val()
				must(t, s.db.Set(ctx, pair[1], s.db.Get(ctx, pair[0]).Val(), 0).Err())
				if _, err := s.Profile(ctx, home.at); !errors.Is(err, ErrForged) {
					t.Errorf("the %s of %v: %v", what, h.at, err)
				}
				must(t, s.db.Set(ctx, pair[1], was, 0).Err())
				moved++
			}
			for what, keys := range map[string][2]string{
				"facts": {s.keys.channel("facts", h.at), s.keys.channel("facts", home.at)}, "minutes": {s.minutes(h.at)[0], s.minutes(home.at)[0]},
				"recent": {s.context(h.at)[0], s.context(home.at)[0]}, "draft": {s.keys.one(h.ref("pending")), s.keys.one(home.ref("pending"))},
			} {
				was := s.db.HGetAll(ctx, keys[1]).Val()
				must(t, s.db.HSet(ctx, keys[1], s.db.HGetAll(ctx, keys[0]).Val()).Err())
				if err := reads(t, s)[what](); !errors.Is(err, ErrForged) {
					t.Errorf("%s of %v: %v", what, h.at, err)
				}
				must(t, s.db.HSet(ctx, keys[1], was).Err())
				moved++
			}
		}
		must(t, s.SetProfile(ctx, home.at, home.profile()))
		parts := s.keys.profile(home.at)
		first := s.db.MGet(ctx, parts...).Val()
		must(t, s.SetProfile(ctx, home.at, home.profile()))
		for i, key := range parts {
			now := s.db.Get(ctx, key).Val()
			must(t, s.db.Set(ctx, key, first[i], 0).Err())
			if _, err := s.Profile(ctx, home.at); !errors.Is(err, ErrForged) {
				t.Errorf("part %d as it was before: %v", i, err)
			}
			must(t, s.db.Del(ctx, key).Err())
			if _, err := s.Profile(ctx, home.at); !errors.Is(err, ErrForged) {
				t.Errorf("without part %d: %v", i, err)
			}
			must(t, s.db.Set(ctx, key, now, 0).Err())
			moved += 2
		}
		if _, err := s.Profile(ctx, home.at); err != nil {
			t.Error(err)
		}
		t.Logf("%d envelopes elsewhere: 0 opened", moved)
	})
}

// Beside a version that knows no envelopes none is made; when it is gone they are, without
// anybody doing anything, and what it could not read is put back.
func TestOlderVersionBeside(t *testing.T) {
	url := memorytest.Redis(t).URL() // the one inside a process has never had an older version beside it
	old := open(t, url, Options{})
	mustAccept(t, old, "begun")
	reading := func() { // as that version does, every few seconds
		err := old.db.XReadGroup(t.Context(), &redis.XReadGroupArgs{Group: group, Consumer: bygone, Streams: []string{old.keys.work(), ">"}, Count: 1, Block: time.Millisecond}).Err()
		if err != nil && !errors.Is(err, redis.Nil) {
			t.Fatal(err)
		}
	}
	must(t, old.found(t.Context()))
	reading()
	s := open(t, url, Options{Secret: secret, Beside: time.Second})
	for range 20 {
		reading()
		mustAccept(t, s, unique())
	}
	for _, key := range s.db.Keys(t.Context(), s.keys.job("*")).Val() {
		if request := s.db.HGet(t.Context(), key, "request").Val(); !strings.HasPrefix(request, "{") {
			t.Fatalf("an older version cannot read %q", request)
		}
	}
	sealed(t, s)
	mustAccept(t, s, "late")
}

// A job that somebody without the key has parked, unread, is put back by who can read it.
func TestUnreadIsPutBack(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		mustAccept(t, s, "r")
		blind := opened(t, url, Options{})
		blind.working.Do(func() { blind.wg.Go(blind.read) }) // and no upkeep
		waits := blind.desk.wait()
		until(t, "it is parked", func() bool { return depthOf(t, s).Parked == 1 })
		blind.desk.leave(waits)
		if j := mustClaim(t, s); j.Request.ID != "r" {
			t.Fatalf("claimed %+v", j)
		}
	})
}
