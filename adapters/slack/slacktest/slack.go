package slacktest

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// Slack is one workspace with one app installed. It is safe for concurrent use;
// what acts as a person (Say, Click, Submit …) belongs to the test's goroutine,
// since it may end the test.
type Slack struct {
	t        testing.TB
	o        Options
	server   *httptest.Server
	schemas  *schemas // nil: not checked
	instance string   // distinguishes ids of two fakes

	mu       sync.Mutex // guards all below
	ended    bool       // nothing may be told the test any more
	revoked  bool
	serial   int64
	last     int64 // the latest ts given out, in microseconds
	users    map[string]*User
	channels map[string]*channel
	order    []string // channel ids as they were made
	groups   []Group
	triggers map[string]*trigger
	hooks    map[string]*hook
	views    map[string]*view
	modals   map[string][]*view // the open modals of a user, the top one last
	homes    map[string]*view
	whispers []*Message // ephemerals, by ts
	faults   map[string][]*fault
	delays   map[string]time.Duration
	calls    []Call
	counts   map[string]int
	events   []Reply

	base    string // the app's address; empty: Socket Mode
	tickets map[string]bool
	links   links
	pending sync.WaitGroup
	moved   platformtest.Bell // rings when a call was answered
	done    chan struct{}
}

// New starts a Slack that lives as long as the test.
func New(t testing.TB, o Options) *Slack {
	t.Helper()
	s := &Slack{
		t: t, o: o.filled(), instance: token(4),
		users: map[string]*User{}, channels: map[string]*channel{},
		triggers: map[string]*trigger{}, hooks: map[string]*hook{},
		views: map[string]*view{}, modals: map[string][]*view{}, homes: map[string]*view{},
		faults: map[string][]*fault{}, delays: map[string]time.Duration{}, counts: map[string]int{},
		tickets: map[string]bool{}, done: make(chan struct{}),
	}
	s.links.changed = make(chan struct{})
	if !s.o.Lenient && !s.unchecked(CheckSchema) {
		s.schemas = published(t)
	}
	s.User(User{ID: s.o.BotUser, Name: s.o.BotName, Bot: true})
	s.server = httptest.NewServer(s.routes())
	t.Cleanup(s.stop)
	return s
}

func (s *Slack) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("POST /hooks/{kind}/{team}/{id}", s.serveHook)
	mux.HandleFunc("GET /link/", s.serveLink)
	return mux
}

// stop ends all connections. What an app does after that is told nobody.
func (s *Slack) stop() {
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	close(s.done)
	s.dropAll()
	s.server.CloseClientConnections()
	s.server.Close()
	s.pending.Wait()
}

// APIURL is the base address of the Web API, with its final slash: what
// slack.OptionAPIURL takes.
func (s *Slack) APIURL() string { return s.server.URL + "/api/" }

// Options are those given to New, with the defaults filled in.
func (s *Slack) Options() Options { return s.o }

// blame makes the test red: the app did what the real Slack refuses, or what the
// product promises not to do. Safe from any goroutine, also after the test.
func (s *Slack) blame(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.blameLocked(format, args...)
}

func (s *Slack) blameLocked(format string, args ...any) {
	if !s.ended {
		s.t.Errorf("slacktest: "+format, args...)
	}
}

// next is a number that was not given out before. The lock is held.
func (s *Slack) next() int64 {
	s.serial++
	return s.serial
}

// id makes an identifier as Slack's look: a letter and digits. The lock is held.
func (s *Slack) id(letter string) string {
	return fmt.Sprintf("%s0%s%05d", letter, s.instance, s.next())
}

// stamp gives out the next ts: later than all before it. The lock is held.
func (s *Slack) stamp() string {
	s.last = max(s.o.Now().UnixMicro(), s.last+100)
	return tsOf(s.last)
}

// tsOf writes microseconds as Slack writes a ts: "1710000000.000100".
func tsOf(micros int64) string {
	return fmt.Sprintf("%d.%06d", micros/1e6, micros%1e6)
}

// token is n random bytes as upper-case hexadecimal digits.
func token(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return fmt.Sprintf("%X", b)
}

// uuid is a random identifier in the form of envelope ids and client_msg_id.
func uuid() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	h := hex.EncodeToString(b)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
