package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/brouillon/brouillon/adapters/web/issuer"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// doorPage is a page before the door: it shows nothing of what is behind.
type doorPage struct {
	page
	Issuer   string // whom one signs in with
	Sentence string // what happened
	Go       string // where to sign in; "" where that makes no sense
	Done     bool   // what happened is no problem
}

// guestKey is what a request's context has an *admitted under.
type guestKey struct{}

// admitted is who a request is from.
type admitted struct {
	member
	session session
}

// open are the paths that need no session.
func open(path string) bool {
	return path == "/login" || path == "/me" || strings.HasPrefix(path, "/login/") || strings.HasPrefix(path, "/static/")
}

// admit lets requests on whose session counts, and sends people to the door otherwise.
func (s *Server) admit(next http.Handler) http.Handler {
	door := s.chat.door
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/static/") {
			next.ServeHTTP(w, r)
			return
		}
		has, who, err := door.of(r, used(r))
		switch {
		case err == nil:
			if !s.limitSession(w, r, has) {
				return
			}
			r = r.WithContext(context.WithValue(r.Context(), guestKey{}, &admitted{who, has}))
		case open(r.URL.Path):
		case !errors.Is(err, copilot.ErrAbsent):
			s.log.ErrorContext(r.Context(), "workbench: session", "error", err)
			v := s.viewerOf(r)
			s.tell(w, r, v, http.StatusServiceUnavailable, catalogue.Say(v.Lang, "web.fault.away", nil))
			return
		default:
			s.unknown(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// used says whether a request is a person's: what an open page asks by itself does not
// keep a session from ending.
func used(r *http.Request) bool {
	return r.URL.Path != "/events" && r.Header.Get("Workbench-Refresh") == ""
}

// unknown answers whoever has no session: a page leads to the door and back again.
func (s *Server) unknown(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if r.Method == http.MethodPost && r.URL.Path == "/logout" { // which it has already
		s.chat.door.keep(w, sessionCookie, "", 0)
		http.Redirect(w, r, leftPath, http.StatusSeeOther)
		return
	}
	if r.Method == http.MethodGet && !wantsJSON(r) && r.URL.Path != "/events" && r.Header.Get("Workbench-Fragment") == "" {
		http.Redirect(w, r, loginPath("/login", r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	s.tell(w, r, v, http.StatusUnauthorized, catalogue.Say(v.Lang, "web.door.ended", nil))
}

func loginPath(to, back string) string {
	if back = localPath(back); back == "/" {
		return to
	}
	return to + "?" + url.Values{"back": {back}}.Encode()
}

// backOf is where a sign-in goes on: a page of the workbench behind the door.
func backOf(r *http.Request) string {
	back := localPath(r.FormValue("back"))
	if path, _, _ := strings.Cut(back, "?"); open(path) {
		return "/"
	}
	return back
}

// showLogin is the door.
func (s *Server) showLogin(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	back := backOf(r)
	if v.SignedIn() {
		http.Redirect(w, r, back, http.StatusSeeOther)
		return
	}
	p := doorPage{page: page{Path: r.URL.RequestURI()}, Go: loginPath("/login/go", back)}
	if r.FormValue("out") != "" {
		p.Sentence, p.Done = catalogue.Say(v.Lang, "web.door.left", nil), true
	}
	s.showDoor(w, r, v, http.StatusOK, p)
}

func (s *Server) showDoor(w http.ResponseWriter, r *http.Request, v viewer, status int, p doorPage) {
	p.Viewer, p.Title = v, catalogue.Say(v.Lang, "web.door.title", nil)
	if p.Path == "" {
		p.Path = "/login" // an address of an attempt is over
	}
	p.Issuer = s.chat.door.name
	s.render(w, r, status, v.Lang, "door", p)
}

// goSignIn sends a person to the issuer. It begins by their own click alone: no other
// site has a browser sign in.
func (s *Server) goSignIn(w http.ResponseWriter, r *http.Request) {
	back := backOf(r)
	if from := r.Header.Get("Sec-Fetch-Site"); from != "" && from != "same-origin" && from != "none" {
		http.Redirect(w, r, loginPath("/login", back), http.StatusSeeOther)
		return
	}
	to, err := s.chat.door.begin(w, r, back)
	if err != nil {
		s.turnAway(w, r, "web.door.silent", http.StatusBadGateway, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// comeIn is where the issuer sends people back to. What went wrong is for the log alone;
// the page says what to do, and is the same whatever it was, but for whom it is enough to
// know that they may not come in.
func (s *Server) comeIn(w http.ResponseWriter, r *http.Request) {
	back, err := s.chat.door.finish(w, r, r.URL.Query())
	switch {
	case err == nil:
		http.Redirect(w, r, back, http.StatusSeeOther)
	case errors.Is(err, errStranger):
		s.turnAway(w, r, "web.door.stranger", http.StatusForbidden, err)
	case errors.Is(err, issuer.ErrDenied):
		s.turnAway(w, r, "web.door.denied", http.StatusForbidden, err)
	case errors.Is(err, issuer.ErrSilent):
		s.turnAway(w, r, "web.door.silent", http.StatusBadGateway, err)
	case errors.Is(err, errNotKept):
		s.turnAway(w, r, "web.door.unkept", http.StatusServiceUnavailable, err)
	default:
		s.turnAway(w, r, "web.door.failed", http.StatusForbidden, err)
	}
}

// turnAway says that a sign-in came to nothing.
func (s *Server) turnAway(w http.ResponseWriter, r *http.Request, key string, status int, reason error) {
	v := s.viewerOf(r)
	s.log.WarnContext(r.Context(), "workbench: not signed in", "reason", reason)
	s.showDoor(w, r, v, status, doorPage{
		Sentence: catalogue.Say(v.Lang, key, catalogue.Args{"Reference": copilot.Referred(r.Context()), "Issuer": s.chat.door.name}),
		Go:       "/login/go",
	})
}

// leftPath is where people are who signed out.
const leftPath = "/login?out=1"

// leave ends a session, or all that the person has.
func (s *Server) leave(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if err := parseForm(r); err != nil {
		s.fail(w, r, v, err)
		return
	}
	name := v.session.name()
	if r.PostForm.Get("all") != "" {
		name = ""
	}
	s.chat.door.keep(w, sessionCookie, "", 0) // whatever the store says, not this browser
	if err := s.chat.door.guests.Depart(r.Context(), v.ID, name); err != nil {
		v.session = nil
		s.log.ErrorContext(r.Context(), "workbench: sign out", "error", err)
		s.showDoor(w, r, v, http.StatusServiceUnavailable, doorPage{Sentence: catalogue.Say(v.Lang, "web.door.half", nil), Go: "/login/go"})
		return
	}
	http.Redirect(w, r, leftPath, http.StatusSeeOther)
}
