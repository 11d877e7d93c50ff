package web

import (
	"context"
	"fmt"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// messageEvent is a message as the page puts it in its place.
type messageEvent struct {
	ID     string `json:"id"`
	Thread string `json:"thread"` // the list it belongs to, "" the channel's own
	At     string `json:"at"`     // sorts within its list
	HTML   string `json:"html"`   // as it looks in its list
	Kind   kind   `json:"kind"`
	Day    string `json:"day"`            // heads it when it is the first of its day
	Said   string `json:"said,omitempty"` // a few words for a screen reader; never generated text
}

// elsewhereEvent says that something happened in another channel, or to a draft.
type elsewhereEvent struct {
	Channel string `json:"channel"`
	Draft   string `json:"draft,omitempty"`
}

func (st *stream) sendMessage(ctx context.Context, c change, m message) error {
	if c.Channel != st.channel.ID {
		return st.send("elsewhere", elsewhereEvent{Channel: c.Channel, Draft: m.Draft})
	}
	e, err := st.server.messageEvent(ctx, st.viewer, st.channel, m)
	if err != nil {
		return err
	}
	return st.send("message", e)
}

func (s *Server) messageEvent(ctx context.Context, v viewer, c channel, m message) (messageEvent, error) {
	var replies []message
	// Text that streams in is sent many times a second, and nobody replies to it yet.
	if m.Thread == "" && m.Kind != noticed {
		all, err := s.chat.messages(ctx, c.ID, firstLoad)
		if err != nil {
			return messageEvent{}, err
		}
		for _, reply := range all {
			if reply.Thread == m.ID {
				replies = append(replies, reply)
			}
		}
	}
	it := s.item(ctx, v, c, m, replies)
	html, err := s.fragment(v.Lang, "item", it)
	if err != nil {
		return messageEvent{}, fmt.Errorf("render %s: %w", m.ID, err)
	}
	return messageEvent{
		ID: m.ID, Thread: m.Thread, At: fmt.Sprintf("%019d", m.At.UnixNano()), HTML: html, Kind: m.Kind, Said: s.aloud(v, it),
		Day: dayName(v.Lang, m.At.In(s.zone), s.now().In(s.zone)),
	}, nil
}

// aloud is what a screen reader says about a new message: for a card its heading
// and state, not its text.
func (s *Server) aloud(v viewer, it item) string {
	switch {
	case it.Card != nil && it.Card.Busy, it.Kind == asked && it.Author.ID == v.ID:
		return ""
	case it.Card != nil:
		said := it.Card.Heading
		for _, stamp := range it.Card.Stamps {
			said += ". " + stamp
		}
		return said
	case it.Kind == whisper:
		return it.Text
	default:
		return it.Author.Name + ": " + it.Text
	}
}

// pendingEvent is how many drafts wait for a decision.
type pendingEvent struct {
	Count int    `json:"count"`
	Label string `json:"label"`
}

func (st *stream) sendPending(ctx context.Context) error {
	pending, err := st.server.pending(ctx, st.viewer)
	if err != nil {
		st.server.log.WarnContext(ctx, "workbench: count pending", "error", err)
		return nil
	}
	label := catalogue.Say(st.viewer.Lang, "web.nav.pending", catalogue.Args{"Count": pending})
	return st.send("pending", pendingEvent{pending, label})
}
