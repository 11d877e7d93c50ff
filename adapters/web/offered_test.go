package web

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// A card offers its reader what they may do, and nothing that would only be refused; why there
// is no Approve is said where the card does not say it. Looking puts nothing on record.
func TestACardOffersWhatItsReaderMay(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	launch := findPlace(t, "launch")
	asked := s.draft("launch", "/draft variants:1 Halo 2 is out on 14 April") // by Léa
	offers := func(who, path string) (acts, said string) {
		page := s.as(who, "en").get(path).Body
		for _, act := range []copilot.Act{copilot.ActApprove, copilot.ActChanges, copilot.ActEdit, copilot.ActReject, copilot.ActWithdraw, copilot.ActFollowUp} {
			if strings.Contains(page, "/d/"+asked.ID+"/"+string(act)+"?") {
				acts += " " + string(act)
			}
		}
		return acts, read(page)
	}
	const all = " approve request_changes edit reject withdraw follow_up"
	for _, path := range []string{"/c/launch", "/d/" + asked.ID} {
		for who, want := range map[string]string{"marc": all, "lea": " edit withdraw follow_up", "sam": " edit follow_up"} {
			acts, said := offers(who, path)
			if acts != want || !strings.Contains(said, "Can be signed off by: Marc Olivier.") || strings.Contains(said, "You are not an approver") {
				t.Errorf("%s is offered%s to %s, not%s: %s", path, acts, who, want, said)
			}
		}
	}

	trail, err := s.core.Trail(t.Context(), asked.Ref())
	must(t, err)
	if len(trail) != 1 {
		t.Errorf("looking is on record: %+v", trail)
	}
	if got := s.as("lea", "en").post("/d/"+asked.ID+"/approve", clickOn(asked)); got.Status != 403 {
		t.Errorf("a click is not checked: %d", got.Status)
	}

	p, err := s.core.Profile(t.Context(), launch)
	must(t, err)
	p.Approvers = append(p.Approvers, copilot.Approver{ID: "lea", Name: "Léa Martin"})
	must(t, s.core.SetProfile(t.Context(), launch, p))
	if acts, said := offers("lea", "/c/launch"); acts != " request_changes edit reject withdraw follow_up" || !strings.Contains(said, "somebody else has to sign it off") {
		t.Errorf("who asked is offered%s: %s", acts, said)
	}
	p.Approvers = nil
	must(t, s.core.SetProfile(t.Context(), launch, p))
	if acts, _ := offers("marc", "/c/launch"); acts != " edit follow_up" {
		t.Errorf("where nobody signs off%s is offered", acts)
	}
}
