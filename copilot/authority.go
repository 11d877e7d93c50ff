package copilot

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Authority is how a channel has its texts signed off, where one word of one approver is
// not all. The zero value asks for one signature, and is in no hurry.
type Authority struct {
	// Signatures is how many different people have to sign; 0 is one.
	Signatures int `json:"signatures,omitempty"` // at most MostSignatures
	// Steps are signed one after the other, in place of Approvers and Signatures.
	Steps []Step `json:"steps,omitempty"` // at most MostSteps
	// Delegations let somebody sign for an approver, until a day.
	Delegations []Delegation `json:"delegations,omitempty"`
	// WaitDays is after how many days a draft that nobody signed off is Expired; 0 is never.
	WaitDays int `json:"wait_days,omitempty"` // at most MostWaitDays
}

// The bounds of an Authority.
const (
	MostSignatures = 10
	MostSteps      = 10
	MostWaitDays   = 365
)

// Step is a group of approvers of whom some sign before the next step may.
type Step struct {
	Name       string     `json:"name"`
	Approvers  []Approver `json:"approvers"`
	Signatures int        `json:"signatures,omitempty"` // of different people; 0 is one
}

// needs is how many signatures the step asks for.
func (s Step) needs() int { return max(1, s.Signatures) }

// Delegation lets To sign for From, as long as From is an approver.
type Delegation struct {
	From  Approver  `json:"from"` // a person
	To    Approver  `json:"to"`   // a person
	Until time.Time `json:"until"`
}

// holds says whether it does at a moment.
func (d Delegation) holds(now time.Time) bool { return now.Before(d.Until) }

// Version tells a profile from any other that a store keeps in its place: two that are
// equal were made of the same.
type Version string

// Seen is what a person's word went by. A store moves nothing when it is not so any more:
// ErrChanged.
type Seen struct {
	Place   Place   // of the draft
	Profile Version // of its channel; "" for a word that needs no approver
	Signed  int     // Revision.Signed of the revision
	State   State   // of the revision; "" for whichever the verdict may follow
}

// ErrChanged says that what a word went by is not so any more: who may sign off, or who has
// signed. Nothing was changed, and it has to be looked at anew.
var ErrChanged = errors.New("who may sign off, or who has signed, has changed")

// Signature is one of those that a revision needs, before its last, which is its Decision.
// It is of exactly that revision, digest and variant.
type Signature struct {
	Decision
	// Struck is why it does not count any more, a key of the catalogue under "refusal.";
	// "" as long as it does.
	Struck string `json:"struck,omitempty"`
}

// Standing are the signatures of the revision that count.
func (r Revision) Standing() []Signature {
	return slices.DeleteFunc(slices.Clone(r.Signatures), func(s Signature) bool { return s.Struck != "" })
}

// steps are those in which a text is signed; none when nobody may.
func (p Profile) steps() []Step {
	switch {
	case len(p.Steps) > 0:
		return p.Steps
	case len(p.Approvers) > 0:
		return []Step{{Approvers: p.Approvers, Signatures: p.Signatures}}
	}
	return nil
}

// Signers are all who may sign off, in whatever step.
func (p Profile) Signers() []Approver {
	var all []Approver
	for _, s := range p.steps() {
		for _, a := range s.Approvers {
			if !slices.Contains(all, a) {
				all = append(all, a)
			}
		}
	}
	return all
}

// Strict says whether the profile asks for more than one approver's word, which is all that
// versions before know of.
func (p Profile) Strict() bool { return p.Signatures > 1 || len(p.Steps) > 0 || p.WaitDays > 0 }

// needs is how many signatures a text needs, over all steps.
func (p Profile) needs() int {
	n := 0
	for _, s := range p.steps() {
		n += s.needs()
	}
	return n
}

// turn is which step is to sign now, from 0, after those who have signed; the last when all
// have.
func (p Profile) turn(signed []Signature) int {
	steps := p.steps()
	for i, s := range steps {
		if countIn(signed, i) < s.needs() {
			return i
		}
	}
	return len(steps) - 1
}

// countIn is how many signed in a step, from 0.
func countIn(signed []Signature, step int) int {
	n := 0
	for _, s := range signed {
		if s.Step == step+1 {
			n++
		}
	}
	return n
}

// enough says whether those who have signed are all that a text needs, as when fewer are
// needed than were.
func (p Profile) enough(signed []Signature) bool { return len(signed) > 0 && p.completes(signed, -1) }

// completes says whether one more signature in a step is the last that a text needs.
func (p Profile) completes(signed []Signature, step int) bool {
	for i, s := range p.steps() {
		n := countIn(signed, i)
		if i == step {
			n++
		}
		if n < s.needs() {
			return false
		}
	}
	return true
}

// spoken is an approver's name, as a reader of locale reads it: a role that the house has a
// word for is not in the language of whoever chose it.
func (a Approver) spoken(locale string) string {
	if key := "role." + a.ID; a.Role {
		if word := catalogue.Say(locale, key, nil); word != key {
			return word
		}
	}
	return called(a.Name)
}

// names are those of approvers, each with whoever may sign for them at a moment.
func (p Profile) names(locale string, approvers []Approver, now time.Time) string {
	var all []string
	for _, a := range approvers {
		name := a.spoken(locale)
		for _, d := range p.Delegations {
			if !a.Role && d.From.ID == a.ID && d.holds(now) {
				args := catalogue.Args{"Name": called(d.To.Name), "For": called(a.Name), "Until": lastDay(locale, Fact{Expires: d.Until})}
				name = catalogue.Say(locale, "sign_off.delegate", args)
			}
		}
		all = append(all, name)
	}
	return strings.Join(all, ", ")
}

// SayAuthority says who has to sign a text off, in what order; "" when nobody may.
func (p Profile) SayAuthority(locale string) string {
	steps := p.steps()
	if len(steps) == 0 {
		return ""
	}
	if len(p.Steps) == 0 {
		return p.sayStep(locale, "sign_off.who", steps[0])
	}
	var all []string
	for i, s := range steps {
		all = append(all, catalogue.Say(locale, "sign_off.step", catalogue.Args{
			"Step": i + 1, "Name": called(s.Name), "Who": p.sayStep(locale, "sign_off.step.who", s),
		}))
	}
	said := catalogue.Say(locale, "sign_off.steps", catalogue.Args{"Steps": strings.Join(all, " · ")})
	if _, _, short := together(steps); short && !slices.ContainsFunc(steps, Step.short) {
		said += " " + catalogue.Say(locale, "sign_off.short", nil)
	}
	return said
}

// sayStep says who signs in a step, and how many of them when it is more than one.
func (p Profile) sayStep(locale, key string, s Step) string {
	args := catalogue.Args{"Names": p.names(locale, s.Approvers, time.Time{}), "Needed": s.needs()}
	if s.needs() > 1 {
		key += ".several"
	}
	said := catalogue.Say(locale, key, args)
	if s.short() {
		said += " " + catalogue.Say(locale, "sign_off.short", args)
	}
	return said
}

// short says whether fewer people are named than have to sign, and no role that may have
// more of them.
func (s Step) short() bool {
	return len(s.Approvers) < s.needs() && !slices.ContainsFunc(s.Approvers, func(a Approver) bool { return a.Role })
}

// together looks for steps that name fewer different people, between them, than have to sign
// in them, and no role: as a person is one signature, nobody can complete these. It says how
// many they need and name.
func together(steps []Step) (needed, named int, short bool) {
	steps = steps[:min(len(steps), MostSteps)]
	for some := range 1 << len(steps) {
		people, open := map[string]bool{}, false
		needed = 0
		for i, s := range steps {
			if some&(1<<i) == 0 {
				continue
			}
			needed += s.needs()
			for _, a := range s.Approvers {
				people[a.ID] = true
				open = open || a.Role
			}
		}
		if !open && len(people) < needed {
			return needed, len(people), true
		}
	}
	return 0, 0, false
}
