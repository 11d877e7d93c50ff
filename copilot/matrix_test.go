package copilot_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// cell is one case of who may what.
type cell struct {
	role    string // as what somebody comes
	own     bool   // they asked for the draft
	channel string // how it signs off
	fails   bool   // the platform does not say who holds which role
	verdict copilot.Verdict
}

// The people of the matrix, by as what they come.
var roles = map[string]copilot.Person{
	"named": person("named", "Nell"), "by role": person("holder", "Hugo"), "delegate": person("delegate", "Dina"),
	"nobody": person("nobody", "Noor"), "guest": person("guest", "Gus"), // who is named, and refused by the platform
}

// channels are how a channel may sign off.
func channels() map[string]copilot.Profile {
	lender := person("lender", "Lola")
	approvers := append(named(roles["named"], roles["guest"], lender), copilot.Approver{Role: true, ID: "managers", Name: "Managers"})
	lent := []copilot.Delegation{{From: named(lender)[0], To: named(roles["delegate"])[0], Until: time.Now().Add(days)}}
	with := func(a copilot.Authority, self bool, all []copilot.Approver) copilot.Profile {
		a.Delegations = lent
		return copilot.Profile{Approvers: all, SelfSignOff: self, Authority: a}
	}
	first, second := copilot.Step{Name: "first", Approvers: approvers}, copilot.Step{Name: "second", Approvers: named(carl)}
	return map[string]copilot.Profile{
		"nobody":      with(copilot.Authority{}, true, nil),
		"one":         with(copilot.Authority{}, false, approvers),
		"one, self":   with(copilot.Authority{}, true, approvers),
		"two":         with(copilot.Authority{Signatures: 2}, false, approvers),
		"two, self":   with(copilot.Authority{Signatures: 2}, true, approvers),
		"first step":  with(copilot.Authority{Steps: []copilot.Step{first, second}}, false, nil),
		"second step": with(copilot.Authority{Steps: []copilot.Step{second, first}}, false, nil),
	}
}

// want is what has to come of it: the state, and why it is refused.
func (c cell) want() (copilot.State, string) {
	moved, _ := c.verdict.Outcome()
	self := c.channel == "one, self" || c.channel == "two, self"
	switch approves := c.verdict == copilot.Approve; {
	case c.verdict == copilot.Withdraw && c.own:
		return moved, ""
	case c.channel == "nobody":
		return copilot.Pending, "approver.nobody"
	case c.fails:
		return copilot.Pending, "approver.roles"
	case c.role == "guest":
		return copilot.Pending, "approver.guest"
	case c.role == "nobody" && c.verdict == copilot.Withdraw:
		return copilot.Pending, "withdraw.other"
	case c.role == "nobody":
		return copilot.Pending, "approver.other"
	case approves && c.own && !self:
		return copilot.Pending, "approver.self"
	case approves && c.channel == "second step":
		return copilot.Pending, "approver.early"
	case approves && c.channel != "one" && c.channel != "one, self":
		return copilot.Pending, "" // the first of two
	}
	return moved, ""
}

// cells are all of them.
func cells() []cell {
	var all []cell
	for role := range roles {
		for channel := range channels() {
			for _, v := range []copilot.Verdict{copilot.Approve, copilot.RequestChanges, copilot.Reject, copilot.Withdraw} {
				for _, own := range []bool{false, true} {
					all = append(all, cell{role, own, channel, false, v}, cell{role, own, channel, true, v})
				}
			}
		}
	}
	return all
}

// P3: who may what, as what they come, on whose draft, however the channel signs off,
// whether the platform answers or not; and every refusal is on record, with its reason.
func TestAuthorityMatrix(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	all, known := cells(), channels()
	place := func(i int) copilot.Place {
		return copilot.Place{Platform: "test", Workspace: channel.Workspace, Channel: fmt.Sprint("matrix-", i)}
	}
	for i, c := range all {
		mustDo(t, b.store.SetProfile(b.ctx, place(i), known[c.channel]))
		r := draftRequest(fmt.Sprint("matrix-", i), "We open on Monday")
		r.Place, r.Person = place(i), person("author-"+fmt.Sprint(i), "Aude")
		if c.own {
			r.Person = roles[c.role]
		}
		b.accept(t, r)
	}
	b.work(t, empty)
	b.chat.roles = map[string][]string{"holder": {"managers"}}
	for _, id := range []string{"named", "delegate", "nobody", "guest", "lender"} {
		b.chat.roles[id] = nil
	}
	refused := 0
	for i, c := range all {
		b.chat.rolesErr, b.chat.roleErrs = nil, map[string]error{"guest": copilot.NewFault(copilot.FaultForbidden, "fault.approver.guest", nil, nil)}
		if c.fails {
			b.chat.rolesErr, b.chat.roleErrs = errors.New("api down"), nil
		}
		drafts, err := b.Drafts(b.ctx, copilot.Filter{Tenant: channel.Tenant(), Channel: place(i).Channel})
		mustDo(t, err)
		d := drafts[0]
		state, why := c.want()
		_, fault := b.word(t, d, roles[c.role], c.verdict)
		if (fault == "") != (why == "") || why != "" && fault != "fault."+why {
			t.Errorf("%+v: told %q, want %q", c, fault, why)
		}
		if now := b.now(t, d); now.State() != state {
			t.Errorf("%+v: %s, want %s", c, now.State(), state)
		}
		trail, err := b.Trail(b.ctx, d.Ref())
		mustDo(t, err)
		at := slices.IndexFunc(trail, func(a copilot.Audit) bool { return a.Act == "refused" })
		switch {
		case (at >= 0) != (why != ""):
			t.Errorf("%+v: on record %+v", c, trail)
		case at >= 0 && (trail[at].Why != why || trail[at].Reason != string(c.verdict) || !trail[at].Person.Same(roles[c.role])):
			t.Errorf("%+v: on record %+v", c, trail[at])
		case at >= 0:
			refused++
		}
	}
	t.Logf("%d cases, %d refusals, all on record", len(all), refused)
}
