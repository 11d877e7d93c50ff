package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// actPage asks what an action needs to know before it acts: a page of its own,
// or without its surroundings what the script puts into a dialog.
type actPage struct {
	page
	Draft    string
	Action   copilot.Action
	Done     string // on the button that does it
	Label    string // of the generated text on it
	Heading  string
	Revision int
	Digest   string
	Fields   []fieldView
	Back     string
	Request  string
	Sentence string // why it was refused
	Fragment bool
}

// fieldView is one question.
type fieldView struct {
	copilot.Field
	Key     string
	Choices []choiceView
	Counted bool // its length is shown as it is edited
	Count   int
	Limit   int
	Rows    int
}

// choiceView is one answer, with the text it stands for.
type choiceView struct {
	copilot.Choice
	Key   string
	Text  string
	Count int
	Limit int
	Over  bool
}

// click is an action as a form sends it.
type click struct {
	ref      copilot.Ref
	act      copilot.Act
	revision int
	digest   string
	back     string
	request  string
	form     url.Values
}

func readClick(r *http.Request) click {
	revision, _ := strconv.Atoi(r.Form.Get("revision"))
	request := r.Form.Get("request")
	if !requestID.MatchString(request) {
		request = newRequestID()
	}
	return click{
		ref: copilot.Ref{Tenant: Tenant(), Draft: r.PathValue("draft")}, act: copilot.Act(r.PathValue("act")),
		revision: revision, digest: r.Form.Get("digest"), back: r.Form.Get("back"), request: request, form: r.Form,
	}
}

// askAct shows the form of an action on the revision that the link names.
func (s *Server) askAct(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if err := parseForm(r); err != nil {
		s.fail(w, r, v, err)
		return
	}
	s.showAct(w, r, v, readClick(r), http.StatusOK, "")
}

func (s *Server) showAct(w http.ResponseWriter, r *http.Request, v viewer, c click, status int, sentence string) {
	card, err := s.core.Card(r.Context(), c.ref, c.revision, v.Lang)
	if err != nil {
		s.fail(w, r, v, absentDraft(err))
		return
	}
	at := slices.IndexFunc(card.Actions(), func(a copilot.Action) bool { return a.Act == c.act })
	if at < 0 {
		s.tell(w, r, v, http.StatusConflict, pastAct(v.Lang, card, sentence))
		return
	}
	action := card.Actions()[at]
	shown := view(frame{Key: "act", Back: c.back}, card)
	p := actPage{
		page: s.pageFor(r, v, "draft", "", action.Label), Draft: c.ref.Draft, Action: action, Done: done(v.Lang, action), Heading: shown.Heading,
		Revision: c.revision, Digest: c.digest, Fields: fields(action, card, c.form),
		Back: c.back, Request: c.request, Sentence: sentence, Fragment: r.Header.Get("Workbench-Fragment") != "",
	}
	if slices.ContainsFunc(p.Fields, showsText) {
		p.Label = shown.Label
	}
	name := "act"
	if p.Fragment {
		name = "act-form"
	}
	s.render(w, r, status, v.Lang, name, p)
}

// done is what the button of a form says, where the name of the action would
// only repeat what opened it.
func done(lang string, a copilot.Action) string {
	switch a.Act {
	case copilot.ActEdit, copilot.ActFollowUp:
		return catalogue.Say(lang, "web.done."+string(a.Act), nil)
	default:
		return a.Label
	}
}

// pastAct says why an action is not on the card any more: what was decided, if
// anything was.
func pastAct(lang string, card copilot.Card, sentence string) string {
	if sentence != "" {
		return sentence
	}
	for _, b := range card.Blocks() {
		if b.Kind == copilot.BlockStamp {
			return catalogue.Say(lang, "web.act.past.stamp", catalogue.Args{"Stamp": b.Text})
		}
	}
	return catalogue.Say(lang, "web.act.past", nil)
}

// fields lays out an action's questions; what was sent before a refusal stands
// in them again.
func fields(a copilot.Action, card copilot.Card, sent url.Values) []fieldView {
	var all []fieldView
	for _, f := range a.Form {
		if sent.Has(f.Name) {
			f.Value = sent.Get(f.Name)
		}
		v := fieldView{Field: f, Key: "f-" + strings.ReplaceAll(f.Name, ".", "-"), Rows: 3}
		if number, ok := strings.CutPrefix(f.Name, "text."); ok {
			b := variant(card, number)
			v.Counted, v.Count, v.Limit, v.Rows = true, b.Count, b.Limit, min(max(6, strings.Count(f.Value, "\n")+4), 16)
			if b.Variant == 0 { // a summary: its text is on the card in parts
				v.Count = text.Graphemes(f.Value)
			}
		}
		for _, c := range f.Options {
			b := variant(card, c.Value)
			v.Choices = append(v.Choices, choiceView{
				Choice: c, Key: v.Key + "-" + c.Value, Text: b.Text, Count: b.Count, Limit: b.Limit,
				Over: b.Limit > 0 && b.Count > b.Limit,
			})
		}
		all = append(all, v)
	}
	return all
}

// variant is the block of a variant by its number, the zero Block if none.
func variant(card copilot.Card, number string) copilot.Block {
	for _, b := range card.Blocks() {
		if b.Kind == copilot.BlockText && strconv.Itoa(b.Variant) == number {
			return b
		}
	}
	return copilot.Block{}
}

// showsText says whether a form has generated text on it, and so the label.
func showsText(f fieldView) bool {
	return strings.HasPrefix(f.Name, "text.") || f.Name == "hashtags" ||
		slices.ContainsFunc(f.Choices, func(c choiceView) bool { return c.Text != "" })
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
	if wantsJSON(r) {
		s.reply(w, http.StatusOK, answer{OK: true, Go: localPath(c.back)})
		return
	}
	http.Redirect(w, r, localPath(c.back), http.StatusSeeOther)
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
		texts = append(texts, unixLines(c.form.Get(fmt.Sprintf("text.%d", n))))
	}
	_, err := s.core.Edit(ctx, c.ref, copilot.Edit{
		Expect: copilot.Expect{Revision: c.revision, Digest: c.digest}, Texts: texts,
		Hashtags: strings.FieldsFunc(c.form.Get("hashtags"), between), Person: v.Person(), Request: c.request,
	})
	return err
}

// unixLines undoes what a form does to line ends.
func unixLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

func between(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }

// followUp asks for another revision in the person's own words.
func (s *Server) followUp(ctx context.Context, v viewer, c click) error {
	draft, err := s.core.Draft(ctx, c.ref)
	if err != nil {
		return absentDraft(err)
	}
	words := strings.TrimSpace(c.form.Get("text"))
	return s.accept(ctx, copilot.Request{
		ID: c.request, Place: draft.Place, Person: v.Person(), Text: words, Draft: draft.ID, Time: s.now(),
	}, words)
}
