package web

import (
	"net/http"
	"slices"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// reviewPage lists drafts over all channels.
type reviewPage struct {
	page
	State, Channel, Command string // what the filters are set to
	Rows                    []row
}

// row is one draft of the list: never its text without its label.
type row struct {
	Draft   copilot.Draft
	Card    *cardView
	Excerpt string
	Channel channel
}

// waiting is the filter of what needs somebody.
const waiting = "waiting"

// review shows the drafts that the filters choose; without any, those that wait.
func (s *Server) review(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	p := reviewPage{
		page:  s.pageFor(r, v, "review", "", catalogue.Say(v.Lang, "web.review.title", nil)),
		State: r.FormValue("state"), Channel: r.FormValue("channel"), Command: r.FormValue("command"),
	}
	if !r.URL.Query().Has("state") {
		p.State = waiting
	}
	chosen := filter(p)
	chosen.For = v.Person()
	drafts, err := s.core.Drafts(r.Context(), chosen)
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	for _, d := range drafts {
		if row, ok := s.row(r, v, d); ok {
			p.Rows = append(p.Rows, row)
		}
	}
	s.render(w, r, http.StatusOK, v.Lang, "review", p)
}

func filter(p reviewPage) copilot.Filter {
	f := copilot.Filter{Tenant: Tenant()}
	if _, ok := findChannel(p.Channel); ok {
		f.Channel = p.Channel
	}
	if _, ok := copilot.Lookup(p.Command); ok {
		f.Command = p.Command
	}
	switch state := copilot.State(p.State); {
	case p.State == waiting:
		f.States = []copilot.State{copilot.Pending, copilot.ChangesRequested}
	case slices.Contains(copilot.States(), state):
		f.States = []copilot.State{state}
	}
	return f
}

func (s *Server) row(r *http.Request, v viewer, d copilot.Draft) (row, bool) {
	card, err := s.core.Card(r.Context(), d.Ref(), 0, v.Lang)
	if err != nil {
		s.log.WarnContext(r.Context(), "workbench: review", "draft", d.ID, "error", err)
		return row{}, false
	}
	c, _ := findChannel(d.Place.Channel)
	out := row{Draft: d, Card: view(frame{Key: "r-" + d.ID, Place: d.Place, Back: "/review"}, card), Channel: c}
	out.Excerpt = text.Cut(firstText(card), maxExcerpt)
	return out, true
}

// maxExcerpt is how many runes of a draft the list shows.
const maxExcerpt = 220

// firstText is what an excerpt is cut from.
func firstText(card copilot.Card) string {
	for _, b := range card.Blocks() {
		switch {
		case b.Kind == copilot.BlockText:
			return b.Text
		case isGenerated(b) && len(b.Items) > 0:
			words := b.Items[0].Text
			for _, item := range b.Items[1:] {
				words += " " + item.Text
			}
			return words
		}
	}
	return ""
}
