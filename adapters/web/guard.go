package web

import (
	"crypto/rand"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
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
	next = s.welcomes(next)
	protected := crossing.Handler(s.sameOrigin(next))
	if s.chat.door != nil {
		protected = s.limit(crossing.Handler(s.sameOrigin(s.admit(next))))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = referred(r, rand.Text()) // until what it asks for has a name
		secure(w.Header(), s.chat.door != nil && s.chat.door.secure())
		defer s.recover(w, r)
		if !answersTo(hosts, r.Host) {
			http.Error(w, "This workbench does not answer to that name.", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		hurry(w, r)
		protected.ServeHTTP(w, r)
	})
}

// sameOrigin refuses what changes something unless the browser says that a page of ours
// sent it: a browser too old to say so is refused, too. Cookies are then no proof of
// anything alone, and forms need none of their own.
func (s *Server) sameOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !safe(r.Method) && !s.fromUs(r) {
			s.problem(w, r, http.StatusForbidden, "web.problem.crossing")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func safe(method string) bool { return method == http.MethodGet || method == http.MethodHead }

func (s *Server) fromUs(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	switch {
	case len(origins) > 1:
		return false
	case len(origins) == 0:
		return r.Header.Get("Sec-Fetch-Site") == "same-origin"
	case s.chat.door != nil:
		public := s.chat.door.public
		return origins[0] == public.Scheme+"://"+public.Host
	default:
		return origins[0] == "http://"+r.Host || origins[0] == "https://"+r.Host
	}
}

// takeWithin is how long somebody may take an answer: who takes a byte now and then holds no
// connection for longer. Who sends one now and then, cmd/bot hurries.
const takeWithin = 2 * time.Minute

// hurry sets this limit, but to a stream, which sets its own.
func hurry(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/events" {
		return
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(takeWithin)) // what cannot be hurried, as in a test, is not
}

// secure sets what every page says to browsers; with tls, that it is reached by that alone.
func secure(h http.Header, tls bool) {
	if tls {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
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
	if s.caught(r, r.URL.Path, recover()) {
		s.problem(w, r, http.StatusInternalServerError, "web.problem.internal")
	}
}
