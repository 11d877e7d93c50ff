package chat

import (
	"context"
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// Of what kind a platform's call failed, for whoever counts them.
const (
	FailedBusy      = "ratelimited" // too many calls: it is made again after a rest
	FailedForbidden = "forbidden"   // the bot may not, or not like that
	FailedGone      = "gone"        // what it is about is not there any more
	FailedServer    = "server"      // the platform is in trouble
	FailedNetwork   = "network"     // no answer came
	FailedOther     = "other"
)

// FailedAs is of what kind a call failed whose error has been made a *copilot.Fault; "" when
// it did not fail, or was not made, or nobody wanted it any more.
func FailedAs(err error) string {
	fault, ok := errors.AsType[*copilot.Fault](err)
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, copilot.ErrLeaseLost):
		return ""
	case !ok:
		return FailedOther
	case fault.Kind == copilot.FaultForbidden:
		return FailedForbidden
	case fault.Kind == copilot.FaultAbsent:
		return FailedGone
	}
	switch fault.Key {
	case "chat.fault.busy":
		return FailedBusy
	case "chat.fault.trouble":
		return FailedServer
	case "chat.fault.unheard":
		return FailedNetwork
	}
	return FailedOther
}
