package web

import (
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// viewer is who looks at a page, and how.
type viewer struct {
	member
	Lang  string // "en" or "fr"
	Theme string // "light", "dark", or "" for what the system prefers

	session *session // theirs; nil where nobody signs in, and before they did
	door    bool     // people come in by a sign-in alone
}

// Changes says whether the viewer may change what a channel knows: everybody where
// nobody signs in.
func (v viewer) Changes() bool { return !v.door || v.Manages() }

// SignedIn says whether the viewer came in by a sign-in.
func (v viewer) SignedIn() bool { return v.session != nil }

// Person is the viewer as the core knows them.
func (v viewer) Person() copilot.Person { return v.person(v.Lang) }

// The cookies a viewer is kept in, each a single word.
const (
	whoCookie   = "brouillon_who"
	langCookie  = "brouillon_lang"
	themeCookie = "brouillon_theme"
)

// viewerOf reads the cookies, and what the browser prefers where they say nothing. Who
// it is, where people sign in, was found out when the request came in.
func (s *Server) viewerOf(r *http.Request) viewer {
	v := viewer{Lang: preferred(r.Header.Get("Accept-Language"), s.locale), door: s.chat.door != nil}
	switch g, ok := r.Context().Value(guestKey{}).(*admitted); {
	case v.door && ok:
		v.member, v.session = g.member, &g.session
	case !v.door:
		v.member = members[0]
		if m, ok := findMember(cookie(r, whoCookie)); ok {
			v.member = m
		}
	}
	if lang := cookie(r, langCookie); catalogue.Known(lang) {
		v.Lang = lang
	}
	if theme := cookie(r, themeCookie); theme == "light" || theme == "dark" {
		v.Theme = theme
	}
	return v
}

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// preferred is the catalogue's language that an Accept-Language header ranks
// highest, fallback when it names neither.
func preferred(header, fallback string) string {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return fallback
	}
	for _, tag := range tags {
		if base, _ := tag.Base(); catalogue.Known(base.String()) {
			return base.String()
		}
	}
	return fallback
}

const year = 365 * 24 * 60 * 60

// choose keeps what a visitor picked in the identity, language or theme menu,
// and goes back to where they were.
func (s *Server) choose(w http.ResponseWriter, r *http.Request) {
	if _, ok := findMember(r.PostFormValue("who")); ok && s.chat.door == nil {
		s.keep(w, whoCookie, r.PostFormValue("who"))
	}
	if lang := r.PostFormValue("lang"); catalogue.Known(lang) {
		s.keep(w, langCookie, lang)
	}
	switch theme := r.PostFormValue("theme"); theme {
	case "light", "dark", "system":
		s.keep(w, themeCookie, theme)
	}
	if wantsJSON(r) {
		s.reply(w, http.StatusOK, answer{OK: true})
		return
	}
	http.Redirect(w, r, localPath(r.PostFormValue("back")), http.StatusSeeOther)
}

func (s *Server) keep(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: year, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: s.chat.door != nil && s.chat.door.secure(),
	})
}

// localPath lets a form say where to go on, but only within the workbench.
func localPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}
