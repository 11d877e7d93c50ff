package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// everybodys are the first parts of the addresses that are there for everybody.
var everybodys = []string{"static", "me", "login", "logout"}

// welcomes refuses whom the copilot is not there for, but for coming in and going, and
// choosing who they are and how the page looks. From a decision about a draft the core
// does, and puts it on record.
func (s *Server) welcomes(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/"), "/")
		if slices.Contains(everybodys, parts[0]) || parts[0] == "d" && r.Method == http.MethodPost {
			next.ServeHTTP(w, r)
			return
		}
		at := copilot.Place{Platform: Platform, Workspace: Workspace, Channel: s.channelAsked(r, parts)}
		v := s.viewerOf(r)
		if err := s.core.Admit(r.Context(), at, v.Person()); err != nil {
			s.fail(w, r, v, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// channelAsked is of which channel an address shows something; "" for one that names none.
func (s *Server) channelAsked(r *http.Request, parts []string) string {
	switch {
	case len(parts) > 1 && parts[0] == "c":
		return parts[1]
	case len(parts) > 1 && parts[0] == "d": // one that is not there the page itself tells
		d, _ := s.core.Draft(r.Context(), copilot.Ref{Tenant: Tenant(), Draft: parts[1]})
		return d.Place.Channel
	}
	return r.URL.Query().Get("channel")
}
