package web

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// policy lets a page load our own files and talk to us, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// maxBody is the most a form may send: several times the longest text the core
// takes, so that a text that is too long is refused by the core, kept on the
// page, and not lost.
const maxBody = 4 << 20

// guard is what every request goes through.
func (s *Server) guard(next http.Handler, hosts []string) http.Handler {
	crossing := http.NewCrossOriginProtection()
	crossing.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.problem(w, r, http.StatusForbidden, "web.problem.crossing")
	}))
	protected := crossing.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		defer s.recover(w, r)
		if !answersTo(hosts, r.Host) {
			http.Error(w, "This workbench does not answer to that name.", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		protected.ServeHTTP(w, r)
	})
}

func secure(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-store")
}

func answersTo(hosts []string, host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	return len(hosts) == 0 || slices.Contains(hosts, strings.ToLower(name))
}

// recover turns a panic into an apology with a reference; the log has the rest.
func (s *Server) recover(w http.ResponseWriter, r *http.Request) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	s.log.Error("workbench: panic", "path", r.URL.Path, "cause", cause)
	s.problem(w, r, http.StatusInternalServerError, "web.problem.internal")
}
