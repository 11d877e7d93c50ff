package chat

import (
	"errors"
	"fmt"
	"testing"
)

// TestDoubtsForgetTheOldest: beyond the bound only the oldest is let go.
func TestDoubtsForgetTheOldest(t *testing.T) {
	d := &Doubts{}
	lost := errors.New("connection lost")
	d.Note("settled", lost)
	d.Settle("settled")
	for n := range maxDoubts + 1 {
		d.Note(fmt.Sprint(n), lost)
	}
	if d.Has("0") || !d.Has("1") || !d.Has(fmt.Sprint(maxDoubts)) || d.Has("settled") {
		t.Error("another than the oldest was forgotten")
	}
}
