package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// heartbeat is how often an idle stream says that it is alive, so that neither
// side keeps a dead one.
const heartbeat = 20 * time.Second

// events streams to an open page what changes: the messages of the channel it
// shows as they look to this viewer, and that something happened elsewhere. Each
// event's id is a position; a page that reconnects names the last one it saw.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	c, _ := findChannel(r.FormValue("channel"))
	if v := s.viewerOf(r); v.SignedIn() {
		leave, ok := s.streams.enter(v.session.name())
		if !ok {
			s.tooOften(w, r, heartbeat)
			return
		}
		defer leave()
	}
	st := stream{
		server: s, viewer: s.viewerOf(r), channel: c,
		out: w, control: http.NewResponseController(w), position: r.Header.Get("Last-Event-ID"), sessions: s.chat.door,
	}
	if st.position == "" {
		st.position = r.FormValue("since")
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	if err := st.run(r.Context()); err != nil {
		s.log.DebugContext(r.Context(), "workbench: stream ended", "error", err)
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
	sessions *SignIn // nil where nobody signs in
}

// ended says whether the session of whoever looks has ended. While the store does not
// answer nothing is shown, and nothing is over.
func (st *stream) ended(ctx context.Context) (bool, error) {
	if st.sessions == nil {
		return false, nil
	}
	if st.viewer.session == nil {
		return true, nil
	}
	_, err := st.sessions.lingers(ctx, *st.viewer.session, false)
	if errors.Is(err, copilot.ErrAbsent) {
		return true, nil
	}
	return false, err
}

// run sends until the page goes away or the process stops.
func (st *stream) run(ctx context.Context) error {
	if err := st.send("hello", nil); err != nil {
		return err
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		if over, err := st.ended(ctx); over || err != nil {
			return err
		}
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
