package web

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// click is an action as a form sends it.
type click struct {
	ref      copilot.Ref
	act      copilot.Act
	revision int
	digest   string
	back     string
	request  string // what the form was rendered with
	form     url.Values
}

func readClick(r *http.Request) click {
	revision, _ := strconv.Atoi(r.Form.Get("revision"))
	return click{
		ref: copilot.Ref{Tenant: Tenant(), Draft: r.PathValue("draft")}, act: copilot.Act(r.PathValue("act")),
		revision: revision, digest: r.Form.Get("digest"), back: localPath(r.Form.Get("back")), request: r.Form.Get("request"), form: r.Form,
	}
}

// act does what was clicked.
func (s *Server) act(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if err := parseForm(r); err != nil {
		s.fail(w, r, v, err)
		return
	}
	c := readClick(r)
	id := requestID(c.request, typedIn(c.form))
	r = referred(r, id)
	if err := s.perform(r.Context(), v, c, id); err != nil {
		f := s.fault(r, err)
		if wantsJSON(r) {
			s.tell(w, r, v, statusOf(f), sentence(r, f, v.Lang))
			return
		}
		s.showAct(w, r, v, c, statusOf(f), sentence(r, f, v.Lang))
		return
	}
	s.goTo(w, r, c.back)
}

// typedIn is all text that was typed into a form.
func typedIn(form url.Values) (words string) {
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if strings.HasPrefix(name, "text") {
			words += form.Get(name) + "\n"
		}
	}
	return words
}

// perform hands a click to the core, with what was answered in the form, under an id.
func (s *Server) perform(ctx context.Context, v viewer, c click, id string) error {
	k := copilot.Click{
		Act: c.act, Expect: copilot.Expect{Revision: c.revision, Digest: c.digest}, Person: v.Person(), Form: map[string]string{}, Request: id,
	}
	for name := range c.form {
		k.Form[name] = c.form.Get(name)
	}
	if err := s.core.Click(ctx, c.ref, k); err != nil || k.Act != copilot.ActFollowUp {
		return absentDraft(err)
	}
	return s.echoFollowUp(ctx, c.ref, k)
}

// echoFollowUp shows in the conversation what was asked about a draft.
func (s *Server) echoFollowUp(ctx context.Context, ref copilot.Ref, k copilot.Click) error {
	draft, err := s.core.Draft(ctx, ref)
	if err != nil {
		return absentDraft(err)
	}
	s.echo(ctx, copilot.Request{ID: k.Request, Place: draft.Place, Person: k.Person, Draft: draft.ID, Time: s.now()}, k.Form["text"])
	return nil
}
