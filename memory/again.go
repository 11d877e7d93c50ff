package memory

import (
	"bytes"
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// again is the outcome of a change that was called for a second time: not stale, but done.
// A script sees that only of values that are the same byte by byte, and no two envelopes
// are.
func again(d copilot.Draft, err error, done func(copilot.Revision) bool) (copilot.Draft, error) {
	if stale, is := errors.AsType[*copilot.StaleError](err); is {
		d = stale.Draft
	}
	overtaken := err != nil && len(d.Revisions) > 0
	switch {
	case overtaken && done(d.Latest()):
		return d, nil
	case overtaken:
		return copilot.Draft{}, err
	}
	return d, err
}

// same compares what is kept of two values.
func same(a, b any) bool {
	x, y, err := encodeBoth(a, b)
	return err == nil && bytes.Equal(x, y)
}

// sameRevision compares all of two revisions but what moves.
func sameRevision(a, b copilot.Revision) bool {
	x, err := copilot.EncodeRevision(a)
	y, other := copilot.EncodeRevision(b)
	return err == nil && other == nil && bytes.Equal(x, y)
}
