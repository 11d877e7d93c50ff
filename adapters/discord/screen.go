package discord

import (
	"context"
	"sync"
)

// screen holds what is to stand in the place of the message that is being clicked
// on: the answer to a click carries it, so that it needs no call of its own, no
// rights of the bot's, and works where one person alone sees the message.
type screen struct {
	message snowflake

	mu     sync.Mutex
	shown  *payload
	closed bool // the click is answered: from now on edits go their own way
}

type screenKey struct{}

// withScreen has what is shown in a message held for the answer to a click on it.
func withScreen(ctx context.Context, message snowflake) (context.Context, *screen) {
	s := &screen{message: message}
	return context.WithValue(ctx, screenKey{}, s), s
}

// onScreen is the screen that a message stands on; nil for none.
func onScreen(ctx context.Context, message snowflake) *screen {
	s, _ := ctx.Value(screenKey{}).(*screen)
	if s == nil || s.message != message {
		return nil
	}
	return s
}

// put holds what is to be shown; false when it is too late for that.
func (s *screen) put(shown payload) bool {
	if s == nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.shown = &shown
	return true
}

// take ends the holding and returns what is to be shown; nil for nothing.
func (s *screen) take() *payload {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return s.shown
}
