package copilot

import (
	"errors"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/check"
)

// A text that is incomplete or over its network's limit cannot be signed off, by the
// button or past it; every other kind of finding is one that the click acknowledges, and
// that is recorded with it.
func TestOnlyTwoKindsBlockASignature(t *testing.T) {
	p := Profile{Approvers: []Approver{{ID: "marc", Name: "Marc"}}}
	for _, kind := range check.Kinds() {
		r := sealed(Revision{
			Number: 1, State: Pending, Settings: Settings{Language: "en"}, Findings: []check.Finding{{Kind: kind}},
			Variants: []Variant{{Text: newGenerated("Lumo opens at [to confirm]")}},
		})
		d := asDraft(asks("/draft Lumo"), r)
		offered := ""
		for _, a := range Show(d, r, p, "en").Actions() {
			if a.Act == ActApprove {
				offered = a.Label
			}
		}
		decision, err := complete(d, Decision{Revision: 1, Digest: r.Digest, Verdict: Approve, Person: lea})
		fault, refused := errors.AsType[*Fault](err)
		if kind == check.Incomplete || kind == check.TooLong {
			if offered != "" || !refused || fault.Key != "fault.blocked" {
				t.Errorf("%s: offered %q, %v", kind, offered, err)
			}
			continue
		}
		if !strings.Contains(offered, "1 thing seen") || err != nil || decision.Acknowledged != 1 {
			t.Errorf("%s: offered %q, acknowledged %d, %v", kind, offered, decision.Acknowledged, err)
		}
	}
}

// What the writer leaves to be confirmed is a finding, in both languages, also when it
// is what a correction put in the place of something invented.
func TestMissingFactIsToBeConfirmed(t *testing.T) {
	for lang, c := range map[string]struct{ brief, first, second string }{
		"en": {"Lumo opens on Monday", "Lumo opens on Monday at 10:45.", "Lumo opens on Monday at [to confirm]."},
		"fr": {"Lumo ouvre lundi", "Lumo ouvre lundi à 10 h 45.", "Lumo ouvre lundi à [à confirmer]."},
	} {
		w := says("=== fact\n"+c.first, "=== fact\n"+c.second)
		r := compose(t, w, "/draft variants:1 language:"+lang+" "+c.brief, Material{})
		if len(r.Findings) != 1 || r.Findings[0].Kind != check.Confirm || r.Variants[0].Text.s != c.second {
			t.Errorf("%s: %q, %+v", lang, texts(r), r.Findings)
		}
		confirm := map[string]string{"en": "[to confirm]", "fr": "[à confirmer]"}[lang]
		if again := w.asked[1]; !strings.Contains(again.User, confirm) || !strings.Contains(again.System, confirm) {
			t.Errorf("%s: the writer is not told what to write:\n%s", lang, again.User)
		}
	}
	// What the second try leaves stays a finding.
	if r := compose(t, says("=== fact\nLumo opens at 10:45.", "=== fact\nLumo opens at 10:45."), "/draft variants:1 Lumo opens", Material{}); len(r.Findings) != 1 || r.Findings[0].Kind != check.Unsupported {
		t.Errorf("%+v", r.Findings)
	}
}
