package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// heartbeat is how often an idle stream says that it is alive, so that neither
// side keeps a dead one.
const heartbeat = 20 * time.Second

// events streams to an open page what changes: the messages of the channel it
// shows as they look to this viewer, and that something happened elsewhere. Each
// event's id is a position; a page that reconnects names the last one it saw.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	c, _ := findChannel(r.FormValue("channel"))
	st := stream{
		server: s, viewer: s.viewerOf(r), channel: c,
		out: w, control: http.NewResponseController(w), position: r.Header.Get("Last-Event-ID"),
	}
	if st.position == "" {
		st.position = r.FormValue("since")
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	if err := st.run(r.Context()); err != nil {
		s.log.Debug("workbench: stream ended", "error", err)
	}
}

// stream is one open page.
type stream struct {
	server   *Server
	viewer   viewer
	channel  channel // the zero channel on a page about drafts
	out      http.ResponseWriter
	control  *http.ResponseController
	position string
}

// run sends until the page goes away or the process stops.
func (st *stream) run(ctx context.Context) error {
	if err := st.send("hello", nil); err != nil {
		return err
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		u := st.server.chat.hub.after(st.position)
		if err := st.pass(ctx, u); err != nil || u.Closed {
			return err
		}
		passed := time.Now()
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
			if err := st.write(": alive\n\n"); err != nil {
				return err
			}
		case <-u.Changed:
			// The first change goes out at once; what follows within the pace is
			// sent together, each message once.
			if !pause(ctx, st.server.pace-time.Since(passed)) {
				return nil
			}
		}
	}
}

func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// pass sends one batch of changes.
func (st *stream) pass(ctx context.Context, u update) error {
	behind := st.position != "" && (len(u.Changes) > 0 || u.Missed)
	st.position = u.Position
	if u.Missed {
		return st.send("refresh", nil)
	}
	drafts := false
	for _, c := range st.withRoots(ctx, u.Changes) {
		m, err := st.server.chat.find(ctx, c.Channel, c.Message)
		if err != nil || !m.seenBy(st.viewer.ID) {
			continue
		}
		drafts = drafts || m.Kind == carded
		if err := st.sendMessage(ctx, c, m); err != nil {
			return err
		}
	}
	if behind && drafts {
		return st.sendPending(ctx)
	}
	return nil
}

// withRoots adds to changed replies the message their thread hangs on, whose
// count of replies has changed.
func (st *stream) withRoots(ctx context.Context, changes []change) []change {
	var all []change
	seen := make(map[change]bool)
	add := func(c change) {
		if !seen[c] {
			seen[c] = true
			all = append(all, c)
		}
	}
	for _, c := range changes {
		add(c)
		if _, live := st.server.chat.writing.find(c.Message); live || c.Channel != st.channel.ID {
			continue
		}
		if m, err := st.server.chat.find(ctx, c.Channel, c.Message); err == nil && m.Thread != "" {
			add(change{c.Channel, m.Thread})
		}
	}
	return all
}

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
	if m.Thread == "" {
		all, err := s.chat.messages(ctx, c.ID, 0)
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
	pending, err := st.server.pending(ctx)
	if err != nil {
		st.server.log.Warn("workbench: count pending", "error", err)
		return nil
	}
	label := catalogue.Say(st.viewer.Lang, "web.nav.pending", catalogue.Args{"Count": pending})
	return st.send("pending", pendingEvent{pending, label})
}

// send writes one event under the present position.
func (st *stream) send(event string, data any) error {
	b, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("encode event: %w", err)
	}
	return st.write(fmt.Sprintf("id: %s\nevent: %s\ndata: %s\n\n", st.position, event, b))
}

// writeWithin is how long a page may take to take an event; the server's own
// limit for a whole response does not fit a stream.
const writeWithin = 10 * time.Second

func (st *stream) write(s string) error {
	err := st.control.SetWriteDeadline(time.Now().Add(writeWithin))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("write event: %w", err)
	}
	if _, err := io.WriteString(st.out, s); err != nil {
		return fmt.Errorf("write event: %w", err)
	}
	if err := st.control.Flush(); err != nil {
		return fmt.Errorf("write event: %w", err)
	}
	return nil
}
