package discord

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// fakeSeats is a store of one seat and one ration.
type fakeSeats struct {
	mu      sync.Mutex
	fence   int64
	taken   bool
	until   time.Time
	asked   int // how often the ration was asked and gave
	left    int // of the ration; below 0 it has no end
	onSit   func()
	partial map[int64]bool // fences that the store does not hear any more
}

var (
	errFakeTaken = errors.New("taken")
	errFakeAway  = errors.New("away")
)

func (s *fakeSeats) Sit(_ context.Context, _ string, lasts time.Duration) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.taken && time.Now().Before(s.until) {
		return 0, errFakeTaken
	}
	if s.onSit != nil {
		s.onSit()
	}
	s.taken, s.until = true, time.Now().Add(lasts)
	s.fence++
	return s.fence, nil
}

func (s *fakeSeats) Stay(_ context.Context, _ string, fence int64, lasts time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.partial[fence]:
		return errFakeAway
	case fence != s.fence || !s.taken:
		return errFakeTaken
	}
	s.until = time.Now().Add(lasts)
	return nil
}

func (s *fakeSeats) Leave(_ context.Context, _ string, fence int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if fence != s.fence {
		return errFakeTaken
	}
	s.taken = false
	return nil
}

func (s *fakeSeats) Ration(_ context.Context, name string, burst int, every time.Duration) (time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if name != "discord:1:identify" || burst != 20 || every != 150*time.Second {
		return 0, fmt.Errorf("asked for %s, %d, %v", name, burst, every)
	}
	if s.left == 0 {
		return time.Hour, nil
	}
	s.left--
	s.asked++
	return 0, nil
}

// cutOff lets the store not hear the holder of a fence any more.
func (s *fakeSeats) cutOff(fence int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.partial == nil {
		s.partial = map[int64]bool{}
	}
	s.partial[fence] = true
}

func (s *fakeSeats) free() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.taken
}

func (s *fakeSeats) given() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}
