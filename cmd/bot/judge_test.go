package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// hazards are settings of a Redis, and what the bot has to say of them.
var hazards = map[string]struct{ settings, said []string }{
	"every second": {[]string{"--appendfsync", "everysec"}, []string{"appendfsync is everysec", "CONFIG SET appendfsync always"}},
	"as Redis comes": {
		[]string{"--appendonly", "no", "--appendfsync", "everysec", "--save", "3600 1", "--maxmemory-policy", "allkeys-lru"},
		[]string{
			"writes snapshots alone", "CONFIG SET appendonly yes", "appendfsync is everysec", "CONFIG SET appendfsync always",
			"maxmemory-policy is allkeys-lru", "CONFIG SET maxmemory-policy noeviction",
		},
	},
	"no persistence": {[]string{"--appendonly", "no"}, []string{
		"writes nothing to its disk", "If this Redis has kept an append-only file before (appendonlydir or appendonly.aof in /", "SHUTDOWN NOSAVE",
		"Otherwise, to mend it: redis-cli -s", "CONFIG SET appendonly yes",
	}},
	"not told":              {[]string{"--rename-command", "CONFIG", ""}, []string{"CONFIG GET appendfsync: ERR unknown command", "renamed or taken away", "ask whoever runs it"}},
	"not while it rewrites": {[]string{"--no-appendfsync-on-rewrite", "yes"}, []string{"no-appendfsync-on-rewrite is yes"}},
}

// TestUnsafeStoreIsRefused: the bot that would lose what it accepts does not start,
// and says everything that mends that.
func TestUnsafeStoreIsRefused(t *testing.T) {
	for name, h := range hazards {
		t.Run(name, func(t *testing.T) {
			var out, complaint strings.Builder
			redis := memorytest.Redis(t, h.settings...)
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second) // it goes on if it starts
			defer cancel()
			status := run(ctx, []string{"--listen=127.0.0.1:0", "--redis=" + redis.URL()}, stdio{strings.NewReader(""), &out, &complaint})
			if status != statusFailed {
				t.Errorf("status %d, want %d", status, statusFailed)
			}
			for _, words := range append(h.said, "--accept-loss (BOT_ACCEPT_LOSS=1)") {
				if !strings.Contains(complaint.String(), words) {
					t.Errorf("it does not say %q but %q", words, complaint.String())
				}
			}
			for _, words := range []string{
				"redis-cli -s " + redis.Socket() + " CONFIG REWRITE",
				"redis-server --appendonly yes --appendfsync always --maxmemory-policy noeviction",
			} {
				if sets := strings.Contains(complaint.String(), " CONFIG SET "); strings.Contains(complaint.String(), words) != sets {
					t.Errorf("settings mend it: %v; it says %q", sets, complaint.String())
				}
			}
			if strings.Contains(out.String(), "Brouillon is at") {
				t.Errorf("it started: %q", out.String())
			}
		})
	}
}

// TestFlagsKeepWhatMends: whoever starts Redis with flags is told those it needs, once.
func TestFlagsKeepWhatMends(t *testing.T) {
	rewrite := memory.Risk{Keep: "redis-cli CONFIG REWRITE", Flag: "--no-appendfsync-on-rewrite no"}
	got := lasting([]memory.Risk{rewrite, {Keep: rewrite.Keep, Flag: "--appendonly yes"}, {Mend: "ask"}})
	for _, words := range []string{rewrite.Keep, rewrite.Flag, "--appendonly yes"} {
		if strings.Count(got, words) != 1 {
			t.Errorf("it does not say %q once but %q", words, got)
		}
	}
}

// TestUnsafeStoreIsAccepted: whoever accepts the loss is told what may be lost.
func TestUnsafeStoreIsAccepted(t *testing.T) {
	for name, h := range hazards {
		t.Run(name, func(t *testing.T) {
			t.Setenv("BOT_ACCEPT_LOSS", "1")
			s := serve(t, "--redis="+memorytest.Redis(t, h.settings...).URL())
			for _, words := range append(h.said, "Beware: ") {
				if !said(s, words) {
					t.Errorf("it does not say %q but %q", words, s.said)
				}
			}
			if got := s.page(t, "/readyz"); !strings.Contains(got, "ready") {
				t.Errorf("not ready: %q", got)
			}
		})
	}
}

// TestStoreIsWatched: a Redis that comes back with other settings makes the bot not
// ready, until somebody mends it.
func TestStoreIsWatched(t *testing.T) {
	t.Parallel()
	redis := memorytest.Redis(t)
	s := serve(t, "--redis="+redis.URL())
	if got := s.page(t, "/readyz"); got != "ready\n" {
		t.Fatalf("on a safe Redis: %q", got)
	}
	redis.Kill()
	redis.With("--appendfsync", "everysec").Start()
	eventually(t, "the bot says that its store is unsafe", func() bool {
		return strings.Contains(s.page(t, "/readyz"), "may lose what it acknowledges")
	})
	redis.Do("CONFIG SET appendfsync always")
	eventually(t, "the bot is ready again", func() bool { return s.page(t, "/readyz") == "ready\n" })
}

// TestStoreComesBackEmpty: a Redis that lost its data makes the bot not ready, until the
// data is there again; a bot that starts takes it for a new one.
func TestStoreComesBackEmpty(t *testing.T) {
	t.Parallel()
	redis := memorytest.Redis(t)
	s := serve(t, "--redis="+redis.URL())
	redis.Kill()
	redis.Start("--dir", t.TempDir())
	eventually(t, "the bot says that its store lost everything", func() bool {
		return strings.Contains(s.page(t, "/readyz"), "came back without what it had acknowledged")
	})
	if got := serve(t, "--redis="+redis.URL()).page(t, "/readyz"); got != "ready\n" {
		t.Errorf("a bot that starts on an empty Redis: %q", got)
	}
	redis.Kill()
	redis.Start()
	eventually(t, "the bot is ready again", func() bool { return s.page(t, "/readyz") == "ready\n" })
}
