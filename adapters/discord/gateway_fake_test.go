package discord

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A gateway that does what a test says, connection by connection. It is small on
// purpose: what it says is what Discord's documentation says, frame by frame.
type fakeGateway struct {
	t      *testing.T
	server *httptest.Server
	ends   chan struct{}

	mu         sync.Mutex
	scripts    []func(*peer) // of the first connection, the second ...; the last one of all others
	peers      []*peer
	identifies int
	resumes    int
	outage     int    // so many times GET /gateway fails
	elsewhere  string // where READY says to resume; elsewhere of another house if empty
}

// peer is one connection of the bot, seen from Discord.
type peer struct {
	*fakeGateway
	conn   *websocket.Conn
	closed chan struct{} // when the bot's side has ended

	mu       sync.Mutex // of writing
	greeting greeting
	code     int // of the bot's close frame
}

// greeting is IDENTIFY or RESUME.
type greeting struct {
	Op   int `json:"op"`
	Data struct {
		Token   string `json:"token"`
		Intents int    `json:"intents"`
		Session string `json:"session_id"`
		Seq     int    `json:"seq"`
	} `json:"d"`
}

const (
	opIdentify = 2
	opResume   = 6
)

func newFakeGateway(t *testing.T, scripts ...func(*peer)) *fakeGateway {
	t.Helper()
	f := &fakeGateway{t: t, scripts: scripts, ends: make(chan struct{})}
	f.server = httptest.NewServer(f)
	t.Cleanup(func() {
		close(f.ends)
		f.server.CloseClientConnections()
		f.server.Close()
	})
	return f
}

// RoundTrip answers GET /gateway, wherever it is sent.
func (f *fakeGateway) RoundTrip(r *http.Request) (*http.Response, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.outage > 0 {
		f.outage--
		return nil, errFakeAway
	}
	body := fmt.Sprintf(`{"url":%q}`, strings.Replace(f.server.URL, "http", "ws", 1))
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: r, Body: io.NopCloser(strings.NewReader(body))}, nil
}

func (f *fakeGateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{WriteBufferSize: 4096}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	p := &peer{fakeGateway: f, conn: conn, closed: make(chan struct{})}
	f.mu.Lock()
	script := f.scripts[min(len(f.peers), len(f.scripts)-1)]
	f.peers = append(f.peers, p)
	f.mu.Unlock()
	script(p)
}

// greets says HELLO and hears IDENTIFY or RESUME.
func greets(p *peer) {
	p.send(`{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}`)
	_, said, err := p.conn.ReadMessage()
	if err != nil || json.Unmarshal(said, &p.greeting) != nil {
		return
	}
	p.fakeGateway.mu.Lock()
	defer p.fakeGateway.mu.Unlock()
	if p.greeting.Op == opIdentify {
		p.identifies++
	} else {
		p.resumes++
	}
}

// ready answers the greeting as Discord does when all is well.
func ready(p *peer) {
	greets(p)
	if p.greeting.Op == opIdentify {
		p.send(`{"t":"READY","s":1,"op":0,"d":{"v":10,"session_id":"S1","resume_gateway_url":` + strconv.Quote(p.resumeAt()) + `,"user":{"id":"1"},"guilds":[]}}`)
		return
	}
	p.send(`{"t":"RESUMED","s":2,"op":0,"d":{}}`)
}

// well is a connection on which all is well until the bot ends it.
func well(p *peer) {
	ready(p)
	p.listen()
}

// listen answers heartbeats until the connection ends.
func (p *peer) listen() {
	defer close(p.closed)
	for {
		_, said, err := p.conn.ReadMessage()
		if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
			p.mu.Lock()
			p.code = closed.Code
			p.mu.Unlock()
		}
		if err != nil {
			return
		}
		var heard greeting
		_ = json.Unmarshal([]byte(strings.ReplaceAll(string(said), `"d":`, `"_":`)), &heard)
		switch heard.Op {
		case 1:
			p.send(`{"op":11}`)
		case opIdentify:
			p.fakeGateway.mu.Lock()
			p.identifies++
			p.fakeGateway.mu.Unlock()
			p.send(`{"t":"READY","s":1,"op":0,"d":{"v":10,"session_id":"S2","user":{"id":"1"},"guilds":[]}}`)
		}
	}
}

func (p *peer) send(frame string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.conn.WriteMessage(websocket.TextMessage, []byte(frame))
}

// inPieces sends a message as two frames, which a circuit does not look into.
func (p *peer) inPieces(message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	raw := p.conn.NetConn()
	half := len(message) / 2
	_, _ = raw.Write(append([]byte{frameText, byte(half)}, message[:half]...))
	_, _ = raw.Write(append([]byte{frameLast, byte(len(message) - half)}, message[half:]...))
}

// compressed sends a message as Discord does when asked to compress.
func (p *peer) compressed(message string) {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(message))
	_ = z.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.conn.WriteMessage(websocket.BinaryMessage, b.Bytes())
}

// dispatch sends an event with a number as its data.
func (p *peer) dispatch(n int) {
	p.send(fmt.Sprintf(`{"t":"INTERACTION_CREATE","s":%d,"op":0,"d":{"id":"%d"}}`, n+2, n))
}

func (p *peer) closes(code int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, "why"), time.Now().Add(time.Second))
}

// resumeAt is where READY says to resume.
func (f *fakeGateway) resumeAt() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return cmp.Or(f.elsewhere, "wss://gateway.elsewhere.example")
}

// counts are how often the bot identified and resumed.
func (f *fakeGateway) counts() (identifies, resumes int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.identifies, f.resumes
}

// connection is the nth one, once it is there.
func (f *fakeGateway) connection(n int) *peer {
	f.t.Helper()
	eventually(f.t, fmt.Sprintf("connection %d", n), func() bool { return f.seen() >= n })
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.peers[n-1]
}

func (f *fakeGateway) seen() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.peers)
}

// eventually waits for what should happen.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	give := time.After(2 * time.Minute)
	for !happened() {
		select {
		case <-look.C:
		case <-give:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
