package copilot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// longestDelegation is how long somebody may sign for another: a year, with its last day.
const longestDelegation = 366 * 24 * time.Hour

// untilSaid is what stands between whom to delegate to and until when.
var untilSaid = text.Lazily(`(?i)(?:^|[\s\x{a0}\x{202f}])(?:--)?(?:until|jusqu['’]?(?:au|à|a|en))[\s\x{a0}\x{202f}]*[:=]?[\s\x{a0}\x{202f}]*`)

var delegateWords = []word{{DelegateOff, []string{"arrêt", "arret", "arrêter", "fin", "stop", "non"}}}

// delegated takes what was typed after the word apart: nobody and nothing asks how it is.
func (s Setting) delegated() Setting {
	if name, _ := readWord(delegateWords, s.Words); name != "" {
		s.Do, s.Words = DelegateOff, ""
		return s
	}
	if at := untilSaid.FindStringIndex(s.Words); at != nil {
		s.Words, s.Until = strings.TrimSpace(s.Words[:at[0]]), strings.TrimSpace(s.Words[at[1]:])
	}
	return s
}

// delegate lets somebody sign for whoever asks, or ends that, or says how it is.
func (c *Copilot) delegate(ctx context.Context, at Place, by Person, s Setting) (string, error) {
	switch {
	case s.Do == DelegateOff:
		_, err := c.learn(ctx, at, func(k *Known) error { k.endDelegation(by.ID, c.Now()); return nil })
		return catalogue.Say(by.Locale, "delegate.off", nil), err
	case s.To.ID == "" && s.Words == "" && s.Until == "":
		p, err := c.Profile(ctx, at)
		return p.sayDelegations(by.Locale, c.Now()), err
	case s.To.ID == "":
		return "", NewFault(FaultInput, "fault.delegate.whom", nil, nil)
	case s.To.Same(by):
		return "", NewFault(FaultInput, "fault.delegate.self", nil, nil)
	}
	until, err := c.delegationEnd(s.Until)
	if err != nil {
		return "", err
	}
	to, err := c.Chats[at.Platform].Who(ctx, s.To, at)
	if err != nil {
		to = s.To // its id says who it is
	}
	made := Delegation{From: Approver{ID: by.ID, Name: by.Name}, To: Approver{ID: to.ID, Name: to.Name}, Until: until}
	if _, err := c.learn(ctx, at, func(k *Known) error { return c.takeDelegation(ctx, at, k, by, to, made) }); err != nil {
		return "", err
	}
	return catalogue.Say(by.Locale, "delegate.on", catalogue.Args{"Name": to.Name, "Until": lastDay(by.Locale, Fact{Expires: until})}), nil
}

// delegationEnd reads until when somebody may sign for another.
func (c *Copilot) delegationEnd(typed string) (time.Time, error) {
	if typed == "" {
		return time.Time{}, NewFault(FaultInput, "fault.delegate.end", nil, nil)
	}
	until, ok := UntilSaid(typed, c.Now())
	switch {
	case !ok:
		return until, Lapsed(typed)
	case until.After(c.Now().Add(longestDelegation)):
		return until, NewFault(FaultInput, "fault.delegate.long", nil, nil)
	}
	return until, nil
}

// takeDelegation keeps a delegation of somebody who is an approver themselves now, to
// somebody who may hold authority; in place of the one they had.
func (c *Copilot) takeDelegation(ctx context.Context, at Place, k *Known, by, to Person, made Delegation) error {
	may := c.rights(at, k.Profile)
	own := false
	for step := range k.steps() {
		_, is, err := may.own(ctx, by, step)
		if err != nil {
			return err
		}
		own = own || is
	}
	if !own {
		return NewFault(FaultForbidden, "fault.delegate.none", nil, nil)
	}
	if _, err := may.roles(ctx, to); unanswered(err) {
		return err
	} else if err != nil {
		return NewFault(FaultForbidden, "fault.delegate.cannot", catalogue.Args{"Name": to.Name}, err)
	}
	for _, d := range k.Delegations {
		if d.holds(c.Now()) && (d.To.ID == by.ID || d.From.ID == to.ID) {
			return NewFault(FaultInput, "fault.delegate.chain", catalogue.Args{"From": d.From.Name, "To": d.To.Name}, nil)
		}
	}
	k.endDelegation(by.ID, c.Now())
	k.Delegations = append(k.Delegations, made)
	return nil
}

// endDelegation takes away whoever signs for somebody, and what is over.
func (k *Known) endDelegation(from string, now time.Time) {
	k.Delegations = slices.DeleteFunc(slices.Clone(k.Delegations), func(d Delegation) bool { return d.From.ID == from || !d.holds(now) })
	if len(k.Delegations) == 0 {
		k.Delegations = nil
	}
}

// sayDelegations says who signs for whom.
func (p Profile) sayDelegations(locale string, now time.Time) string {
	var all []string
	for _, d := range p.Delegations {
		if d.holds(now) {
			args := catalogue.Args{"Name": d.To.Name, "For": d.From.Name, "Until": lastDay(locale, Fact{Expires: d.Until})}
			all = append(all, catalogue.Say(locale, "delegate.line", args))
		}
	}
	if len(all) == 0 {
		return catalogue.Say(locale, "delegate.nobody", nil)
	}
	return strings.Join(all, "\n")
}
