package chat

import (
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Trouble is what a person is told of a platform that does not do what it should
// and may soon: it is tried again. code is how the platform puts it, for whoever
// looks it up, "" for nothing; the cause is for logs.
func Trouble(platform, code string, cause error) error {
	key := "chat.fault.trouble"
	if code == "" {
		key = "chat.fault.unheard"
	}
	return copilot.NewFault(copilot.FaultInternal, key, catalogue.Args{"Platform": platform, "Code": code}, cause)
}

// Busy is what a person is told of a platform that wants a longer rest than one call
// may wait for: it is tried again after that.
func Busy(platform string, rest time.Duration, cause error) error {
	return copilot.NewFault(copilot.FaultInternal, "chat.fault.busy", catalogue.Args{"Platform": platform},
		&copilot.BusyError{After: rest, Cause: cause})
}
