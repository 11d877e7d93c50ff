package memory

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

var another = copilot.NewSecret("another secret of these tests, and of nobody else")

// today is the operator's word of the day of a test.
func today() string { return time.Now().UTC().Format(time.DateOnly) }

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

// leavesOut are the reads that leave out what they cannot believe.
var leavesOut = map[string]bool{"recent": true, "timeline": true, "drafts": true}

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
		s := open(t, url, Options{Secret: secret, Adopt: today()})
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

// Two versions wrote the record of one draft by turns, one of which links nothing, before
// there was a key: by the operator's word all of it is sealed, in its order, and the draft
// goes on; what somebody adds afterwards in the clear is still refused.
func TestMixedRecordIsSealed(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		plain, ctx, ref := open(t, url, Options{}), t.Context(), home.ref("pending")
		home.furnish(t, plain)
		const old = `{"draft":"pending","act":"edited","person":{"id":"U1","name":"Ana"}}`
		must(t, plain.db.RPush(ctx, plain.keys.trail(ref), old).Err())
		must(t, plain.Refuse(ctx, ref, copilot.Audit{Draft: "pending", Act: "refused", Why: "approver.other"}))
		before, err := plain.Trail(ctx, ref)
		must(t, err)
		s := open(t, url, Options{Secret: secret, Adopt: today()})
		after, err := s.Trail(ctx, ref)
		if diff := cmp.Diff(before, after); err != nil || diff != "" {
			t.Fatalf("%v %s", err, diff)
		}
		for _, entry := range s.db.LRange(ctx, s.keys.trail(ref), 0, -1).Val() {
			if strings.Contains(entry, "Ana") {
				t.Errorf("in the clear: %s", entry)
			}
		}
		if v := verified(t, s); !v.Whole() || v.Unchained != 1 {
			t.Errorf("the record: %+v", v)
		}
		must(t, s.db.RPush(ctx, s.keys.trail(ref), old).Err())
		if _, err := s.Trail(ctx, ref); err == nil {
			t.Error("an entry that was added in the clear is believed")
		}
	})
}

// After a change of key what was sealed before opens, is sealed anew, and then the key of
// before is not needed any more.
func TestKeyChanged(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		home.furnish(t, s)
		before := home.survey(t, s)
		s = open(t, url, Options{Secret: another, SecretBefore: secret, lookAgain: time.Millisecond})
		if after := home.survey(t, s); after != before {
			t.Errorf("it was\n%s\nand is\n%s", before, after)
		}
		until(t, "all is sealed anew", func() bool {
			kept, err := s.db.Get(t.Context(), s.keys.sealing()).Result()
			return err == nil && s.vault.present(kept)
		})
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

// With a key, what is not sealed was put there by somebody else: it is refused, be it an
// approver, a request, a draft or an entry of the audit.
func TestBareIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		home.furnish(t, s)
		forger := open(t, mini(t), Options{})
		home.furnish(t, forger)
		must(t, s.db.Del(t.Context(), s.keys.trail(home.ref("pending"))).Err())
		jobs := 0
		for _, key := range forger.db.Keys(t.Context(), "*").Val() {
			kept, is := s.keys.keptKey(key)
			part := strings.HasPrefix(key, "{brouillon}:voice:") || strings.HasPrefix(key, "{brouillon}:more:") || strings.HasPrefix(key, "{brouillon}:rules:")
			if kept.kind == "job" { // their names are random
				request := forger.db.HGet(t.Context(), key, "request").Val()
				if _, err := s.getRequest(kept.id, request); !errors.Is(err, ErrBare) {
					t.Errorf("a request: %v", err)
				}
				jobs++
			} else if is || part {
				put(t, forger, s, key)
			}
		}
		for what, read := range reads(t, s) {
			if err := read(); !errors.Is(err, ErrBare) && !leavesOut[what] {
				t.Errorf("%s: %v", what, err)
			}
		}
		drafts, err := s.Drafts(t.Context(), copilot.Filter{Tenant: home.at.Tenant()})
		recent, other := s.Recent(t.Context(), home.at, 10)
		messages, third := s.Timeline(home.at.Tenant()).List(t.Context(), home.at.Channel, 0)
		if must(t, errors.Join(err, other, third)); jobs == 0 || len(drafts)+len(recent)+len(messages) > 0 {
			t.Errorf("%d requests, %d drafts, %d exchanges, %d messages", jobs, len(drafts), len(recent), len(messages))
		}
	})
}

// An entry of the audit that is in the clear is believed only before the first one that is not:
// a version that linked nothing wrote it. One that was erased is in the clear, and names nobody.
func TestBareEntries(t *testing.T) {
	for what, c := range map[string]struct {
		entry    string
		believed bool
	}{
		"salted":                 {`{"draft":"x","act":"approve","salt":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","person":{"id":"boss"}}`, false},
		"of before":              {`{"draft":"x","act":"approve","person":{"id":"boss"}}`, false},
		"erased, and says who":   {`{"draft":"x","act":"approve","person":{"id":"boss"},"inner":"0"}`, false},
		"erased, and says whose": {`{"draft":"x","act":"approve","for":{"id":"boss"},"inner":"0"}`, false},
		"erased":                 {`{"draft":"x","act":"approve","inner":"0"}`, true},
	} {
		s := open(t, mini(t), Options{Secret: secret})
		home.furnish(t, s)
		must(t, s.db.RPush(t.Context(), s.keys.trail(home.ref("pending")), c.entry).Err())
		if _, err := s.Trail(t.Context(), home.ref("pending")); (err == nil) != c.believed {
			t.Errorf("%s, at the end: %v", what, err)
		}
	}
	s := open(t, mini(t), Options{Secret: secret})
	home.furnish(t, s)
	must(t, s.db.LPush(t.Context(), s.keys.trail(home.ref("pending")), `{"draft":"x","act":"drafted"}`).Err())
	if trail, err := s.Trail(t.Context(), home.ref("pending")); err != nil || len(trail) != 2 {
		t.Errorf("of before, at the beginning: %v, %v", trail, err)
	}
}

// put puts a key of one server into another.
func put(t testing.TB, from, to *Store, key string) {
	t.Helper()
	ctx := t.Context()
	switch from.db.Type(ctx, key).Val() {
	case "list":
		must(t, to.db.RPush(ctx, key, from.db.LRange(ctx, key, 0, -1).Val()).Err())
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
				if recent, err := s.Recent(ctx, home.at, 10); what == "recent" && (err != nil || len(recent) > 0) {
					t.Errorf("exchanges of %v: %+v, %v", h.at, recent, err)
				}
				if err := reads(t, s)[what](); !errors.Is(err, ErrForged) && !leavesOut[what] {
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

// One value that cannot be read hides nothing that is listed beside it.
func TestOneBadValueHidesNothing(t *testing.T) {
	var log strings.Builder
	s, ctx := open(t, mini(t), Options{Secret: secret, Log: slog.New(slog.NewTextHandler(&log, nil))}), t.Context()
	home.furnish(t, s)
	must(t, s.Remember(ctx, home.at, copilot.Exchange{Draft: "e"}, copilot.Fence{}))
	must(t, s.Timeline(home.at.Tenant()).Put(ctx, home.at.Channel, "n", []byte("x")))
	lists := map[string]func() (int, error){
		"drafts": func() (int, error) {
			all, err := s.Drafts(ctx, copilot.Filter{Tenant: home.at.Tenant(), Limit: 100})
			return len(all), err
		},
		"recent": func() (int, error) { all, err := s.Recent(ctx, home.at, 10); return len(all), err },
		"timeline": func() (int, error) {
			all, err := s.Timeline(home.at.Tenant()).List(ctx, home.at.Channel, 0)
			return len(all), err
		},
	}
	before := map[string]int{}
	for what, list := range lists {
		n, err := list()
		must(t, err)
		before[what] = n
	}
	must(t, s.db.HSet(ctx, s.keys.one(home.ref("pending")), "state:1", "approved").Err())
	must(t, s.db.HSet(ctx, s.context(home.at)[0], "e", `{"draft":"e"}`).Err())
	must(t, s.db.HSet(ctx, s.Timeline(home.at.Tenant()).keys(home.at.Channel)[0], "n", "bare").Err())
	for what, list := range lists {
		if n, err := list(); err != nil || n != before[what]-1 || n == 0 {
			t.Errorf("%s: %d of %d, %v", what, n, before[what], err)
		}
	}
	if said := strings.Count(log.String(), "left out of a list"); said != len(lists) {
		t.Errorf("it was said %d times: %s", said, log.String())
	}
	if _, err := s.Draft(ctx, home.ref("pending")); !errors.Is(err, ErrForged) {
		t.Errorf("the draft itself: %v", err)
	}
}

// More jobs that nobody can read than are looked at in one go keep none behind them from being
// put back.
func TestUnspoiledInTurns(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{Secret: secret}), t.Context()
		pipe := s.db.Pipeline()
		for n := range unspoilPage + 10 {
			job := fmt.Sprint("bad", n)
			pipe.HSet(ctx, s.keys.job(job), "request", "{", "cause", unreadable)
			pipe.ZAdd(ctx, s.keys.parked(), redis.Z{Score: float64(n), Member: job})
		}
		_, err := pipe.Exec(ctx)
		must(t, err)
		good, err := s.putRequest("good", asked("r"))
		must(t, err)
		must(t, s.db.HSet(ctx, s.keys.job("good"), "request", good, "cause", unreadable, "state", "parked").Err())
		must(t, s.db.ZAdd(ctx, s.keys.parked(), redis.Z{Score: unspoilPage + 10, Member: "good"}).Err())
		var u unspoiling
		for range 2 {
			s.unspoilSome(&u)
		}
		if d := depthOf(t, s); d.Parked != unspoilPage+10 || d.Waiting != 1 || u.at != 0 {
			t.Errorf("%+v, at %d", d, u.at)
		}
	})
}
