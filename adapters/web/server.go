package web

import (
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Server is the workbench over HTTP. Mount it at "/".
type Server struct {
	core   Core
	chat   *Chat
	log    *slog.Logger
	now    func() time.Time
	zone   *time.Location
	locale string
	pace   time.Duration

	verdict verdict // of the last verification of the record
	assets  assets
	pages   map[string]*template.Template // by language
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

	// Pace is the least time between two updates of an open page, so that text
	// that streams in by the word is sent a few times a second. 0 means 100 ms.
	Pace time.Duration
}

// NewServer makes the workbench over a core and its chat. It fails only when the
// embedded templates do not parse.
func NewServer(core Core, chat *Chat, o Options) (*Server, error) {
	s := &Server{
		core: core, chat: chat, log: o.Log, now: o.Now, zone: o.Zone,
		locale: catalogue.Base(o.Locale), pace: o.Pace,
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.zone == nil {
		s.zone = time.Local
	}
	if s.pace == 0 {
		s.pace = 100 * time.Millisecond
	}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, fmt.Errorf("workbench: %w", err)
	}
	if s.pages, err = s.parsePages(); err != nil {
		return nil, fmt.Errorf("workbench: %w", err)
	}
	s.handler = s.guard(s.routes(), o.Hosts)
	return s, nil
}

// ServeHTTP serves the workbench.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/c/"+channels[0].ID, http.StatusSeeOther)
	})
	mux.HandleFunc("GET /static/{version}/{path...}", s.asset)
	mux.HandleFunc("GET /commands", s.commands)
	mux.HandleFunc("GET /events", s.events)
	mux.HandleFunc("POST /me", s.choose)
	mux.HandleFunc("GET /c/{channel}", s.showChannel)
	mux.HandleFunc("GET /c/{channel}/t/{thread}", s.showChannel)
	mux.HandleFunc("POST /c/{channel}", s.say)
	mux.HandleFunc("POST /c/{channel}/t/{thread}", s.say)
	mux.HandleFunc("GET /c/{channel}/settings", s.showSettings)
	mux.HandleFunc("POST /c/{channel}/settings", s.saveSettings)
	mux.HandleFunc("GET /c/{channel}/settings.yaml", s.sendFile)
	mux.HandleFunc("POST /c/{channel}/settings/file", s.takeFile)
	mux.HandleFunc("POST /c/{channel}/m/{message}/retry", s.retry)
	mux.HandleFunc("GET /review", s.review)
	mux.HandleFunc("GET /audit", s.showAudit)
	mux.HandleFunc("POST /audit", s.verifyNow)
	mux.HandleFunc("GET /d/{draft}", s.showDraft)
	mux.HandleFunc("GET /d/{draft}/receipt", s.sendReceipt)
	mux.HandleFunc("POST /d/{draft}/count", s.count)
	mux.HandleFunc("GET /d/{draft}/{act}", s.askAct)
	mux.HandleFunc("POST /d/{draft}/{act}", s.act)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.lost(w, r, "web.problem.page") })
	return mux
}
