package slack

import (
	"context"
	"errors"
	"log/slog"
	"testing"
)

// TestCloseHasAnEnd: shutting down waits for what was begun, but not for ever, and
// tells what may be left half done to end.
func TestCloseHasAnEnd(t *testing.T) {
	d := NewDoor(&witness{}, silentSlack(t), DoorOptions{Log: slog.New(slog.DiscardHandler)})
	stuck := make(chan struct{})
	d.Background(func() { <-stuck })
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Close(over); !errors.Is(err, context.Canceled) || d.Closing.Err() == nil {
		t.Errorf("closed with %v", err)
	}
	close(stuck)
	if err := d.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
