package main

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// TestServesOnAnyTopology: the bot finds its Redis behind a Sentinel, and in a Cluster
// from a node that does not hold its keys.
func TestServesOnAnyTopology(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func() string{
		"Sentinel": func() string { return memorytest.NewWatched(t, time.Hour).URL() },
		"Cluster":  func() string { return memorytest.NewCluster(t).URL("{brouillon}") },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, "--redis="+start())
			s.say(t, "/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026 at 8 am")
			eventually(t, "the draft waits for a signature", func() bool {
				return strings.Contains(s.page(t, "/review"), "Our café in Lyon reopens on Monday 9 March 2026")
			})
			if got := s.page(t, "/readyz"); got != "ready\n" {
				t.Errorf("readiness: %q", got)
			}
		})
	}
}
