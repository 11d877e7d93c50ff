package chat

import (
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// Passes says whether trying again may help: nothing that a person could put right
// is the matter.
func Passes(err error) bool {
	f, ok := errors.AsType[*copilot.Fault](err)
	return !ok || f.Kind == copilot.FaultStore || f.Kind == copilot.FaultInternal
}
