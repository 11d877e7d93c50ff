package slack

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// minSecret is the least length of a signing secret; Slack's have 32.
const minSecret = 16

// Server is the HTTP side of a Door: /slack/commands, /slack/interactions and
// /slack/events. What Slack has not signed in the last five minutes is refused.
type Server struct {
	door   *Door
	log    *slog.Logger
	now    func() time.Time
	mux    *http.ServeMux
	known  chat.Replays
	signed *chat.Signed
}

// ErrSecret is a signing secret that cannot be one.
var ErrSecret = errors.New("this is no signing secret: it is under Basic Information, App Credentials, and is 32 letters and digits")

// ValidSecret says whether a signing secret can be one: long enough, no token, and
// without the quotes that were around it somewhere.
func ValidSecret(secret copilot.Secret) bool {
	said := secret.Reveal()
	token := strings.HasPrefix(said, "xox") || strings.HasPrefix(said, "xapp")
	return len(said) >= minSecret && !token && !strings.ContainsAny(said, "\"' \t\n")
}

// NewServer makes the server; ErrSecret for a secret that is none, since with an
// empty one anybody could sign.
func NewServer(d *Door, secret copilot.Secret) (*Server, error) {
	if !ValidSecret(secret) {
		return nil, ErrSecret
	}
	s := &Server{door: d, log: d.Log, now: d.Now, mux: http.NewServeMux()}
	s.signed = &chat.Signed{
		Platform: "Slack", Log: d.Log, Now: d.Now,
		Claimed: func(h http.Header, now time.Time) error { _, _, err := claimed(h, now); return err },
		Verify:  func(h http.Header, raw []byte, now time.Time) error { return verify(secret, h, raw, now) },
	}
	s.mux.HandleFunc("POST "+commandsPath, s.let(s.once(s.commands)))
	s.mux.HandleFunc("POST "+interactionsPath, s.let(s.once(s.interactions)))
	s.mux.HandleFunc("POST "+eventsPath, s.let(s.events))
	return s, nil
}

// ServeHTTP serves the three addresses.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// let serves what Slack has signed: it calls, so that it is heard.
func (s *Server) let(serve func(http.ResponseWriter, *http.Request, []byte)) http.HandlerFunc {
	return s.signed.Let(func(w http.ResponseWriter, r *http.Request, raw []byte) {
		s.door.chat.keeping.Called()
		serve(w, r, raw)
	})
}

// once lets each signed request through a single time: Slack delivers neither
// commands nor interactions again, so that whoever sends one twice is not Slack, or
// stands between us and could not tell whether it arrived. It is answered as the first
// one is, for what was refused must not look accepted. Events Slack does deliver again.
func (s *Server) once(serve func(*http.Request, []byte) reply) func(http.ResponseWriter, *http.Request, []byte) {
	return func(w http.ResponseWriter, r *http.Request, raw []byte) {
		mark, _ := parseSignature(r.Header.Get(signatureHeader)) // it was verified
		outcome, first := s.known.Meet(mark, s.now())
		if first {
			served := false
			defer func() {
				if !served { // it panicked: nothing was acknowledged
					outcome.Fail()
				}
			}()
			answer := body(serve(r, raw))
			served = true
			outcome.Settle(answer)
			acknowledge(w, answer)
			return
		}
		s.log.Warn("slack: the same request again", "path", r.URL.Path)
		answer, err := outcome.Await(r.Context())
		if err != nil {
			http.Error(w, "again", http.StatusServiceUnavailable)
			return
		}
		acknowledge(w, answer)
	}
}

func (s *Server) commands(r *http.Request, raw []byte) reply {
	form, err := url.ParseQuery(string(raw))
	if err != nil || form.Get("ssl_check") == "1" || form.Get("command") == "" {
		return nil
	}
	return s.door.command(r.Context(), readCommand(form))
}

func (s *Server) interactions(r *http.Request, raw []byte) reply {
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return nil
	}
	i, err := readInteraction([]byte(form.Get("payload")))
	if err != nil {
		s.log.Warn("slack: unreadable", "error", err)
		return nil
	}
	return s.door.interaction(r.Context(), i)
}

func (s *Server) events(w http.ResponseWriter, r *http.Request, raw []byte) {
	var e envelope
	if err := json.Unmarshal(raw, &e); err != nil {
		s.log.Warn("slack: unreadable", "error", err)
		s.door.chat.keeping.Missed()
		acknowledge(w, nil) // Slack would deliver the same again
		return
	}
	if e.Type == "url_verification" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = io.WriteString(w, e.Challenge)
		return
	}
	e.attempt, _ = strconv.Atoi(r.Header.Get("X-Slack-Retry-Num"))
	if err := s.door.event(r.Context(), e); err != nil {
		s.log.Warn("slack: event not taken note of", "event", e.Event.Type, "error", err)
		http.Error(w, "again", http.StatusServiceUnavailable)
		return
	}
	acknowledge(w, nil)
}

// acknowledge answers 200, with a body if there is one.
func acknowledge(w http.ResponseWriter, body []byte) {
	if body != nil {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(body)
}
