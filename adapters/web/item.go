package web

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// item is one message as a page shows it to one reader.
type item struct {
	message
	Day     string // heads the item when it is the first of its day
	Joined  bool   // by the same author as the one above, shortly after
	Replies int
	Last    time.Time // of the latest reply
	Open    bool      // its thread stands beside it
	Path    string    // of the thread it opens
	Card    *cardView
	Gone    string // said in the place of a card that cannot be shown
}

// joinWithin is how long after each other two messages of one person are shown
// as one.
const joinWithin = 5 * time.Minute

// items lays out a list of messages, oldest first.
func (s *Server) items(ctx context.Context, v viewer, c channel, all []message, replies map[string][]message) []item {
	var laid []item
	day := ""
	for _, m := range all {
		if !m.seenBy(v.ID) {
			continue
		}
		it := s.item(ctx, v, c, m, replies[m.ID])
		if name := dayName(v.Lang, m.At.In(s.zone), s.now().In(s.zone)); name != day {
			it.Day, day = name, name
		} else if len(laid) > 0 {
			it.Joined = it.Replies == 0 && joins(laid[len(laid)-1].message, m)
		}
		laid = append(laid, it)
	}
	return laid
}

func joins(above, m message) bool {
	return above.Kind == said && m.Kind == said && above.Author.ID == m.Author.ID && m.At.Sub(above.At) < joinWithin
}

// item lays out one message.
func (s *Server) item(ctx context.Context, v viewer, c channel, m message, replies []message) item {
	it := item{message: m, Path: pathTo(c.place(m.ID), "")}
	for _, reply := range replies {
		if reply.seenBy(v.ID) && reply.Kind != asked {
			it.Replies++
			it.Last = reply.At
		}
	}
	if m.Kind == carded || m.Kind == noticed {
		it.Card, it.Gone = s.card(ctx, v, c, m)
	}
	return it
}

// card is a message's card as it is now: what is being written at this moment,
// the draft it names, or a notice as it was kept.
func (s *Server) card(ctx context.Context, v viewer, c channel, m message) (card *cardView, gone string) {
	at := c.place(m.Thread)
	f := frame{Key: m.ID, Place: at, Message: m.ID, Back: pathTo(at, m.ID)}
	if m.Kind == noticed {
		// Only in the place of a notice: a draft that another process finished is
		// shown, whatever this one was still writing when it lost the work.
		if card, ok := s.chat.writing.find(m.ID); ok {
			return view(f, card), ""
		}
		if len(m.Blocks) == 0 {
			return nil, catalogue.Say(v.Lang, "web.card.waiting", nil)
		}
		return viewOf(f, m.Blocks, m.Actions, copilot.Subject{}), ""
	}
	shown, err := s.core.Card(ctx, copilot.Ref{Tenant: Tenant(), Draft: m.Draft}, m.Revision, v.Lang)
	if f, ok := errors.AsType[*copilot.Fault](err); errors.Is(err, copilot.ErrAbsent) || ok && f.Kind == copilot.FaultAbsent {
		return nil, catalogue.Say(v.Lang, "web.card.gone", nil)
	}
	if err != nil {
		s.log.ErrorContext(ctx, "workbench: card", "draft", m.Draft, "error", err)
		return nil, catalogue.Say(v.Lang, "web.card.failed", nil)
	}
	return s.offered(ctx, v, view(f, shown)), ""
}

// offered is a card without the buttons that its reader may not use, and with who may.
// What is not known is offered: the click is checked.
func (s *Server) offered(ctx context.Context, v viewer, card *cardView) *cardView {
	if !slices.ContainsFunc(card.Actions, func(a actionView) bool { return a.Act == copilot.ActReject || a.Act == copilot.ActWithdraw }) {
		return card
	}
	closed, err := s.core.Closed(ctx, copilot.Ref{Tenant: Tenant(), Draft: card.Subject.Draft}, v.Person())
	if err != nil {
		s.log.WarnContext(ctx, "workbench: who may", "draft", card.Subject.Draft, "error", err)
		return card
	}
	card.Actions = slices.DeleteFunc(card.Actions, func(a actionView) bool {
		why, is := closed[a.Act]
		if is && a.Act == copilot.ActApprove && why.Key != "fault.approver.other" { // which the card says itself
			card.Closed = why.Sentence(v.Lang)
		}
		return is
	})
	return card
}
