package inprocess

import (
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

func TestOpen(t *testing.T) {
	closed := false
	s, err := Open(t.Context(), memory.Options{Closed: func() { closed = true }})
	if err != nil {
		t.Fatal(err)
	}
	r := copilot.Request{ID: "r", Place: copilot.Place{Platform: "web"}}
	if fresh, err := s.Accept(t.Context(), r); err != nil || !fresh {
		t.Fatalf("new %v, error %v", fresh, err)
	}
	if j, err := s.Claim(t.Context()); err != nil || j.Request.ID != "r" {
		t.Fatalf("job %+v, error %v", j, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if !closed {
		t.Fatal("nobody was told that it is closed")
	}
	if s.Ping(t.Context()) == nil {
		t.Fatal("the server goes on after the store was closed")
	}
}

func TestOpenRefuses(t *testing.T) {
	if s, err := Open(t.Context(), memory.Options{Prefix: "a:b"}); err == nil {
		_ = s.Close()
		t.Fatal("options that memory.Open refuses are taken")
	}
}

// What has a time to live ends when its time is over.
func TestClockRuns(t *testing.T) {
	r := redis{server: miniredis.NewMiniRedis(), ended: make(chan struct{})}
	if err := r.server.Start(); err != nil {
		t.Fatal(err)
	}
	ticks := make(chan time.Time)
	r.wg.Go(func() { r.run(ticks) })
	for key, ttl := range map[string]time.Duration{"short": time.Minute, "long": time.Hour} {
		if err := r.server.Set(key, "x"); err != nil {
			t.Fatal(err)
		}
		r.server.SetTTL(key, ttl)
	}
	ticks <- time.Now().Add(30 * time.Second)
	ticks <- time.Now().Add(2 * time.Minute)
	r.close()
	if got := r.server.DB(0).Keys(); len(got) != 1 || got[0] != "long" {
		t.Fatalf("left: %q", got)
	}
}
