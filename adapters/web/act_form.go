package web

import (
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
	Signed   string     // the exact text that is signed, where there is nothing to choose
	Doubts   *blockView // what the text is to be checked for, before it is signed
	Sentence string     // why it was refused
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
		Back: c.back, Request: newForm(), Sentence: sentence, Fragment: r.Header.Get("Workbench-Fragment") != "",
	}
	if c.act == copilot.ActApprove {
		p.Doubts = doubts(shown)
		if len(p.Fields) == 0 {
			p.Signed = whole(card)
		}
	}
	if p.Signed != "" || slices.ContainsFunc(p.Fields, showsText) {
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

// whole is the one text of a card, with its hashtags: exactly what is signed.
func whole(card copilot.Card) string {
	for _, b := range card.Blocks() {
		if isGenerated(b) && b.Copy != "" {
			return b.Copy
		}
	}
	return ""
}

// doubts is the block of findings of a card, nil when there is nothing to check.
func doubts(card *cardView) *blockView {
	at := slices.IndexFunc(card.Blocks, func(b blockView) bool { return b.Kind == copilot.BlockFindings })
	if at < 0 {
		return nil
	}
	return &card.Blocks[at]
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
				Choice: c, Key: v.Key + "-" + c.Value, Text: b.Copy, Count: b.Count, Limit: b.Limit,
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
