package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// maxSaid is the most runes an ordinary message may have.
const maxSaid = 8_000

// newForm names a form as it is rendered.
func newForm() string { return rand.Text() }

// requestID is the id of the request that a form makes with what was typed into
// it: a form that is sent twice is one request (P5), and one that a browser kept
// and that is sent with other words is another.
func requestID(form, words string) string {
	if form == "" {
		return rand.Text()
	}
	sum := sha256.Sum256([]byte(form + "\n" + words))
	return hex.EncodeToString(sum[:16])
}

// say takes what was written in a composer: a command goes to the core, anything
// else is a message of the conversation.
func (s *Server) say(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if err := parseForm(r); err != nil {
		s.fail(w, r, v, err)
		return
	}
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	at := c.place(r.PathValue("thread"))
	words := strings.TrimSpace(r.PostFormValue("text"))
	id := requestID(r.PostFormValue("request"), words)
	r = referred(r, id)
	var path string
	var err error
	if typed, ok := settingTyped(words); ok {
		path, err = s.setting(r.Context(), v, at, typed)
	} else {
		err = s.post(r.Context(), v, at, words, id)
	}
	if err != nil {
		s.refuse(w, r, v, err, r.PostFormValue("text"))
		return
	}
	if path != "" {
		s.goTo(w, r, path)
		return
	}
	if wantsJSON(r) {
		s.reply(w, http.StatusOK, answer{OK: true, Next: newForm()})
		return
	}
	http.Redirect(w, r, pathTo(at, "")+"#end", http.StatusSeeOther)
}

func (s *Server) goTo(w http.ResponseWriter, r *http.Request, path string) {
	if wantsJSON(r) {
		s.reply(w, http.StatusOK, answer{OK: true, Go: path})
		return
	}
	http.Redirect(w, r, path, http.StatusSeeOther)
}

func (s *Server) post(ctx context.Context, v viewer, at copilot.Place, words, request string) error {
	if at.Thread != "" {
		if _, err := s.chat.find(ctx, at.Channel, at.Thread); errors.Is(err, copilot.ErrAbsent) {
			return copilot.NewFault(copilot.FaultAbsent, "web.fault.thread", nil, err)
		}
	}
	if strings.HasPrefix(words, "/") {
		return s.ask(ctx, v, at, words, request)
	}
	return s.remark(ctx, v, at, words, request)
}

// remark puts an ordinary message into the conversation.
func (s *Server) remark(ctx context.Context, v viewer, at copilot.Place, words, request string) error {
	switch {
	case !text.Printable(words):
		return copilot.NewFault(copilot.FaultInput, "web.fault.binary", nil, nil)
	case utf8.RuneCountInString(words) > maxSaid:
		return copilot.NewFault(copilot.FaultInput, "web.fault.long", catalogue.Args{"Limit": maxSaid}, nil)
	}
	words = text.Canonical(words)
	if words == "" {
		return copilot.NewFault(copilot.FaultInput, "web.fault.empty", nil, nil)
	}
	m := message{ID: "s-" + request, Kind: said, Thread: at.Thread, Author: v.Person(), At: s.now(), Text: words}
	if err := s.chat.put(ctx, at.Channel, m); err != nil {
		return copilot.NewFault(copilot.FaultStore, "web.fault.store", nil, err)
	}
	return nil
}

// ask hands a command to the core.
func (s *Server) ask(ctx context.Context, v viewer, at copilot.Place, words, id string) error {
	request, err := s.core.Parse(v.Lang, words)
	if err != nil {
		return err
	}
	request.ID, request.Place, request.Person, request.Time = id, at, v.Person(), s.now()
	return s.accept(ctx, request, words)
}

// accept has the core keep a request, and then shows in the conversation what
// was asked, above where the answer will be.
func (s *Server) accept(ctx context.Context, r copilot.Request, words string) error {
	if err := s.core.Accept(ctx, r); err != nil {
		return err
	}
	s.echo(ctx, r, words)
	return nil
}

func (s *Server) echo(ctx context.Context, r copilot.Request, words string) {
	m := message{
		ID: "q-" + r.ID, Kind: asked, Thread: r.Place.Thread, Author: r.Person, At: r.Time.Add(-time.Millisecond),
		Text: text.Cut(text.Canonical(words), maxAsked), Request: r.ID, Draft: r.Draft,
	}
	if err := s.chat.put(ctx, r.Place.Channel, m); err != nil {
		// The request is kept and will be answered; only its echo is missing.
		s.log.WarnContext(copilot.Refer(ctx, r.Reference()), "workbench: echo of a request", "error", err)
	}
}

// maxAsked is how many runes of a long brief the conversation repeats.
const maxAsked = 1_000

// refuse says next to the composer why, and gives the text back.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, v viewer, err error, words string) {
	f := s.fault(r, err)
	if wantsJSON(r) || f.Kind == copilot.FaultAbsent {
		s.tell(w, r, v, statusOf(f), sentence(r, f, v.Lang))
		return
	}
	s.conversation(w, r, v, statusOf(f), words, sentence(r, f, v.Lang))
}

// parseForm reads a form, refusing one that is too big with a sentence.
func parseForm(r *http.Request) error {
	err := r.ParseForm()
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return copilot.NewFault(copilot.FaultInput, "web.fault.large", nil, err)
	}
	if err != nil {
		return copilot.NewFault(copilot.FaultInput, "web.fault.form", nil, err)
	}
	return nil
}
