package discordtest

import (
	"bytes"
	"compress/zlib"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// wire is one connection to the gateway.
type wire struct {
	ws      *websocket.Conn
	resumer bool // came to the address for resuming

	mu       sync.Mutex // guards writing and all below
	compress bool
	muted    bool
}

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

// write sends one payload; compressed as a whole when the client asked for that.
// Who is gone is noticed by who reads.
func (k *wire) write(raw []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.muted {
		return
	}
	_ = k.ws.SetWriteDeadline(time.Now().Add(5 * time.Second))
	if !k.compress {
		_ = k.ws.WriteMessage(websocket.TextMessage, raw)
		return
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(raw) // into memory
	_ = z.Close()
	_ = k.ws.WriteMessage(websocket.BinaryMessage, b.Bytes())
}

func (k *wire) op(op int, data any) { k.write(encode(object{"op": op, "d": data, "s": nil, "t": nil})) }

// end closes with a code.
func (k *wire) end(code int, said string) {
	_ = k.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, said), time.Now().Add(time.Second))
	_ = k.ws.Close()
}

// cut ends the connection without a word.
func (k *wire) cut() {
	if tcp, ok := k.ws.NetConn().(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = k.ws.Close()
}

func (k *wire) mute() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.muted = true
	_ = k.ws.SetReadDeadline(time.Time{})
}

// patience gives the client a time until its next heartbeat.
func (k *wire) patience(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.muted {
		_ = k.ws.SetReadDeadline(time.Now().Add(d))
	}
}

func (k *wire) isMuted() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.muted
}

func (k *wire) compressFromNow(on bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.compress = on
}
