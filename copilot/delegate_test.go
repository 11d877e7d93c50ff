package copilot_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// asks says what was typed after /copilot, and returns what is said and the key of the
// fault.
func (b *bench) asks(t *testing.T, by, to copilot.Person, typed string) (told, fault string) {
	t.Helper()
	s, err := copilot.ReadSetting(typed)
	mustDo(t, err)
	if s.Sub != copilot.SubDelegate {
		t.Fatalf("%q is %+v", typed, s)
	}
	s.To = to
	told, err = b.Answer(b.ctx, channel, by, s)
	if f, ok := errors.AsType[*copilot.Fault](err); ok {
		return "", f.Key
	}
	mustDo(t, err)
	return told, ""
}

var nobody copilot.Person

// P3: an approver lets somebody sign for them until a day. What is not such a thing is
// refused, and changes nothing.
func TestDelegations(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Approvers: named(ana, carl)}))
	b.chat.roleErrs = map[string]error{"guest": copilot.NewFault(copilot.FaultForbidden, "fault.approver.guest", nil, nil)}
	soon := time.Now().AddDate(0, 0, 20).Format(time.DateOnly)
	for _, c := range []struct {
		by, to       copilot.Person
		typed, fault string
	}{
		{ana, bea, "delegate @Bea", "fault.delegate.end"},
		{ana, bea, "delegate @Bea until 2020-01-01", "fault.facts.until"},
		{ana, bea, "delegate @Bea until never", "fault.facts.until"},
		{ana, bea, "delegate @Bea until " + time.Now().AddDate(0, 0, 368).Format(time.DateOnly), "fault.delegate.long"},
		{ana, ana, "delegate @Ana until " + soon, "fault.delegate.self"},
		{ana, nobody, "delegate until " + soon, "fault.delegate.whom"},
		{marc, bea, "delegate @Bea until " + soon, "fault.delegate.none"},
		{ana, person("guest", "Gus"), "delegate @Gus until " + soon, "fault.delegate.cannot"},
		{ana, bea, "déléguer @Bea jusqu’au " + soon, ""},
		{carl, ana, "delegate @Ana until " + soon, "fault.delegate.chain"},
		{bea, marc, "delegate @Marc until " + soon, "fault.delegate.none"},
		{ana, bea, "delegate @Bea until 2 weeks", ""},
	} {
		before, err := b.Profile(b.ctx, channel)
		mustDo(t, err)
		_, fault := b.asks(t, c.by, c.to, c.typed)
		after, err := b.Profile(b.ctx, channel)
		mustDo(t, err)
		if changed := !slices.Equal(before.Delegations, after.Delegations); fault != c.fault || changed != (c.fault == "") {
			t.Errorf("%s, %q: %q, want %q; kept %+v", c.by.Name, c.typed, fault, c.fault, after.Delegations)
		}
		if n := len(after.Delegations); n > 1 {
			t.Errorf("%q: %d delegations", c.typed, n)
		}
	}
	if told, _ := b.asks(t, carl, nobody, "delegate"); !strings.Contains(told, "Bea may sign for Ana until") {
		t.Errorf("it says %q", told)
	}
	if told, _ := b.asks(t, ana, nobody, "délégation arrêt"); told == "" {
		t.Error("ended without a word")
	}
	if told, _ := b.asks(t, carl, nobody, "delegate"); !strings.Contains(told, "Nobody signs for somebody else") {
		t.Errorf("it says %q", told)
	}
}

// P3: who signs for another says so, on the card and on record; both are one signature; and
// the right is gone with that of the other, and with the last day.
func TestDelegateSigns(t *testing.T) {
	lent := func(until time.Time) copilot.Profile {
		return copilot.Profile{Approvers: named(ana, carl, lea), Authority: copilot.Authority{
			Signatures: 2, Delegations: []copilot.Delegation{{From: named(ana)[0], To: named(bea)[0], Until: until}, {From: named(lea)[0], To: named(marc)[0], Until: until}},
		}}
	}
	tomorrow := time.Now().Add(24 * time.Hour)
	t.Run("for her", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, lent(tomorrow))
		if _, fault := b.word(t, d, bea, copilot.Approve); fault != "" {
			t.Fatal(fault)
		}
		e := b.lastEntry(t, d)
		if !e.Person.Same(bea) || !e.For.Same(ana) || !strings.Contains(e.Sentence("en"), ", for Ana") {
			t.Errorf("on record: %+v", e)
		}
		if _, fault := b.word(t, d, ana, copilot.Approve); fault != "fault.approver.twice" {
			t.Errorf("Ana signs as well: %q", fault)
		}
		got, fault := b.word(t, d, carl, copilot.Approve)
		if s := said(b.chat.last(t, "message-r1")); fault != "" || got.State() != copilot.Approved || !strings.Contains(s, "signed off by Bea for Ana, Carl") {
			t.Errorf("%q, %s\n%s", fault, got.State(), s)
		}
	})
	t.Run("beside her", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, lent(tomorrow))
		_, _ = b.word(t, d, ana, copilot.Approve)
		if _, fault := b.word(t, d, bea, copilot.Approve); fault != "fault.approver.spent" || b.lastEntry(t, d).Why != "approver.spent" {
			t.Errorf("Bea signs for Ana, who has signed: %q", fault)
		}
	})
	t.Run("for who asked", func(t *testing.T) { // marc signs for lea, whose draft it is
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, lent(tomorrow))
		if _, fault := b.word(t, d, marc, copilot.Approve); fault != "fault.approver.self" {
			t.Errorf("signed: %q", fault)
		}
	})
	t.Run("over", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, lent(time.Now().Add(-time.Second)))
		if _, fault := b.word(t, d, bea, copilot.Approve); fault != "fault.approver.other" {
			t.Errorf("signed: %q", fault)
		}
	})
	for name, change := range map[string]func(*bench, copilot.Profile) copilot.Profile{
		"she is no approver any more": func(_ *bench, p copilot.Profile) copilot.Profile { p.Approvers = named(carl, lea, marc); return p },
		"the delegation is ended":     func(_ *bench, p copilot.Profile) copilot.Profile { p.Delegations = nil; return p },
		"her account is gone": func(b *bench, p copilot.Profile) copilot.Profile {
			b.chat.roleErrs = map[string]error{"ana": copilot.NewFault(copilot.FaultForbidden, "fault.approver.gone", nil, nil)}
			return p
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, writerFunc(echo))
			d := b.pending(t, lent(tomorrow))
			_, _ = b.word(t, d, bea, copilot.Approve)
			mustDo(t, b.SetProfile(b.ctx, channel, change(b, lent(tomorrow))))
			got, fault := b.word(t, d, carl, copilot.Approve)
			if fault != "" || got.State() != copilot.Pending || got.Latest().Signatures[0].Struck != "approver.lent" {
				t.Errorf("%q, %s, %+v", fault, got.State(), got.Latest().Signatures)
			}
			if _, fault := b.word(t, d, bea, copilot.Approve); fault != "fault.approver.other" {
				t.Errorf("Bea signs again: %q", fault)
			}
		})
	}
	t.Run("whom nobody can ask about", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, lent(tomorrow))
		b.chat.roleErrs = map[string]error{"ana": errors.New("api down")}
		if _, fault := b.word(t, d, bea, copilot.Approve); fault != "fault.approver.roles" {
			t.Errorf("signed: %q", fault)
		}
	})
}
