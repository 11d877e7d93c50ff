package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/brouillon/brouillon/copilot"
)

// draftPage is one draft: as it stands, two of its revisions side by side, and
// who did what to it.
type draftPage struct {
	page
	Draft   copilot.Draft
	Card    *cardView
	Number  int // of the revision on the card
	Channel channel
	Back    string // the place in the conversation
	Trail   []copilot.Audit
	Left    *side
	Right   *side
}

// side is one of two revisions that are compared.
type side struct {
	Number int
	Card   *cardView
	Texts  []compared
}

// compared is a text of one side with what differs from the other.
type compared struct {
	Title string
	Spans []span
}

// showDraft shows a draft; revision, a and b choose what of it.
func (s *Server) showDraft(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	ref := copilot.Ref{Tenant: Tenant(), Draft: r.PathValue("draft")}
	draft, err := s.core.Draft(r.Context(), ref)
	if err != nil {
		s.fail(w, r, v, absentDraft(err))
		return
	}
	p := draftPage{Draft: draft, Number: number(r.FormValue("revision"), draft, draft.Latest().Number)}
	p.Channel, _ = findChannel(draft.Place.Channel)
	p.Back = pathTo(draft.Place, "")
	if err := s.fillDraft(r, v, &p); err != nil {
		s.fail(w, r, v, err)
		return
	}
	p.page = s.pageFor(r, v, "draft", p.Channel.ID, p.Card.Heading)
	s.render(w, r, http.StatusOK, v.Lang, "draft", p)
}

func (s *Server) fillDraft(r *http.Request, v viewer, p *draftPage) error {
	card, err := s.core.Card(r.Context(), p.Draft.Ref(), p.Number, v.Lang)
	if err != nil {
		return absentDraft(err)
	}
	p.Card = s.offered(r.Context(), v, view(frame{Key: "d", Place: p.Draft.Place, Back: r.URL.RequestURI()}, card))
	if p.Trail, err = s.core.Trail(r.Context(), p.Draft.Ref()); err != nil {
		return err
	}
	if last := p.Draft.Latest().Number; last > 1 {
		b := number(r.FormValue("b"), p.Draft, last)
		a := number(r.FormValue("a"), p.Draft, max(1, b-1))
		return s.compare(r, v, p, a, b)
	}
	return nil
}

// compare lays two revisions side by side.
func (s *Server) compare(r *http.Request, v viewer, p *draftPage, a, b int) error {
	left, err := s.core.Card(r.Context(), p.Draft.Ref(), a, v.Lang)
	if err != nil {
		return absentDraft(err)
	}
	right, err := s.core.Card(r.Context(), p.Draft.Ref(), b, v.Lang)
	if err != nil {
		return absentDraft(err)
	}
	p.Left = &side{Number: a, Card: view(frame{Key: "a", Place: p.Draft.Place}, left)}
	p.Right = &side{Number: b, Card: view(frame{Key: "b", Place: p.Draft.Place}, right)}
	p.Left.Texts, p.Right.Texts = compareTexts(texts(left), texts(right))
	return nil
}

// texts are the blocks whose words are compared: the variants, or the parts of a
// summary, and the hashtags.
func texts(card copilot.Card) []copilot.Block {
	var all []copilot.Block
	for _, b := range card.Blocks() {
		if !isGenerated(b) {
			continue
		}
		if b.Kind != copilot.BlockText {
			b.Text = ""
			for i, item := range b.Items {
				if i > 0 {
					b.Text += "\n"
				}
				b.Text += item.Text
			}
		}
		all = append(all, b)
	}
	return all
}

// compareTexts pairs texts by their kind and their place among those; one without a partner
// is all new or all gone.
func compareTexts(left, right []copilot.Block) (a, b []compared) {
	for i, l := range left {
		before, _ := diff(l.Text, partner(left, i, right))
		a = append(a, compared{l.Title, before})
	}
	for i, r := range right {
		_, after := diff(partner(right, i, left), r.Text)
		b = append(b, compared{r.Title, after})
	}
	return a, b
}

// partner is the text on the other side of one: the second variant's that of the second, the
// hashtags' that of the hashtags; "" for none.
func partner(side []copilot.Block, i int, other []copilot.Block) string {
	before := 0
	for _, b := range side[:i] {
		if b.Kind == side[i].Kind {
			before++
		}
	}
	for _, b := range other {
		if b.Kind != side[i].Kind {
			continue
		}
		if before == 0 {
			return b.Text
		}
		before--
	}
	return ""
}

// number reads the number of a revision the draft has.
func number(value string, d copilot.Draft, fallback int) int {
	n, err := strconv.Atoi(value)
	if _, ok := d.Revision(n); err != nil || !ok {
		return fallback
	}
	return n
}

// absentDraft gives the absence of a draft its sentence.
func absentDraft(err error) error {
	if errors.Is(err, copilot.ErrAbsent) {
		return copilot.NewFault(copilot.FaultAbsent, "web.fault.draft", nil, err)
	}
	return err
}
