package discordtest

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// people and places of these tests.
const (
	ada, ben, eve      = "1300000000000000001", "1300000000000000002", "1300000000000000003"
	editors            = "1400000000000000001"
	team, hidden       = "1500000000000000001", "1500000000000000002"
	thread, privateOne = "1500000000000000003", "1500000000000000004"
	forum, topic       = "1500000000000000005", "1500000000000000006"
	muted              = "1500000000000000007"
)

// server is a Discord with people and channels in it.
func server(t testing.TB, o Options) *Discord {
	t.Helper()
	d := New(t, o)
	d.Guild(Guild{ID: d.o.Guild, Name: "Acme", Roles: []Role{{editors, "Editors", ManageMessages}}})
	d.User(User{ID: ada, Name: "ada", GlobalName: "Ada L", Nick: "Ada", Locale: "fr", Owner: true})
	d.User(User{ID: ben, Name: "ben", Roles: []string{editors}})
	d.User(User{ID: eve, Name: "eve", Refuses: true})
	d.Channel(Channel{ID: team, Name: "team"})
	d.Channel(Channel{ID: hidden, Name: "hidden", Overwrites: []Overwrite{
		{ID: d.o.Guild, Deny: ViewChannel}, {ID: editors, Allow: ViewChannel},
	}})
	d.Channel(Channel{ID: thread, Name: "a thread", Type: PublicThread, Parent: team, Members: []string{ada}})
	d.Channel(Channel{ID: privateOne, Name: "a private thread", Type: PrivateThread, Parent: team, Members: []string{ada, d.o.Application}})
	d.Channel(Channel{ID: forum, Name: "forum", Type: Forum})
	d.Channel(Channel{ID: topic, Name: "a post", Type: PublicThread, Parent: forum})
	d.Channel(Channel{ID: muted, Name: "muted", Overwrites: []Overwrite{{ID: d.o.Application, Member: true, Deny: SendMessages | ReadHistory}}})
	d.Register(`[
		{"name":"draft","description":"Draft a post","options":[
			{"type":3,"name":"about","description":"What about","required":true,"max_length":20},
			{"type":3,"name":"network","description":"Which","autocomplete":true},
			{"type":4,"name":"count","description":"How many","min_value":1,"max_value":5},
			{"type":6,"name":"who","description":"Who"}]},
		{"name":"copilot","description":"Set up","default_member_permissions":"32","contexts":[0],"options":[
			{"type":1,"name":"approvers","description":"Who may"},{"type":1,"name":"settings","description":"How"}]},
		{"name":"Draft a reply","type":3}]`)
	return d
}

// red is a server whose complaints are gathered.
func red(t *testing.T, o Options) (*Discord, *platformtest.Recorder) {
	t.Helper()
	r := &platformtest.Recorder{TB: t}
	return server(r, o), r
}

// app is an app that Discord posts to.
type app struct {
	t   *testing.T
	key ed25519.PublicKey

	mu     sync.Mutex
	reply  string // to the next interactions; "" for an empty 202
	status int    // 0 for 200
	seen   []object
}

// listening is an app over HTTP, connected to a Discord.
func listening(t *testing.T, d *Discord) *app {
	t.Helper()
	key, err := hex.DecodeString(d.Options().PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	a := &app{t: t, key: key, reply: `{"type":5}`}
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	d.ConnectHTTP(server.URL)
	return a
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	sig, bad := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
	if err != nil || bad != nil || !ed25519.Verify(a.key, append([]byte(r.Header.Get("X-Signature-Timestamp")), raw...), sig) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		a.t.Errorf("an interaction is no JSON: %v", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seen = append(a.seen, o)
	w.Header().Set("Content-Type", "application/json")
	switch {
	case num(o, "type") == kindPing:
		_, _ = io.WriteString(w, `{"type":1}`)
	case a.status != 0:
		w.WriteHeader(a.status)
	case a.reply == "":
		w.WriteHeader(http.StatusAccepted)
	default:
		_, _ = io.WriteString(w, a.reply)
	}
}

// answers sets what the app answers from now on.
func (a *app) answers(body string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.reply = body
}

// last is the latest interaction.
func (a *app) last() object {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.seen) == 0 {
		a.t.Fatal("nothing was delivered")
	}
	return a.seen[len(a.seen)-1]
}

// ask calls the API as the bot, and returns the status and the answer.
func ask(t *testing.T, d *Discord, method, path, body string) (int, object) {
	t.Helper()
	status, raw, _ := call(t, d, method, path, body, "Bot "+d.o.Token)
	var o object
	_ = json.Unmarshal(raw, &o) // of a list nothing
	return status, o
}

// decoded reads JSON of whatever kind.
func decoded(t *testing.T, raw []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	return v
}

func call(t *testing.T, d *Discord, method, path, body, auth string) (int, []byte, http.Header) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, d.APIURL()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	req.Header.Set("Authorization", auth)
	return platformtest.Exchange(t, req)
}

// standing is a clock that only moves when it is told to.
type standing struct {
	mu  sync.Mutex
	now time.Time
}

func newStanding() *standing { return &standing{now: time.Unix(1_770_000_000, 0)} }

func (c *standing) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *standing) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

const quiet = `"allowed_mentions":{"parse":[]}`

// card is a message with a draft on it, and its buttons.
const card = `{` + quiet + `,"content":"✏️ **DRAFT · needs human sign-off**","embeds":[{"title":"Draft","description":"The *text*\\* is out.",` +
	`"footer":{"text":"DRAFT · needs human sign-off"}}],"components":[{"type":1,"components":[` +
	`{"type":2,"style":3,"label":"Approve","custom_id":"act.approve|d1|1|abc"},{"type":2,"style":4,"label":"Reject","custom_id":"act.reject|d1|1|abc"}]}]}`
