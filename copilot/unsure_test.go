package copilot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"
)

// gone is a store that goes away while it is asked to keep something.
type gone struct {
	Queue
	err error
}

// Accept is Queue.
func (g gone) Accept(context.Context, Request) (bool, error) { return false, g.err }

// TestNobodyIsToldMoreThanIsKnown: "nothing was kept" is said where that is certain.
func TestNobodyIsToldMoreThanIsKnown(t *testing.T) {
	broken := errors.New("connection reset")
	for want, err := range map[string]error{
		"fault.store": broken, "fault.accept.unsure": fmt.Errorf("settle: %w", errors.Join(ErrUnsure, broken)),
	} {
		c := New(Config{Composer: Composer{Now: time.Now}, Queue: gone{err: err}, Log: slog.New(slog.DiscardHandler)})
		told := c.Accept(t.Context(), asks("/draft our lamp"))
		if fault, ok := errors.AsType[*Fault](told); !ok || fault.Key != want || fault.Kind != FaultStore {
			t.Errorf("%v: told %v, want %s", err, told, want)
		}
	}
}
