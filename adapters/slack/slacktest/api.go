package slacktest

import (
	"errors"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// Call is one call of the Web API as it arrived, whether or not it was answered.
type Call struct {
	Method    string
	Arguments map[string]string // without the token; arrays and objects as JSON
	At        time.Time         // by Options.Now
}

// serveAPI answers one call: first what is set up to go wrong, then whether it
// may be made at all, then what it does.
func (s *Slack) serveAPI(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	m, known := methods[name]
	args, secret, err := read(r, m)
	s.record(name, args)
	defer s.moved.Ring()
	if s.broken(w, r, name) {
		return
	}
	switch {
	case !known:
		err = wrong("unknown_method", "there is no such method, or this fake does not know it")
	case err == nil:
		err = s.admit(name, m, args, secret)
	}
	var a any
	if err == nil {
		a, err = s.run(m, args)
	}
	if s.cutNow(name, cutAfter) {
		platformtest.Cut(w)
		return
	}
	if err != nil {
		s.answerRefusal(w, name, err)
		return
	}
	if s.o.Scopes != nil {
		w.Header().Set("X-OAuth-Scopes", strings.Join(s.o.Scopes, ","))
	}
	answer(w, a)
}

// admit checks the token, then the arguments, then what is in them.
func (s *Slack) admit(name string, m method, args arguments, secret string) error {
	if err := s.authorize(m, secret); err != nil {
		return err
	}
	if !s.unchecked(CheckArguments) {
		if err := m.fits(args); err != nil {
			return err
		}
	}
	if m.check != nil {
		return m.check(s, name, args)
	}
	return nil
}

func (s *Slack) authorize(m method, secret string) error {
	s.mu.Lock()
	revoked := s.revoked
	s.mu.Unlock()
	right, other := s.o.BotToken, s.o.AppToken
	if m.app {
		right, other = other, right
	}
	switch {
	case secret == "":
		return refuse("not_authed")
	case revoked && (secret == right || secret == other):
		return refuse("token_revoked")
	case secret == other:
		return wrong("not_allowed_token_type", "bot and app-level tokens are mixed up")
	case secret != right:
		return refuse("invalid_auth")
	}
	return nil
}

func (s *Slack) run(m method, args arguments) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return m.do(s, args)
}

func (s *Slack) record(name string, args arguments) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[name]++
	if s.o.Lenient {
		return
	}
	kept := map[string]string{}
	maps.Copy(kept, args)
	delete(kept, "token")
	s.calls = append(s.calls, Call{name, kept, s.o.Now()})
}

func (s *Slack) answerRefusal(w http.ResponseWriter, name string, err error) {
	code := "internal_error"
	var r *refusal
	if errors.As(err, &r) {
		code = r.code
		err = errors.New(r.blame)
	}
	body := map[string]any{"ok": false, "error": code}
	if r == nil || r.blame != "" {
		s.blame("%s: %s: %v", name, code, err)
		body["response_metadata"] = map[string]any{"messages": []string{"[ERROR] " + err.Error()}}
	}
	answer(w, body)
}

// answer writes JSON: what is already encoded as it is.
func answer(w http.ResponseWriter, a any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("X-Slack-Req-Id", uuid())
	raw, ok := a.([]byte)
	if !ok {
		raw = encode(a)
	}
	_, _ = w.Write(raw) // the caller went away: its own concern
}
