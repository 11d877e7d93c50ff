package copilot_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// No draft is stuck between people: where those who have signed are enough by what the
// channel asks for now, the next click of any approver hands it over, of one who has signed
// as well. All signatures are checked again as ever.
func TestEnoughIsCompletedByASigner(t *testing.T) {
	needing := func(n int, who ...copilot.Person) copilot.Profile {
		return copilot.Profile{Approvers: named(who...), Authority: copilot.Authority{Signatures: n}}
	}
	t.Run("fewer are needed", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, needing(2, ana, bea))
		_, _ = b.word(t, d, ana, copilot.Approve)
		mustDo(t, b.SetProfile(b.ctx, channel, needing(1, ana)))
		got, fault := b.word(t, d, ana, copilot.Approve)
		if s := said(b.chat.last(t, "message-r1")); fault != "" || got.State() != copilot.Approved || strings.Contains(s, "Ana, Ana") {
			t.Errorf("%q, %s\n%s", fault, got.State(), s)
		}
	})
	t.Run("by whoever signed for her", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		lent := []copilot.Delegation{{From: named(ana)[0], To: named(bea)[0], Until: time.Now().Add(time.Hour)}}
		two, one := needing(2, ana, carl), needing(1, ana)
		two.Delegations, one.Delegations = lent, lent
		d := b.pending(t, two)
		_, _ = b.word(t, d, bea, copilot.Approve)
		mustDo(t, b.SetProfile(b.ctx, channel, one))
		if got, fault := b.word(t, d, bea, copilot.Approve); fault != "" || got.State() != copilot.Approved {
			t.Errorf("%q, %s", fault, got.State())
		}
	})
	t.Run("not enough once they are checked again", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, needing(3, ana, bea, carl))
		_, _ = b.word(t, d, ana, copilot.Approve)
		_, _ = b.word(t, d, bea, copilot.Approve)
		mustDo(t, b.SetProfile(b.ctx, channel, needing(2, ana, carl)))
		if got, fault := b.word(t, d, ana, copilot.Approve); fault != "fault.approver.twice" || b.now(t, d).State() != copilot.Pending {
			t.Errorf("with a signature that does not count any more: %q, %s", fault, got.State())
		}
		if got, fault := b.word(t, d, carl, copilot.Approve); fault != "" || got.State() != copilot.Approved {
			t.Errorf("%q, %s", fault, got.State())
		}
	})
	t.Run("by nobody else", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, needing(2, ana, bea, lea))
		_, _ = b.word(t, d, ana, copilot.Approve)
		mustDo(t, b.SetProfile(b.ctx, channel, needing(1, ana, lea)))
		for who, want := range map[copilot.Person]string{marc: "fault.approver.other", lea: "fault.approver.self"} {
			if _, fault := b.word(t, d, who, copilot.Approve); fault != want || b.now(t, d).State() != copilot.Pending {
				t.Errorf("%s: %q", who.Name, fault)
			}
		}
	})
}

// Steps that together need more different people than they name are refused: nobody signs
// twice.
func TestStepsThatNobodyCanCompleteAreRefused(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	for file, refused := range map[string]bool{
		"[{name: A, approvers: [{id: ana}]}, {name: B, approvers: [{id: ana}]}]":                                                                           true,
		"[{name: A, approvers: [{id: ana}, {id: bea}]}, {name: B, approvers: [{id: ana}, {id: bea}]}, {name: C, approvers: [{id: ana}, {id: bea}]}]":       true,
		"[{name: A, approvers: [{id: ana}]}, {name: R, approvers: [{role: r}]}, {name: B, approvers: [{id: ana}]}]":                                        true,
		"[{name: A, signatures: 2, approvers: [{id: ana}, {id: bea}]}, {name: B, approvers: [{id: bea}, {id: carl}]}, {name: C, approvers: [{id: carl}]}]": true,
		"[{name: A, approvers: [{id: ana}]}, {name: B, approvers: [{id: ana}, {id: bea}]}]":                                                                false,
		"[{name: A, approvers: [{id: ana}]}, {name: B, approvers: [{id: ana}, {role: r}]}]":                                                                false,
		"[{name: A, approvers: [{id: ana}, {id: bea}]}, {name: B, approvers: [{id: ana}, {id: bea}]}]":                                                     false,
	} {
		_, err := b.Import(b.ctx, channel, marc, []byte("sign_off:\n  steps: "+file))
		f, is := errors.AsType[*copilot.Fault](err)
		switch {
		case !refused && err != nil:
			t.Errorf("%s: %v", file, err)
		case refused && (!is || f.Key != "fault.yaml.together" || !strings.Contains(f.Sentence("en"), "Line 2: ") || !strings.Contains(f.Sentence("fr"), "Ligne 2")):
			t.Errorf("%s: %v", file, err)
		}
	}
}

// Who may sign for several signs for one who did not ask for the draft, in whatever order
// they were named.
func TestSignsForWhoDidNotAsk(t *testing.T) {
	until := time.Now().Add(time.Hour)
	forLea := copilot.Delegation{From: named(lea)[0], To: named(marc)[0], Until: until}
	forAna := copilot.Delegation{From: named(ana)[0], To: named(marc)[0], Until: until}
	for name, c := range map[string]struct {
		lent  []copilot.Delegation
		self  bool
		fault string
		as    copilot.Person
	}{
		"hers first":         {[]copilot.Delegation{forLea, forAna}, false, "", ana},
		"hers last":          {[]copilot.Delegation{forAna, forLea}, false, "", ana},
		"hers alone":         {[]copilot.Delegation{forLea}, false, "fault.approver.self", nobody},
		"who asked may sign": {[]copilot.Delegation{forLea, forAna}, true, "", lea},
	} {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, copilot.Profile{Approvers: named(lea, ana), SelfSignOff: c.self, Authority: copilot.Authority{Delegations: c.lent}})
		got, fault := b.word(t, d, marc, copilot.Approve)
		if fault != c.fault || fault == "" && (got.State() != copilot.Approved || !got.Latest().Decision.For.Same(c.as)) {
			t.Errorf("%s: %q, %s, %+v", name, fault, got.State(), got.Latest().Decision)
		}
	}
}
