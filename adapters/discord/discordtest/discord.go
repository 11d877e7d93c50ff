package discordtest

import (
	"crypto/ed25519"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// Discord is one application, its bot, and the servers they are in. It is safe for
// concurrent use; what acts as a person (Say, Command, Click …) belongs to the
// test's goroutine, since it may end the test.
type Discord struct {
	t       testing.TB
	o       Options
	key     ed25519.PrivateKey
	server  *httptest.Server
	schemas *schemas // nil: not checked

	mu           sync.Mutex // guards all below
	ended        bool       // nothing may be told the test any more
	blamed       map[string]bool
	last         uint64 // the latest snowflake given out
	content      bool   // the privileged intent for message content
	users        map[string]*User
	guilds       map[string]*guild
	channels     map[string]*channel
	order        []string // channel ids as they were made
	whispers     []*Message
	commands     map[string][]object // by guild, "" for everywhere
	writes       int                 // of commands
	permitted    map[string]bool     // commands that admins gave to everybody
	interactions map[string]*interaction
	tokens       map[string]*interaction
	modals       map[string]*modal // the one open modal of a user
	nonces       map[string]nonce
	calls        []*Call
	faults       []*broken
	limits       limits
	invalid      int // answers 401, 403 and 429

	base    string // the app's address; empty: the gateway
	gate    gate
	pending sync.WaitGroup
	moved   platformtest.Bell // rings when something happened
	done    chan struct{}
}

// New starts a Discord that lives as long as the test.
func New(t testing.TB, o Options) *Discord {
	t.Helper()
	real := o.Now == nil
	if real {
		o.Now = time.Now
	}
	d := &Discord{
		t: t, blamed: map[string]bool{}, users: map[string]*User{}, guilds: map[string]*guild{},
		channels: map[string]*channel{}, commands: map[string][]object{}, permitted: map[string]bool{},
		interactions: map[string]*interaction{}, tokens: map[string]*interaction{}, modals: map[string]*modal{},
		nonces: map[string]nonce{}, done: make(chan struct{}),
	}
	d.o, d.key = o.filled()
	d.content = !o.NoMessageContent
	d.limits = newLimits(real)
	d.gate = newGate()
	if !o.Lenient && !d.unchecked(CheckSchema) {
		d.schemas = published(t)
	}
	d.users[d.o.Application] = &User{ID: d.o.Application, Name: d.o.Name, Bot: true, Locale: "en-US"}
	d.Guild(Guild{ID: d.o.Guild, Name: d.o.GuildName})
	d.server = httptest.NewServer(d.routes())
	d.gate.resumer = httptest.NewServer(http.HandlerFunc(d.serveGateway))
	t.Cleanup(d.stop)
	return d
}

// stop ends all connections. What an app does after that is told nobody.
func (d *Discord) stop() {
	d.mu.Lock()
	d.ended = true
	d.mu.Unlock()
	close(d.done)
	d.gate.stop()
	d.server.CloseClientConnections()
	d.server.Close()
	d.pending.Wait()
}

// APIURL is the base address of the API: what DISCORD_API_URL takes. Other
// versions than v10 are served as well.
func (d *Discord) APIURL() string { return d.server.URL + "/api/v10" }

// Options are those given to New, with the defaults filled in.
func (d *Discord) Options() Options { return d.o }

// blame makes the test red, once for a reason: the app did what the real Discord
// refuses, or what the product promises not to do. Safe from any goroutine, also
// after the test.
func (d *Discord) blame(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.blameLocked(format, args...)
}

func (d *Discord) blameLocked(format string, args ...any) {
	said := fmt.Sprintf(format, args...)
	if d.ended || d.blamed[said] {
		return
	}
	d.blamed[said] = true
	d.t.Errorf("discordtest: %s", said)
}
