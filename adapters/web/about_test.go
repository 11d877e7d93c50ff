package web

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// What stands beside a conversation is what the channel knows, and who signs off there, as
// its cards say it: with who may sign for whom, and no longer than they may.
func TestBesideAConversation(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	beside := func(channel, lang string) string {
		page := s.as("marc", lang).get("/c/" + channel).Body
		return read(page[strings.Index(page, `id="about-title"`):])
	}
	if said := beside("launch", "en"); strings.Contains(said, "Facts") || strings.Contains(said, "Can be signed off by") {
		t.Errorf("it says %q", said)
	}
	for n := range mostFacts + 2 {
		s.as("marc", "en").post("/c/launch/settings", url.Values{"fact": {"Halo 2 weighs " + strings.Repeat("9", n+1) + " g"}, "source": {"lab"}, "approver": {"marc"}})
	}
	at := findPlace(t, "launch")
	p, err := s.core.Profile(t.Context(), at)
	must(t, err)
	p.Delegations = []copilot.Delegation{
		{From: copilot.Approver{ID: "marc", Name: "Marc Olivier"}, To: copilot.Approver{ID: "lea", Name: "Léa Martin"}, Until: time.Now().AddDate(0, 1, 0)},
		{From: copilot.Approver{ID: "marc", Name: "Marc Olivier"}, To: copilot.Approver{ID: "sam", Name: "Sam Okafor"}, Until: time.Now().Add(-time.Hour)},
	}
	must(t, s.core.SetProfile(t.Context(), at, p))
	said := beside("launch", "en")
	for _, want := range []string{"Facts Halo 2 weighs 9", "lab", "2 more facts", "Can be signed off by: Marc Olivier (or Léa Martin, until "} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q: %s", want, said)
		}
	}
	if strings.Contains(said, "Sam Okafor, until") {
		t.Errorf("it has a delegation that is over: %s", said)
	}

	p = copilot.Profile{}
	p.Steps = []copilot.Step{{Name: "Legal", Approvers: []copilot.Approver{{ID: "sam", Name: "Sam Okafor"}}}}
	must(t, s.core.SetProfile(t.Context(), at, p))
	if said := beside("launch", "fr"); !strings.Contains(said, "Validé dans cet ordre") || strings.Contains(said, "Personne ne peut") {
		t.Errorf("it says %q", said)
	}
}

// A role is named in the reader's language, whoever chose it in theirs.
func TestRolesAreNamedForTheReader(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	s.draft("support", "/draft variants:1 La mise à jour est prête")
	for lang, c := range map[string][2]string{"en": {"any manager", "une personne responsable"}, "fr": {"une personne responsable", "any manager"}} {
		said := read(s.as("lea", lang).get("/c/support").Body)
		if n := strings.Count(said, c[0]); n != 2 || strings.Contains(said, c[1]) {
			t.Errorf("%s: a card and what stands beside it name managers %d times: %s", lang, n, said)
		}
	}
}

func findPlace(t *testing.T, id string) copilot.Place {
	t.Helper()
	c, ok := findChannel(id)
	if !ok {
		t.Fatalf("no channel %s", id)
	}
	return c.place("")
}
