package web

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Server is the workbench over HTTP. Mount it at "/".
type Server struct {
	press

	core   Core
	chat   *Chat
	locale string
	pace   time.Duration

	streams streams        // of pages that listen
	limits  *limits        // of what the door lets through
	proxies []netip.Prefix // whose word on where a request comes from is taken

	verdict verdict // of the last verification of the record
	handler http.Handler
}

// Options are what a Server may be told; the zero value serves.
type Options struct {
	Log    *slog.Logger     // nil: slog.Default()
	Now    func() time.Time // nil: time.Now
	Zone   *time.Location   // in which times are shown; nil: time.Local
	Locale string           // for a browser that prefers neither language; "" is English

	// Hosts are the host names (without port) the workbench answers to; with
	// none, any. On a loopback address give its names: it keeps a page elsewhere
	// from reaching the workbench under a name of its own (DNS rebinding).
	Hosts []string

	// Proxies are those whose word on where a request comes from is taken.
	Proxies []netip.Prefix

	// Pace is the least time between two updates of an open page, so that text
	// that streams in by the word is sent a few times a second. 0 means 100 ms.
	Pace time.Duration
}

// NewServer makes the workbench over a core and its chat. People sign in when the chat
// has a SignIn; then it answers to the name they know it by alone. It fails only when
// the embedded templates do not parse.
func NewServer(core Core, chat *Chat, o Options) (*Server, error) {
	p, err := newPress("workbench", "", o.Log, o.Now, o.Zone, "templates/*.html")
	if err != nil {
		return nil, err
	}
	s := &Server{press: p, core: core, chat: chat, locale: catalogue.Base(o.Locale), pace: cmp.Or(o.Pace, 100*time.Millisecond), proxies: o.Proxies}
	s.limits = newLimits(s.now)
	if door := chat.door; door != nil {
		o.Hosts = []string{strings.ToLower(door.public.Hostname())}
	}
	s.handler = s.guard(s.mux(), o.Hosts)
	return s, nil
}

// ServeHTTP serves the workbench.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// route is one address of the workbench, and what answers there.
type route struct {
	pattern string // of http.ServeMux
	answer  http.HandlerFunc
}

// routes are all there are: what tests hold of every page and every form, they hold of
// these.
func (s *Server) routes() []route {
	all := []route{
		{"GET /{$}", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/c/"+channels[0].ID, http.StatusSeeOther)
		}},
		{"GET /static/{version}/{path...}", s.asset},
		{"GET /commands", s.commands},
		{"GET /events", s.events},
		{"POST /me", s.choose},
		{"GET /c/{channel}", s.showChannel},
		{"GET /c/{channel}/t/{thread}", s.showChannel},
		{"POST /c/{channel}", s.say},
		{"POST /c/{channel}/t/{thread}", s.say},
		{"GET /c/{channel}/settings", s.showSettings},
		{"POST /c/{channel}/settings", s.saveSettings},
		{"GET /c/{channel}/settings.yaml", s.sendFile},
		{"POST /c/{channel}/settings/file", s.takeFile},
		{"POST /c/{channel}/m/{message}/retry", s.retry},
		{"GET /review", s.review},
		{"GET /audit", s.showAudit},
		{"POST /audit", s.verifyNow},
		{"GET /stats", s.showStats},
		{"GET /stats.csv", s.sendStats},
		{"GET /d/{draft}", s.showDraft},
		{"GET /d/{draft}/receipt", s.sendReceipt},
		{"POST /d/{draft}/count", s.count},
		{"GET /d/{draft}/{act}", s.askAct},
		{"POST /d/{draft}/{act}", s.act},
	}
	if s.chat.door == nil {
		return all
	}
	return append(
		all,
		route{"GET /login", s.showLogin}, route{"GET /login/go", s.goSignIn}, route{"GET " + CallbackPath, s.comeIn}, route{"POST /logout", s.leave},
	)
}

func (s *Server) mux() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.HandleFunc(r.pattern, r.answer)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.lost(w, r, "web.problem.page") })
	return mux
}
