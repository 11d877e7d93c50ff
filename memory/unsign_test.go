package memory

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// erases has an operator erase somebody, and returns of how many drafts.
func (h *house) erases(who copilot.Person) int {
	h.t.Helper()
	_, err := h.s.Erase(h.t.Context(), shop.Tenant(), who, copilot.Audit{Act: "erased"})
	must(h.t, err)
	n, err := h.s.Unsign(h.t.Context(), shop.Tenant(), who)
	must(h.t, err)
	return n
}

// Of somebody whom an operator erases no signature, decision, nor signed draft has the name
// or the words; its receipt still holds, and so does the record.
func TestUnsigned(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{}) // without envelopes, so that all can be searched
		h := furnished(t, s)
		h.lived(shop)
		if n := h.erases(zoe); n != 4 {
			t.Errorf("taken out of %d drafts: rejected, two signed, and rejected by her are 4", n)
		}
		if n := h.erases(zoe); n != 0 {
			t.Errorf("taken out of %d drafts once more", n)
		}
		looked := 0
		for line := range strings.Lines(dumpOf(t, s, shop)) {
			if !strings.Contains(line, "decision:") && !strings.Contains(line, ":audit:") {
				continue
			}
			looked++
			for _, canary := range []string{"gone-id", "Gone-Name", "gone-reason"} {
				if strings.Contains(line, canary) {
					t.Errorf("%s is left: %.500s", canary, line)
				}
			}
		}
		if looked < 10 {
			t.Errorf("%d lines looked at", looked)
		}
		signed := 0
		for _, d := range h.drafts(shop.Tenant()) {
			if d.State() != copilot.Approved {
				continue
			}
			signed++
			if d.Author.Same(zoe) {
				t.Error("a signed draft says that she asked for it")
			}
			if _, err := h.Receipt(t.Context(), d.Ref(), "en"); err != nil {
				t.Errorf("no receipt of %s: %v", d.ID, err)
			}
		}
		v, err := s.Verify(t.Context(), shop.Tenant(), copilot.Head{})
		if must(t, err); signed != 2 || !v.Whole() || v.Erased == 0 {
			t.Errorf("%d signed; the record: %+v", signed, v)
		}
	})
}

// A signature that waits for another counts no longer when its person was erased, and keeps
// nobody from signing.
func TestUnsignedWhilePending(t *testing.T) {
	t.Parallel()
	s := open(t, mini(t), Options{Secret: copilot.NewSecret(strings.Repeat("k", 40))})
	h := furnished(t, s)
	must(t, h.SetProfile(t.Context(), shop, copilot.Profile{
		SelfSignOff: true, Authority: copilot.Authority{Signatures: 2},
		Approvers: []copilot.Approver{{ID: zoe.ID, Name: zoe.Name}, {ID: yann.ID, Name: yann.Name}, {ID: "third", Name: "Third"}},
	}))
	d := h.asks(yann, shop, "1", "draft", "the text", false)
	h.decides(zoe, d, copilot.Approve, "")
	if n := h.erases(zoe); n != 1 {
		t.Fatalf("taken out of %d drafts", n)
	}
	h.decides(yann, d, copilot.Approve, "")
	h.decides(copilot.Person{Platform: "web", ID: "third", Name: "Third"}, d, copilot.Approve, "")
	d, err := s.Draft(t.Context(), d.Ref())
	must(t, err)
	all := d.Latest().Signatures
	if d.State() != copilot.Approved || len(all) != 2 || all[0].Struck != "signature.record" || all[0].Person.Name == zoe.Name || all[1].Struck != "" {
		t.Errorf("%s with %+v", d.State(), all)
	}
}
