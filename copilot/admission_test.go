package copilot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

func patterns(t *testing.T, list string) (all []copilot.Pattern) {
	t.Helper()
	for _, entry := range strings.Fields(list) {
		p, err := copilot.ReadPattern(entry)
		mustDo(t, err)
		all = append(all, p)
	}
	return all
}

// deniedBy is which list refuses: "place", "person", or "" for none.
func deniedBy(t testing.TB, err error) string {
	t.Helper()
	fault, ok := errors.AsType[*copilot.Fault](err)
	switch {
	case err == nil:
		return ""
	case !ok || fault.Kind != copilot.FaultForbidden || !copilot.Denied(err):
		t.Fatalf("refused with %v", err)
	}
	return strings.TrimPrefix(fault.Key, "fault.denied.")
}

func TestAdmission(t *testing.T) {
	for _, c := range []struct{ allow, deny, at, who, want string }{
		{"", "", "slack:T1:C1", "U1", ""},
		{"", "*", "slack:T1:C1", "U1", "place"},
		{"*", "slack:T1", "slack:T1:C1", "U1", "place"},
		{"*", "slack:T1", "slack:T2:C1", "U1", ""},
		{"*", "slack:T1", "discord:T1:C1", "U1", ""},
		{"", "slack:*:C1", "slack:T2:C1", "U1", "place"},
		{"", "slack:T1:C1", "slack:T1:C2", "U1", ""},
		{"", "slack:T1:C1", "slack:T1:", "U1", ""}, // the workspace, not that channel
		{"", "slack:T1:@U1", "slack:T1:C1", "U1", "person"},
		{"", "slack:T1:@U1", "slack:T1:", "U1", "person"},
		{"", "slack:T1:@U1", "slack:T1:C1", "U2", ""},
		{"", "slack:T1:@U1", "slack:T2:C1", "U1", ""},
		{"", "slack:T1:@U1", "slack:T1:C1", "", ""}, // about the place alone
		{"slack:T1:C1", "", "slack:T1:C1", "U1", ""},
		{"slack:T1:C1", "", "slack:T1:C2", "U1", "place"},
		{"slack:T1:C1", "", "discord:9:1", "U1", "place"},
		{"slack:T1:C1", "", "slack:T1:", "U1", ""},
		{"slack:T1:C1", "", "slack:T2:", "U1", "place"},
		{"slack:T1:C1", "slack:T1:C1", "slack:T1:C1", "U1", "place"},
		{"slack:T1:@U1", "", "slack:T1:C9", "U1", ""},
		{"slack:T1:@U1", "", "slack:T1:C9", "U2", "person"},
		{"slack:T1:@U1", "", "slack:T2:C9", "U1", "place"},
		{"slack:T1:C1 slack:T1:@U1", "", "slack:T1:C1", "U2", "person"},
		{"slack:T1:C1 slack:T1:@U1", "", "slack:T1:C2", "U1", "place"},
		{"slack:T1:@U1 discord", "", "discord:9:1", "8", ""},
	} {
		b := newBench(t, writerFunc(echo))
		var counted []string
		b.Refused = func(why string) { counted = append(counted, why) }
		b.Admission = copilot.Admission{Allow: patterns(t, c.allow), Deny: patterns(t, c.deny)}
		parts := strings.Split(c.at, ":")
		at := copilot.Place{Platform: parts[0], Workspace: parts[1], Channel: parts[2], Thread: "t"}
		got := deniedBy(t, b.Admit(b.ctx, at, copilot.Person{Platform: parts[0], ID: c.who}))
		if got != c.want {
			t.Errorf("allow %q, deny %q: %s at %s is refused for %q, want %q", c.allow, c.deny, c.who, c.at, got, c.want)
		}
		if want := []string{"denied_" + got}; got != "" && !slices.Equal(counted, want) || got == "" && counted != nil {
			t.Errorf("counted %q of %q", counted, got)
		}
	}
}

// What is denied is refused whatever is allowed, and what no list names is refused as soon
// as something is allowed: for any lists.
func TestDenyWins(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	pattern := rapid.Custom(func(r *rapid.T) copilot.Pattern {
		one := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(r, name) }
		p := copilot.Pattern{Platform: one("platform", "slack", "discord"), Workspace: one("workspace", "", "A", "B")}
		switch one("what", "all", "channel", "person") {
		case "channel":
			p.Channel = one("channel", "C", "D")
		case "person":
			p.Person = one("person", "U", "X")
		}
		return p
	})
	rapid.Check(t, func(r *rapid.T) {
		allow := rapid.SliceOfN(pattern, 0, 4).Draw(r, "allow")
		deny := rapid.SliceOfN(pattern, 0, 4).Draw(r, "deny")
		at := copilot.Place{
			Platform: rapid.SampledFrom([]string{"slack", "discord"}).Draw(r, "p"), Workspace: rapid.SampledFrom([]string{"A", "B"}).Draw(r, "w"),
			Channel: rapid.SampledFrom([]string{"C", "D"}).Draw(r, "c"),
		}
		who := copilot.Person{Platform: at.Platform, ID: rapid.SampledFrom([]string{"U", "X"}).Draw(r, "who")}
		fits := func(p copilot.Pattern) bool {
			return p.Platform == at.Platform && (p.Workspace == "" || p.Workspace == at.Workspace) &&
				(p.Channel == "" || p.Channel == at.Channel) && (p.Person == "" || p.Person == who.ID)
		}
		b.Admission = copilot.Admission{Allow: allow, Deny: deny}
		got := deniedBy(t, b.Admit(b.ctx, at, who))
		switch {
		case slices.ContainsFunc(deny, fits) && got == "":
			r.Fatal("what is denied is let in")
		case len(allow) > 0 && !slices.ContainsFunc(allow, fits) && got == "":
			r.Fatal("what no list allows is let in")
		case !slices.ContainsFunc(deny, fits) && len(allow) == 0 && got != "":
			r.Fatalf("refused for %q, by no list", got)
		}
		for i := range allow { // more that is denied never lets anybody in
			b.Admission.Deny = append(slices.Clone(deny), allow[i])
			if got != "" && deniedBy(t, b.Admit(b.ctx, at, who)) == "" {
				r.Fatal("one more entry that denies lets somebody in")
			}
		}
	})
}

// TestDeniedEveryWay: whoever, or wherever, is denied is refused by everything of the core
// that reads or does something for a person; nothing is read, asked of the writer, queued
// or changed, and a refused decision is on record.
func TestDeniedEveryWay(t *testing.T) {
	for _, denied := range []string{"test:w:@marc", "test:w:c", "test:w", "*"} {
		calls := 0
		b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
			calls++
			return echo(ctx, p)
		}))
		at := copilot.Place{Platform: "test", Workspace: "w", Channel: "c"}
		mustDo(t, b.SetProfile(b.ctx, at, copilot.Profile{Approvers: []copilot.Approver{{ID: "marc", Name: "Marc"}}, SelfSignOff: true}))
		made := draftRequest("r1", "We open on Monday")
		made.Place = at
		b.accept(t, made)
		private := made
		private.ID, private.Person, private.Private = "r2", marc, true
		b.accept(t, private)
		b.work(t, empty)
		drafts, err := b.store.Drafts(b.ctx, copilot.Filter{Tenant: at.Tenant()})
		mustDo(t, err)
		d, his := drafts[0], drafts[1]
		if d.Private {
			d, his = his, d
		}
		queued := made
		queued.ID, queued.Person = "r3", marc
		b.accept(t, queued) // before the lists said so
		b.Admission = copilot.Admission{Deny: patterns(t, denied)}
		before := calls
		expect := copilot.Expect{Revision: 1, Digest: d.Latest().Digest}
		click := func(act copilot.Act, d copilot.Draft, form map[string]string) func() error {
			return func() error {
				return b.Click(b.ctx, d.Ref(), copilot.Click{Act: act, Expect: copilot.Expect{Revision: 1, Digest: d.Latest().Digest}, Person: marc, Form: form, Request: "k"})
			}
		}
		ways := map[string]func() error{
			"a command":   func() error { r := made; r.ID, r.Person = "r4", marc; return b.Accept(b.ctx, r) },
			"a wish":      click(copilot.ActFollowUp, d, map[string]string{"text": "shorter"}),
			"an edit":     click(copilot.ActEdit, d, map[string]string{"text.1": "Open."}),
			"a share":     click(copilot.ActShare, his, nil),
			"an approval": click(copilot.ActApprove, d, nil),
			"a rejection": click(copilot.Act(copilot.Reject), d, map[string]string{"reason": "no"}),
			"changes":     click(copilot.Act(copilot.RequestChanges), d, map[string]string{"reason": "no"}),
			"withdrawal":  click(copilot.Act(copilot.Withdraw), his, nil),
			"may": func() error {
				return b.May(b.ctx, d.Ref(), copilot.Decision{Revision: 1, Digest: expect.Digest, Verdict: copilot.Approve, Person: marc})
			},
			"the facts": func() error {
				_, err := b.Answer(b.ctx, at, marc, copilot.Setting{Sub: copilot.SubFacts, Do: copilot.FactsList})
				return err
			},
			"a fact": func() error {
				_, err := b.Answer(b.ctx, at, marc, copilot.Setting{Sub: copilot.SubFacts, Do: copilot.FactsAdd, Words: "x"})
				return err
			},
			"a file": func() error { _, err := b.Import(b.ctx, at, marc, []byte("audience: makers")); return err },
		}
		for name, way := range ways {
			if deniedBy(t, way()) == "" {
				t.Errorf("deny %s: %s is let in", denied, name)
			}
		}
		if all, err := b.Drafts(b.ctx, copilot.Filter{Tenant: at.Tenant(), For: marc}); err != nil || len(all) > 0 {
			t.Errorf("deny %s: %d drafts are listed, %v", denied, len(all), err)
		}
		b.work(t, empty)
		if calls != before || len(b.chat.readings) > 0 {
			t.Errorf("deny %s: %d calls of the writer, read %v", denied, calls-before, b.chat.readings)
		}
		for _, d := range []copilot.Draft{d, his} {
			now, err := b.store.Draft(b.ctx, d.Ref())
			if err != nil || len(now.Revisions) != 1 || now.State() != copilot.Pending {
				t.Errorf("deny %s: a draft has moved: %v, %v", denied, now.State(), err)
			}
		}
		refusals := 0
		for _, d := range []copilot.Draft{d, his} {
			trail, err := b.Trail(b.ctx, d.Ref())
			mustDo(t, err)
			for _, entry := range trail {
				if entry.Act == "refused" && strings.HasPrefix(entry.Why, "denied.") && entry.Person.Same(marc) {
					refusals++
				}
			}
		}
		if refusals != 5 {
			t.Errorf("deny %s: %d refusals on record, want those of four decisions and a question", denied, refusals)
		}
	}
}

// A conversation of a denied channel is not read for a request of another, whoever says
// where it is.
func TestDeniedIsNotReadFromElsewhere(t *testing.T) {
	b := newBench(t, writerFunc(minutes))
	b.Admission = copilot.Admission{Deny: patterns(t, "test:w:secret")}
	at := copilot.Place{Platform: "test", Workspace: "w", Channel: "secret"}
	err := b.Accept(b.ctx, copilot.Request{ID: "r", Command: "summarize", Place: at, Person: lea, Private: true})
	if deniedBy(t, err) != "place" || len(b.chat.readings) > 0 {
		t.Errorf("%v; read %v", err, b.chat.readings)
	}
}
