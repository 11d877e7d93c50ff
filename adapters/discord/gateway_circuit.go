package discord

import (
	"bufio"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// circuit is one connection of the library, of which it knows only that it is a
// net.Conn. What arrives is looked through on its way (see gateway_frame.go), since
// the library keeps to itself why a connection ended.
type circuit struct {
	net.Conn          // what is said: TLS is undone
	raw      net.Conn // what is cut
	in       *bufio.Reader
	pending  []byte // of the frame, what the library has not read yet
	left     int64  // what follows of it, unseen
	phase    phase
	made     time.Time
	spoken   atomic.Bool   // a frame came
	heard    atomic.Int64  // when bytes last arrived, in ns since made
	over     chan struct{} // closed when nothing more comes of it
	released chan struct{} // closed when the library let go of it
	hears    chan struct{} // closed when READY or RESUMED came
	mu       sync.Mutex
	last     farewell
	hailed   bool // hears is closed
	free     bool // released is closed
}

// phase is how far a connection is.
type phase int

const (
	statusLine phase = iota // the first line of the answer comes next
	headLines               // then the other ones, until an empty one
	frames                  // from then on it is a websocket
	refused                 // or not one: everything is passed on
)

func newCircuit(plain, raw net.Conn) *circuit {
	c := &circuit{
		Conn: plain, raw: raw, made: time.Now(),
		over: make(chan struct{}), released: make(chan struct{}), hears: make(chan struct{}),
	}
	c.in = bufio.NewReader(listener{c})
	return c
}

// listener notes when something was heard.
type listener struct{ c *circuit }

func (l listener) Read(p []byte) (int, error) {
	n, err := l.c.Conn.Read(p)
	if n > 0 {
		l.c.heard.Store(int64(time.Since(l.c.made)))
	}
	return n, err
}

// silent is for how long nothing was heard.
func (c *circuit) silent() time.Duration { return time.Since(c.made) - time.Duration(c.heard.Load()) }

// Read passes on what arrives, but for what the library must not see.
func (c *circuit) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(c.pending) == 0 && c.left == 0 {
		if err := c.next(); err != nil {
			c.hangUp(farewell{err: err})
			return 0, err
		}
	}
	if len(c.pending) > 0 {
		n := copy(p, c.pending)
		c.pending = c.pending[n:]
		return n, nil
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if err != nil {
		c.hangUp(farewell{err: err})
	}
	return n, err
}

// Write ends the connection when it fails: the library only logs that.
func (c *circuit) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if err != nil {
		c.hangUp(farewell{err: err})
	}
	return n, err
}
