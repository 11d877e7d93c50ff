package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestDeniedAtTheWorkbench: who is denied finds no page and gets nothing done, but for
// choosing who they are; a refused decision is on record, and others work on.
func TestDeniedAtTheWorkbench(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	lea, marc := s.as("lea", "en"), s.as("marc", "fr")
	draft := s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	p, err := copilot.ReadPattern("web:" + Workspace + ":@marc")
	if err != nil {
		t.Fatal(err)
	}
	s.core.Admission = copilot.Admission{Deny: []copilot.Pattern{p}}
	for _, way := range []struct {
		method, path string
		form         url.Values
	}{
		{http.MethodGet, "/c/launch", nil},
		{http.MethodGet, "/review", nil},
		{http.MethodGet, "/audit", nil},
		{http.MethodGet, "/d/" + draft.ID, nil},
		{http.MethodGet, "/d/" + draft.ID + "/edit", nil},
		{http.MethodGet, "/d/" + draft.ID + "/receipt", nil},
		{http.MethodGet, "/c/launch/settings", nil},
		{http.MethodGet, "/c/launch/settings.yaml", nil},
		{http.MethodPost, "/c/launch", url.Values{"text": {"/draft another"}}},
		{http.MethodPost, "/c/launch/settings", url.Values{"audience": {"makers"}}},
		{http.MethodPost, "/c/launch/settings/file", url.Values{"yaml": {"audience: makers"}}},
		{http.MethodPost, "/c/launch/m/x/retry", url.Values{}},
		{http.MethodPost, "/d/" + draft.ID + "/approve", clickOn(draft, "variant", "1")},
		{http.MethodPost, "/d/" + draft.ID + "/follow_up", clickOn(draft, "text", "shorter")},
	} {
		r := marc.do(way.method, way.path, way.form)
		if r.Status != http.StatusForbidden || !strings.Contains(r.Body, "Je ne suis pas à votre disposition") {
			t.Errorf("%s %s: status %d", way.method, way.path, r.Status)
		}
	}
	now, err := s.core.Draft(t.Context(), draft.Ref())
	if err != nil || len(now.Revisions) != 1 || now.State() != copilot.Pending {
		t.Errorf("the draft is %s with %d revisions, %v", now.State(), len(now.Revisions), err)
	}
	trail, err := s.core.Trail(t.Context(), draft.Ref())
	if err != nil || trail[len(trail)-1].Why != "denied.person" {
		t.Errorf("the record ends with %+v, %v", trail[len(trail)-1], err)
	}
	if r := marc.post("/me", url.Values{"who": {"lea"}}); r.Status != http.StatusSeeOther {
		t.Errorf("choosing who they are: status %d", r.Status)
	}
	if r := lea.get("/c/launch"); r.Status != http.StatusOK {
		t.Errorf("Léa gets status %d", r.Status)
	}
}

// TestDeniedChannelAtTheWorkbench: what is of a channel that is denied is shown under no
// address, whoever asks; the others are.
func TestDeniedChannelAtTheWorkbench(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	marc := s.as("marc", "en")
	draft := s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	p, err := copilot.ReadPattern("web:" + Workspace + ":launch")
	if err != nil {
		t.Fatal(err)
	}
	s.core.Admission = copilot.Admission{Deny: []copilot.Pattern{p}}
	for path, want := range map[string]int{
		"/c/launch": http.StatusForbidden, "/d/" + draft.ID: http.StatusForbidden, "/d/" + draft.ID + "/edit": http.StatusForbidden,
		"/d/" + draft.ID + "/receipt": http.StatusForbidden, "/audit?channel=launch": http.StatusForbidden, "/events?channel=launch": http.StatusForbidden,
		"/stats?channel=launch": http.StatusForbidden, "/stats.csv?channel=launch": http.StatusForbidden,
		"/c/" + channels[1].ID: http.StatusOK, "/d/absent": http.StatusNotFound, "/audit": http.StatusOK,
	} {
		if got := marc.get(path); got.Status != want {
			t.Errorf("%s: %d, want %d", path, got.Status, want)
		}
	}
}
