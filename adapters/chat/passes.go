package chat

import (
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// Passes is Fault.Passes of any error: one that says nothing to a person may pass.
func Passes(err error) bool {
	f, ok := errors.AsType[*copilot.Fault](err)
	return !ok || f.Passes()
}
