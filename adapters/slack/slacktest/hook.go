package slacktest

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// What a response_url is good for.
const (
	hookUses = 5
	hookLife = 30 * time.Minute
)

// hook is a response_url.
type hook struct {
	user, channel string
	origin        *Message // what was acted on; nil for a command
	at            time.Time
	uses          int
}

// hooked makes the response_url of something a user did. The lock is held.
func (s *Slack) hooked(kind, user, channel string, origin *Message) string {
	id := token(12)
	s.hooks[id] = &hook{user: user, channel: channel, origin: origin, at: s.o.Now()}
	return s.server.URL + "/hooks/" + kind + "/" + s.o.Team + "/" + id
}

// hookFields are what a response_url takes: the name, and whether it is text.
var hookFields = []string{
	"text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts", "metadata", "attachments", "mrkdwn",
	"unfurl_links", "unfurl_media",
}

func (s *Slack) serveHook(w http.ResponseWriter, r *http.Request) {
	const name = "response_url"
	body, err := io.ReadAll(io.LimitReader(r.Body, mostBody))
	if err != nil {
		return // who called went away
	}
	args, err := readJSON(body)
	s.record(name, args)
	if s.broken(w, r, name) {
		return
	}
	if err == nil {
		err = s.respond(r.PathValue("id"), args)
	}
	defer s.moved.Ring()
	switch {
	case s.cutNow(name, cutAfter):
		platformtest.Cut(w)
	case err == nil:
		answer(w, map[string]any{"ok": true})
	case err.Error() == "used_url":
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"ok":false,"error":"used_url"}`))
	default:
		s.answerRefusal(w, name, err)
	}
}

// respond does what was sent to a response_url, and counts the use.
func (s *Slack) respond(id string, args arguments) error {
	s.mu.Lock()
	h := s.hooks[id]
	spent := h == nil || h.uses >= hookUses || s.o.Now().Sub(h.at) > hookLife
	if !spent {
		h.uses++
	}
	s.mu.Unlock()
	if spent {
		return refuse("used_url")
	}
	if err := s.checkResponse(args); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.carryOut(h, args)
}

func (s *Slack) checkResponse(args arguments) error {
	var empty struct {
		Type string `json:"event_type"`
	}
	if json.Unmarshal([]byte(args["metadata"]), &empty) == nil && empty.Type == "" {
		delete(args, "metadata") // slack-go always sends it
	}
	if args["blocks"] == "null" {
		delete(args, "blocks")
	}
	for field := range args {
		if !s.unchecked(CheckArguments) && !slices.Contains(hookFields, field) {
			return wrong("invalid_payload", "a response_url knows no %q", field)
		}
	}
	if kind := args["response_type"]; !slices.Contains([]string{"", "ephemeral", "in_channel"}, kind) {
		return wrong("invalid_payload", "response_type %q", kind)
	}
	if args.is("delete_original") {
		return nil
	}
	return s.checkMessage("response_url", args)
}

func (s *Slack) carryOut(h *hook, args arguments) error {
	c := s.channels[h.channel]
	if c == nil {
		return refuse("channel_not_found")
	}
	if err := c.thread(args["thread_ts"]); err != nil {
		return err
	}
	switch {
	case args.is("delete_original") && h.origin != nil:
		s.forget(c, h.origin)
		return nil
	case args.is("replace_original") && h.origin != nil:
		h.origin.Text, h.origin.Blocks = args["text"], s.kept(args["blocks"])
		h.origin.stale()
		return nil
	case args.is("delete_original"):
		return nil
	}
	m := s.written(c, args)
	if args["response_type"] == "in_channel" {
		c.add(m)
		return nil
	}
	m.To = h.user
	s.whispers = append(s.whispers, m)
	return nil
}

// forget takes a message or an ephemeral away. The lock is held.
func (s *Slack) forget(c *channel, m *Message) {
	if m.To == "" {
		c.remove(m)
		return
	}
	s.whispers = slices.DeleteFunc(s.whispers, func(o *Message) bool { return o == m })
}
