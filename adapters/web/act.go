package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
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
	if err := s.perform(r.Context(), v, c); err != nil {
		f := s.fault(r, err)
		if wantsJSON(r) {
			s.tell(w, r, v, statusOf(f), f.Sentence(v.Lang))
			return
		}
		s.showAct(w, r, v, c, statusOf(f), f.Sentence(v.Lang))
		return
	}
	s.goTo(w, r, c.back)
}

func (s *Server) perform(ctx context.Context, v viewer, c click) error {
	switch c.act {
	case copilot.ActEdit:
		return s.edit(ctx, v, c)
	case copilot.ActFollowUp:
		return s.followUp(ctx, v, c)
	}
	verdict := copilot.Verdict(c.act)
	if _, ok := verdict.Outcome(); !ok {
		return copilot.NewFault(copilot.FaultAbsent, "web.fault.act", nil, nil)
	}
	number, _ := strconv.Atoi(c.form.Get("variant"))
	_, err := s.core.Decide(ctx, c.ref, copilot.Decision{
		Draft: c.ref.Draft, Revision: c.revision, Digest: c.digest, Variant: number, Verdict: verdict,
		Reason: strings.TrimSpace(c.form.Get("reason")), Person: v.Person(), At: s.now(),
	})
	return err
}

// edit makes a revision of the texts in the form, numbered as on the card.
func (s *Server) edit(ctx context.Context, v viewer, c click) error {
	var texts []string
	for n := 1; c.form.Has(fmt.Sprintf("text.%d", n)); n++ {
		texts = append(texts, c.form.Get(fmt.Sprintf("text.%d", n)))
	}
	_, err := s.core.Edit(ctx, c.ref, copilot.Edit{
		Expect: copilot.Expect{Revision: c.revision, Digest: c.digest}, Texts: texts,
		Hashtags: strings.FieldsFunc(c.form.Get("hashtags"), between), Person: v.Person(), Request: requestID(c.request, strings.Join(texts, "\n")),
	})
	return err
}

func between(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }

// followUp asks for another revision in the person's own words.
func (s *Server) followUp(ctx context.Context, v viewer, c click) error {
	draft, err := s.core.Draft(ctx, c.ref)
	if err != nil {
		return absentDraft(err)
	}
	words := strings.TrimSpace(c.form.Get("text"))
	return s.accept(ctx, copilot.Request{
		ID: requestID(c.request, words), Place: draft.Place, Person: v.Person(), Text: words, Draft: draft.ID, Time: s.now(),
	}, words)
}
