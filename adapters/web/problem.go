package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// wantsJSON says whether the script asks, rather than a form without it.
func wantsJSON(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "application/json")
}

// answer is what the script is told about a form it sent.
type answer struct {
	OK       bool   `json:"ok"`
	Sentence string `json:"sentence,omitempty"` // why not, for the person
	Go       string `json:"go,omitempty"`       // where a form without script would have gone
	Next     string `json:"next,omitempty"`     // the id for the composer's next request
}

func (s *Server) reply(w http.ResponseWriter, status int, a answer) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(a); err != nil {
		s.log.Debug("workbench: reply", "error", err)
	}
}

// problemPage is a page that only says what is wrong.
type problemPage struct {
	page
	Sentence string
	Again    string // the address to try again, where that may help; "" elsewhere
}

// problem says under the status what is wrong, to a person or to the script.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, status int, key string) {
	v := s.viewerOf(r)
	s.tell(w, r, v, status, catalogue.Say(v.Lang, key, catalogue.Args{"Reference": s.reference(r, key)}))
}

func (s *Server) tell(w http.ResponseWriter, r *http.Request, v viewer, status int, sentence string) {
	if wantsJSON(r) {
		s.reply(w, status, answer{Sentence: sentence})
		return
	}
	if v.door && !v.SignedIn() {
		s.showDoor(w, r, v, status, doorPage{Sentence: sentence, Go: "/login/go"})
		return
	}
	p := problemPage{Sentence: sentence}
	if status >= http.StatusInternalServerError && r.Method == http.MethodGet {
		p.Again = r.URL.RequestURI()
	}
	p.page = page{Viewer: v, Title: catalogue.Say(v.Lang, "web.problem.title", nil), Path: "/", Channels: channels}
	s.render(w, r, status, v.Lang, "problem", p)
}

// lost answers for what is not there.
func (s *Server) lost(w http.ResponseWriter, r *http.Request, key string) {
	s.problem(w, r, http.StatusNotFound, key)
}

// fail answers for an error of the core.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, v viewer, err error) {
	f := s.fault(r, err)
	s.tell(w, r, v, statusOf(f), sentence(r, f, v.Lang))
}

// sentence is what a person reads of a fault, with the reference if the log has more.
func sentence(r *http.Request, f *copilot.Fault, lang string) string {
	return f.Referenced(lang, copilot.Referred(r.Context()))
}

// fault finds the sentence in an error; what is not for the person is logged
// under the reference they see.
func (s *Server) fault(r *http.Request, err error) *copilot.Fault {
	f := copilot.AsFault(err, copilot.Referred(r.Context()))
	if f.Passes() {
		s.log.ErrorContext(r.Context(), "workbench: refused", "path", r.URL.Path, "error", err)
	}
	return f
}

func (s *Server) reference(r *http.Request, key string) string {
	s.log.InfoContext(r.Context(), "workbench: problem", "path", r.URL.Path, "key", key)
	return copilot.Referred(r.Context())
}

// referred is a request under the reference that something named by id has, which a person
// can quote and the log can be searched for.
func referred(r *http.Request, id string) *http.Request {
	return r.WithContext(copilot.Refer(r.Context(), copilot.Reference(id)))
}

// statusOf is the HTTP status that says a fault's kind.
func statusOf(f *copilot.Fault) int {
	status, ok := map[copilot.FaultKind]int{
		copilot.FaultInput:     http.StatusUnprocessableEntity,
		copilot.FaultForbidden: http.StatusForbidden,
		copilot.FaultAbsent:    http.StatusNotFound,
		copilot.FaultStale:     http.StatusConflict,
		copilot.FaultLimit:     http.StatusTooManyRequests,
		copilot.FaultWriter:    http.StatusBadGateway,
		copilot.FaultStore:     http.StatusServiceUnavailable,
	}[f.Kind]
	if !ok {
		return http.StatusInternalServerError
	}
	return status
}
