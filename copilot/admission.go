package copilot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Admission is where and for whom the copilot is there at all, as whoever runs it says.
// The zero value is everywhere, for everybody.
type Admission struct {
	// Allow, unless empty, is all there is: where an entry names places, other places are
	// refused, on every platform; where entries name people of a tenant, its other people.
	Allow []Pattern
	Deny  []Pattern // refused, whatever is allowed
}

// Pattern is an entry of a list; an empty field is any.
type Pattern struct{ Platform, Workspace, Channel, Person string }

// ReadPattern reads "*", PLATFORM, PLATFORM:WORKSPACE, PLATFORM:WORKSPACE:CHANNEL or
// PLATFORM:WORKSPACE:@PERSON; "*" for a workspace is any. The error says what does not fit.
func ReadPattern(s string) (Pattern, error) {
	if s == "*" {
		return Pattern{}, nil
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 || slices.Contains(parts, "") || parts[0] == "*" {
		return Pattern{}, errors.New("write PLATFORM:WORKSPACE, PLATFORM:WORKSPACE:CHANNEL, PLATFORM:WORKSPACE:@PERSON, or * alone")
	}
	p := Pattern{Platform: parts[0]}
	if len(parts) > 1 && parts[1] != "*" {
		p.Workspace = parts[1]
	}
	if len(parts) < 3 {
		return p, nil
	}
	person, isPerson := strings.CutPrefix(parts[2], "@")
	switch {
	case isPerson && person != "":
		p.Person = person
	case isPerson || strings.HasPrefix(parts[2], "#"):
		return p, errors.New("name channels and people by their ids, not by what they are called")
	default:
		p.Channel = parts[2]
	}
	return p, nil
}

// String is the entry as it is written.
func (p Pattern) String() string {
	switch {
	case p == Pattern{}:
		return "*"
	case p.Person != "":
		return p.Platform + ":" + cmp.Or(p.Workspace, "*") + ":@" + p.Person
	case p.Channel != "":
		return p.Platform + ":" + cmp.Or(p.Workspace, "*") + ":" + p.Channel
	case p.Workspace != "":
		return p.Platform + ":" + p.Workspace
	}
	return p.Platform
}

// in says whether the entry is about a tenant.
func (p Pattern) in(t Tenant) bool {
	return (p.Platform == "" || p.Platform == t.Platform) && (p.Workspace == "" || p.Workspace == t.Workspace)
}

// refusal is why somebody is refused at a place, "" when they are not. Without a channel
// the place is all of a workspace: then one channel that is allowed is enough, and one
// that is denied is nothing. Without an id a person is nobody in particular.
func (a Admission) refusal(at Place, p Person) string {
	for _, d := range a.Deny {
		switch {
		case !d.in(at.Tenant()):
		case d.Person != "" && d.Person == p.ID:
			return "person"
		case d.Person == "" && (d.Channel == "" || d.Channel == at.Channel):
			return "place"
		}
	}
	if len(a.Allow) == 0 {
		return ""
	}
	var places, people, here, them bool
	for _, e := range a.Allow {
		switch {
		case !e.in(at.Tenant()):
		case e.Person != "":
			people, them = true, them || e.Person == p.ID || p.ID == ""
		default:
			places, here = true, here || e.Channel == "" || at.Channel == "" || e.Channel == at.Channel
		}
	}
	switch {
	case !places && !people, places && !here:
		return "place"
	case people && !them:
		return "person"
	}
	return ""
}

// byChannel says whether it depends on the channel whether somebody is admitted.
func (a Admission) byChannel(t Tenant) bool {
	return slices.ContainsFunc(slices.Concat(a.Allow, a.Deny), func(p Pattern) bool { return p.Channel != "" && p.in(t) })
}

// errAdmission is the key of a refusal because nobody can tell.
const errAdmission = "fault.denied.unknown"

// Nested is a Chat with channels that hang in others, whose lists count for them: within
// is the channel that a place hangs in, the place itself for most.
type Nested interface {
	Within(ctx context.Context, at Place) (within Place, err error)
}

// Admit refuses whom the copilot is not there for, or where it is not: a *Fault that is
// for that person alone. It is what every way in asks first, before anything is read or
// kept, and again for what was accepted before the lists said so. Without a channel it is
// about the workspace, without a person's id about the place.
func (c *Copilot) Admit(ctx context.Context, at Place, p Person) error {
	why := c.Admission.refusal(at, p)
	if nested, ok := c.Chats[at.Platform].(Nested); ok && at.Channel != "" && c.Admission.byChannel(at.Tenant()) {
		within, err := nested.Within(ctx, at)
		if err != nil {
			return NewFault(FaultForbidden, errAdmission, nil, fmt.Errorf("admit: %w", err))
		}
		if within.Channel != at.Channel {
			why = c.Admission.nested(at, within, p)
		}
	}
	if why == "" {
		return nil
	}
	c.refused("denied_" + why)
	return NewFault(FaultForbidden, "fault.denied."+why, nil, nil)
}

// nested is the refusal at a place that hangs in another: denied with it or by its own
// name, allowed by either.
func (a Admission) nested(at, within Place, p Person) string {
	denied := Admission{Deny: a.Deny}
	allowed := Admission{Allow: a.Allow}
	for _, place := range []Place{at, within} {
		if why := denied.refusal(place, p); why != "" {
			return why
		}
	}
	if why := allowed.refusal(at, p); why == "" {
		return ""
	}
	return allowed.refusal(within, p)
}

// Denied says whether an error is a refusal of Admit.
func Denied(err error) bool {
	f, ok := errors.AsType[*Fault](err)
	return ok && strings.HasPrefix(f.Key, "fault.denied.")
}

// reads has the chat read, where it is admitted that somebody does.
func (c *Copilot) reads(ctx context.Context, r Reading) (Conversation, error) {
	if err := c.Admit(ctx, r.Place, r.For); err != nil {
		return Conversation{}, err
	}
	var read Conversation
	err := c.stage(ctx, Stage{Kind: StageRead, Chat: r.Place.Platform}, func(ctx context.Context) (err error) {
		read, err = c.Chats[r.Place.Platform].Read(ctx, r)
		return err
	})
	return read, err
}
