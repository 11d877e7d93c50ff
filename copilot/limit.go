package copilot

import (
	"errors"
	"fmt"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Bounds are how much each person, each channel and each workspace may have of
// something; 0 is no bound.
type Bounds struct{ Person, Channel, Workspace int }

// Scope is whose use is counted.
type Scope string

// The scopes, from the narrowest.
const (
	ScopePerson    Scope = "person"
	ScopeChannel   Scope = "channel"
	ScopeWorkspace Scope = "workspace"
)

// Of is the bound of a scope.
func (b Bounds) Of(s Scope) int {
	return map[Scope]int{ScopePerson: b.Person, ScopeChannel: b.Channel, ScopeWorkspace: b.Workspace}[s]
}

// LimitError says that a request was not accepted because of how many there were:
// nothing was kept or counted.
type LimitError struct {
	Scope Scope
	Most  int           // a minute
	After time.Duration // more than 0: then the same request is accepted, if nobody is faster
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("more than %d requests a minute of a %s: wait %v", e.Most, e.Scope, e.After)
}

// Limited says whether a request counts against the bounds: what follows from a click on
// a draft, a sign-off among them, does not.
func (r Request) Limited() bool { return r.Cause == "" }

// limitFault says whose limit is reached, and when to try again.
func (c *Copilot) limitFault(e *LimitError) error {
	c.refused("limit_" + string(e.Scope))
	return NewFault(FaultLimit, "fault.limit."+string(e.Scope), catalogue.Args{"Count": e.Most, "Wait": seconds(e.After)}, e)
}

// seconds is a time to wait as people say it, rounded up.
func seconds(d time.Duration) worded {
	n := int((d + time.Second - 1) / time.Second)
	return func(locale string) string { return catalogue.Say(locale, "wait.seconds", catalogue.Args{"Count": n}) }
}

// refused counts a refusal.
func (c *Copilot) refused(why string) {
	if c.Refused != nil {
		c.Refused(why)
	}
}

func asLimit(err error) (*LimitError, bool) { return errors.AsType[*LimitError](err) }
