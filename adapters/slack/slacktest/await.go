package slacktest

import (
	"context"
	"time"
)

// patience is how long Await and AwaitConnections wait.
const patience = 10 * time.Second

// Await waits until something holds, which is looked at after every call that the
// app makes, and now and then besides. The test ends when it does not within ten
// seconds; the complaint says what was waited for.
func (s *Slack) Await(what string, holds func() bool) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	besides := time.NewTicker(20 * time.Millisecond)
	defer besides.Stop()
	for {
		s.mu.Lock()
		moved := s.moved
		s.mu.Unlock()
		if holds() {
			return
		}
		select {
		case <-moved:
		case <-besides.C:
		case <-ctx.Done():
			s.t.Fatalf("slacktest: waited in vain for %s", what)
		}
	}
}

// tell wakes who waits in Await.
func (s *Slack) tell() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.moved)
	s.moved = make(chan struct{})
}
