package main

import (
	"context"
	"strings"
	"testing"
	"time"

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
	"no persistence": {[]string{"--appendonly", "no"}, []string{"writes nothing to its disk", "CONFIG SET appendonly yes"}},
	"not told":       {[]string{"--rename-command", "CONFIG", ""}, []string{"CONFIG GET appendfsync: ERR unknown command", "ask whoever runs it"}},
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
			for _, words := range append(h.said, "redis-cli -s "+redis.Socket(), "CONFIG REWRITE", "--accept-loss (BOT_ACCEPT_LOSS=1)") {
				if !strings.Contains(complaint.String(), words) {
					t.Errorf("it does not say %q but %q", words, complaint.String())
				}
			}
			if strings.Contains(out.String(), "Brouillon is at") {
				t.Errorf("it started: %q", out.String())
			}
		})
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
