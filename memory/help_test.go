package memory

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// mini starts a Redis inside the test and returns its URL.
func mini(t testing.TB) string {
	t.Helper()
	m := miniredis.NewMiniRedis()
	if err := m.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	return "redis://" + m.Addr()
}

// onBoth runs a test on a miniredis and on a real Redis.
func onBoth(t *testing.T, test func(t *testing.T, url string)) {
	t.Run("miniredis", func(t *testing.T) { t.Parallel(); test(t, mini(t)) })
	t.Run("redis", func(t *testing.T) { t.Parallel(); test(t, memorytest.Redis(t).URL()) })
}

// open opens a store that is closed with the test, once the server answers.
func open(t testing.TB, url string, o Options) *Store {
	t.Helper()
	s := opened(t, url, o)
	must(t, s.Wait(context.WithoutCancel(t.Context()), func(string) {}))
	must(t, s.Unlock(context.WithoutCancel(t.Context())))
	return s
}

// hasty is for tests in which the server does not answer. The others have more
// patience than a product should, because they run on busy machines.
var hasty = Options{Patience: time.Second}

// opened opens a store whose server may be away.
func opened(t testing.TB, url string, o Options) *Store {
	t.Helper()
	o.Patience = or(o.Patience, 20*time.Second)
	s, err := Open(t.Context(), url, o)
	must(t, err)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// patient bounds what a test waits for.
func patient(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// until asks again and again until something is so: it ends when it is, not after
// a time that was guessed.
func until(t testing.TB, what string, so func() bool) {
	t.Helper()
	for end, b := patient(t), (backoff{}); !so(); {
		if b.pause(end) != nil {
			t.Fatalf("in vain: %s", what)
		}
	}
}

var tenant = copilot.Tenant{Platform: "web", Workspace: "w"}

func asked(id string) copilot.Request {
	return copilot.Request{ID: id, Command: "draft", Place: copilot.Place{Platform: "web", Workspace: "w", Channel: "c"}}
}

func mustAccept(t testing.TB, s *Store, id string) {
	t.Helper()
	fresh, err := s.Accept(t.Context(), asked(id))
	must(t, err)
	if !fresh {
		t.Fatalf("request %q is not new", id)
	}
}

func mustClaim(t testing.TB, s *Store) copilot.Job {
	t.Helper()
	j, err := s.Claim(patient(t))
	must(t, err)
	return j
}

func extend(t testing.TB, s *Store, j copilot.Job) error {
	t.Helper()
	_, err := s.Extend(t.Context(), j)
	return err
}

// depthOf is how many jobs are where; since when is what the suite asks.
func depthOf(t testing.TB, s *Store) copilot.Depth {
	t.Helper()
	d, err := s.Depth(t.Context())
	must(t, err)
	d.Oldest = 0
	return d
}

// aged makes a leased entry look as if nobody had extended it for that long.
func aged(t testing.TB, s *Store, j copilot.Job, idle time.Duration) {
	t.Helper()
	entry := s.db.HGet(t.Context(), s.keys.job(j.ID), "entry").Val()
	must(t, s.db.Do(t.Context(), "XCLAIM", s.keys.work(), group, consumer, 0, entry, "IDLE", idle.Milliseconds(), "JUSTID").Err())
}

// idle is how long ago a leased entry was extended.
func idle(t testing.TB, s *Store, j copilot.Job) time.Duration {
	t.Helper()
	entry := s.db.HGet(t.Context(), s.keys.job(j.ID), "entry").Val()
	p, err := s.db.XPendingExt(t.Context(), &redis.XPendingExtArgs{
		Stream: s.keys.work(), Group: group, Start: entry, End: entry, Count: 1,
	}).Result()
	must(t, err)
	if len(p) != 1 {
		t.Fatalf("entry %q is not leased", entry)
	}
	return p[0].Idle
}

func unique() string { return rand.Text() }

var filterOfAll = copilot.Filter{Tenant: tenant}

func zOf(member string) redis.Z { return redis.Z{Score: 1, Member: member} }
