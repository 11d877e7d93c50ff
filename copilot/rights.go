package copilot

import (
	"context"
	"errors"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// right is as what somebody may sign.
type right struct {
	Role string // by its name; "" for somebody who is named in person
	For  Person // by delegation; zero: for themselves
	Step int    // from 0
}

// rights look up who may sign at a place, at one moment: the chat is asked once for each
// person.
type rights struct {
	chat    Chat
	at      Place
	profile Profile
	now     time.Time
	author  Person // of the draft; zero where it is about none
	asked   map[string]held
	admit   func(context.Context, Person) error // Copilot.Admit, there
}

// held is what the chat said of the roles of a person.
type held struct {
	roles []string
	err   error // a *Fault of kind FaultForbidden
}

// over are the rights over a draft.
func (c *Copilot) over(draft Draft, p Profile) *rights {
	r := c.rights(draft.Place, p)
	r.author = draft.Author
	return r
}

func (c *Copilot) rights(at Place, p Profile) *rights {
	admit := func(ctx context.Context, p Person) error { return c.Admit(ctx, at, p) }
	return &rights{chat: c.Chats[at.Platform], at: at, profile: p, now: c.Now(), asked: map[string]held{}, admit: admit}
}

// errRoles is the key of a refusal because nobody could be asked.
const errRoles = "fault.approver.roles"

// roles are those of a person now; a *Fault of kind FaultForbidden for somebody who can hold
// no authority there, and when the chat does not answer.
func (r *rights) roles(ctx context.Context, p Person) ([]string, error) {
	if h, ok := r.asked[p.ID]; ok {
		return h.roles, h.err
	}
	var roles []string
	err := r.admit(ctx, p)
	if err == nil {
		roles, err = r.chat.Roles(ctx, p, r.at)
	}
	if fault, ok := errors.AsType[*Fault](err); err != nil && (!ok || fault.Kind != FaultForbidden || fault.Key == errAdmission) {
		err = NewFault(FaultForbidden, errRoles, nil, err)
	}
	r.asked[p.ID] = held{roles, err}
	return roles, err
}

// unanswered says whether an error is that the chat did not answer.
func unanswered(err error) bool {
	fault, ok := errors.AsType[*Fault](err)
	return ok && fault.Key == errRoles
}

// own is the right that somebody has themselves in a step.
func (r *rights) own(ctx context.Context, p Person, step int) (right, bool, error) {
	roles, err := r.roles(ctx, p)
	if err != nil {
		return right{}, false, err
	}
	as, may := r.profile.steps()[step].approver(p, roles)
	if as.Role {
		return right{Role: as.Name, Step: step}, may, nil
	}
	return right{Step: step}, may, nil
}

// lent is the right that somebody has in a step through an approver, as long as that one
// is an approver.
func (r *rights) lent(ctx context.Context, p Person, d Delegation, step int) (right, bool, error) {
	if d.To.ID != p.ID || p.ID == "" || !d.holds(r.now) {
		return right{}, false, nil
	}
	from := Person{Platform: r.at.Platform, ID: d.From.ID, Name: d.From.Name}
	of, may, err := r.own(ctx, from, step)
	if err != nil && !unanswered(err) {
		return right{}, false, nil // they may not themselves
	}
	of.For = from
	return of, may, err
}

// in is the right that somebody has in a step, themselves or else through an approver who
// has not signed; through one who asked for the draft, which may not be enough, only where
// there is no other. Who would have it, had that one not signed, is returned too.
func (r *rights) in(ctx context.Context, p Person, step int, signed []Signature) (as right, may bool, spent Person, err error) {
	if as, may, err = r.own(ctx, p, step); may || err != nil {
		return as, may, spent, err
	}
	asker, asked := right{}, false
	for _, d := range r.profile.Delegations {
		as, may, err = r.lent(ctx, p, d, step)
		switch {
		case err != nil:
			return as, false, spent, err
		case may && hasSigned(signed, as.For):
			spent = as.For
		case may && r.author.Same(as.For) && !r.profile.SelfSignOff:
			asker, asked = as, true
		case may:
			return as, true, spent, nil
		}
	}
	return asker, asked, spent, nil
}

// hasSigned says whether somebody has, or somebody for them.
func hasSigned(signed []Signature, p Person) bool {
	for _, s := range signed {
		if s.Person.Same(p) || s.For.Same(p) {
			return true
		}
	}
	return false
}

// find looks for a right of somebody, in the step whose turn it is before the others.
func (r *rights) find(ctx context.Context, p Person, signed []Signature) (as right, err error) {
	turn, spent := r.profile.turn(signed), Person{}
	order := []int{turn}
	for i := range r.profile.steps() {
		if i != turn {
			order = append(order, i)
		}
	}
	for _, step := range order {
		as, may, by, err := r.in(ctx, p, step, signed)
		if may || err != nil {
			return as, err
		}
		if by.ID != "" {
			spent = by
		}
	}
	if spent.ID != "" {
		return as, NewFault(FaultForbidden, "fault.approver.spent", catalogue.Args{"Name": called(spent.Name)}, nil)
	}
	names := worded(func(locale string) string { return r.profile.names(locale, r.profile.Signers(), r.now) })
	return as, NewFault(FaultForbidden, "fault.approver.other", catalogue.Args{"Names": names}, nil)
}

// turned refuses an approval out of turn, and a second one by the same person.
func (r *rights) turned(p Person, as right, signed []Signature) error {
	steps, turn := r.profile.steps(), r.profile.turn(signed)
	switch {
	case hasSigned(signed, p):
		left := r.profile.needs() - len(signed)
		return NewFault(FaultForbidden, "fault.approver.twice", catalogue.Args{"Count": max(1, left)}, nil)
	case as.Step != turn:
		names := worded(func(locale string) string { return r.profile.names(locale, steps[turn].Approvers, r.now) })
		args := catalogue.Args{"Step": called(steps[turn].Name), "Own": called(steps[as.Step].Name), "Names": names}
		if as.Step > turn {
			return NewFault(FaultForbidden, "fault.approver.early", args, nil)
		}
		return NewFault(FaultForbidden, "fault.approver.late", args, nil)
	}
	return nil
}

// still says why a signature that was given does not count any more, a key of the catalogue
// under "refusal."; "" when it does. The error is that the chat does not answer.
func (r *rights) still(ctx context.Context, s Signature) (why string, err error) {
	if s.Step < 1 || s.Step > len(r.profile.steps()) {
		return whyOther, nil
	}
	_, err = r.roles(ctx, s.Person)
	may := false
	switch {
	case err != nil:
	case s.For.ID == "":
		_, may, err = r.own(ctx, s.Person, s.Step-1)
	default:
		for _, d := range r.profile.Delegations {
			if d.From.ID == s.For.ID && !may && err == nil {
				_, may, err = r.lent(ctx, s.Person, d, s.Step-1)
			}
		}
	}
	switch {
	case may || unanswered(err):
		return "", err
	case err != nil:
		return whyOf(AsFault(err, "")), nil
	case s.For.ID != "":
		return "approver.lent", nil
	}
	return whyOther, nil
}

// whyOther is why somebody may not who is no approver.
const whyOther = "approver.other"
