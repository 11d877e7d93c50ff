package slack

import (
	"errors"
	"fmt"
	"testing"
)

// TestDoubtsForgetTheOldest: beyond the bound only the oldest is let go.
func TestDoubtsForgetTheOldest(t *testing.T) {
	d := &doubts{open: map[string]bool{}}
	lost := errors.New("connection lost")
	d.note("settled", lost)
	d.settle("settled")
	for n := range maxDoubts + 1 {
		d.note(fmt.Sprint(n), lost)
	}
	if d.has("0") || !d.has("1") || !d.has(fmt.Sprint(maxDoubts)) || d.has("settled") {
		t.Error("another than the oldest was forgotten")
	}
}
