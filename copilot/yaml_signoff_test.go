package copilot_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

const inSteps = `sign_off:
  signatures: 2
  wait_days: 14
  steps:
    - name: Legal
      signatures: 2
      approvers:
        - {id: ana, name: Ana}
        - {role: lawyers, name: Lawyers}
    - name: Brand lead
      approvers: [{id: carl}]
`

// Steps are set by a file, and a file says them again; approvers and delegations are not in
// it, and stay.
func TestStepsByFile(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	kept := copilot.Profile{Approvers: named(marc), Authority: copilot.Authority{Delegations: []copilot.Delegation{{From: named(marc)[0], To: named(bea)[0]}}}}
	mustDo(t, b.SetProfile(b.ctx, channel, kept))
	known, err := b.Import(b.ctx, channel, marc, []byte(inSteps))
	mustDo(t, err)
	want := kept
	want.Signatures, want.WaitDays = 2, 14
	want.Steps = []copilot.Step{
		{Name: "Legal", Signatures: 2, Approvers: []copilot.Approver{{ID: "ana", Name: "Ana"}, {Role: true, ID: "lawyers", Name: "Lawyers"}}},
		{Name: "Brand lead", Approvers: []copilot.Approver{{ID: "carl", Name: "carl"}}},
	}
	if diff := cmp.Diff(want, known.Profile); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	file, err := b.Export(b.ctx, channel)
	mustDo(t, err)
	again, err := b.Import(b.ctx, channel, marc, file)
	mustDo(t, err)
	if diff := cmp.Diff(known.Profile, again.Profile); diff != "" {
		t.Errorf("the channel’s own file (-want +got):\n%s", diff)
	}
	none, err := b.Import(b.ctx, channel, marc, []byte("sign_off: {}"))
	mustDo(t, err)
	if diff := cmp.Diff(kept, none.Profile); diff != "" {
		t.Errorf("without steps (-want +got):\n%s", diff)
	}
}

// What cannot be signed, or names nobody, is refused with its line, and nothing is changed.
func TestWrongStepsAreRefused(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	for file, want := range map[string]string{
		"sign_off: {wait_days: 366}":                                                           "Line 1: “wait_days” takes a whole number from 0 to 365",
		"sign_off: {signatures: 11}":                                                           "Line 1: “signatures” takes a whole number from 0 to 10",
		"sign_off:\n  signatures: two":                                                         "Line 2: “signatures”",
		"sign_off:\n  steps:\n  - approvers: [{id: a}]":                                        "Line 3: “name” is missing",
		"sign_off:\n  steps: [{name: Legal}]":                                                  "Line 2: “approvers” is missing",
		"sign_off:\n  steps: [{name: Legal, approvers: [{name: Ana}]}]":                        "an approver has either an id",
		"sign_off:\n  steps: [{name: Legal, approvers: [{id: a, role: b}]}]":                   "an approver has either an id",
		"sign_off:\n  steps: [{name: Legal, signatures: 2, approvers: [{id: a}]}]":             "asks for 2 signatures of different people, and names 1",
		"sign_off:\n  steps: [{name: Legal, signatures: 2, approvers: [{id: a}, {id: a}]}]":    "is there a second time",
		"sign_off:\n  approvers: [{id: a}]":                                                    "there is no field “approvers” here",
		"sign_off:\n  steps: [" + strings.Repeat("{name: L, approvers: [{id: a}]},", 11) + "]": "11",
	} {
		_, err := b.Import(b.ctx, channel, marc, []byte(file))
		if f, ok := errors.AsType[*copilot.Fault](err); !ok || !strings.Contains(f.Sentence("en"), want) {
			t.Errorf("%s: %v, want %q", file, err, want)
		}
	}
	if p, err := b.Profile(b.ctx, channel); err != nil || len(p.Steps)+p.Signatures > 0 {
		t.Errorf("kept %+v, %v", p, err)
	}
}
