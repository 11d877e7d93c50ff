package memory

import (
	"net"
	"strings"
	"sync"
	"testing"
)

// proxy stands between a store and its server, and can hold bytes back in either
// direction, as a hanging server or network does: held bytes arrive later, also
// when whoever sent them has given up.
type proxy struct {
	listener net.Listener
	network  string
	target   string
	wg       sync.WaitGroup

	mu    sync.Mutex
	moved *sync.Cond
	held  map[direction]bool
	conns []net.Conn
	done  bool
}

type direction string

const (
	up   direction = "to the server"
	down direction = "to the store"
)

// through starts a proxy before the server of a redis:// or unix:// URL.
func through(t *testing.T, url string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	scheme, target, _ := strings.Cut(url, "://")
	network := map[string]string{"redis": "tcp", "unix": "unix"}[scheme]
	p := &proxy{listener: l, network: network, target: target, held: map[direction]bool{}}
	p.moved = sync.NewCond(&p.mu)
	p.wg.Go(p.serve)
	t.Cleanup(p.close)
	return p
}

func (p *proxy) url() string { return "redis://" + p.listener.Addr().String() }

func (p *proxy) serve() {
	for {
		near, err := p.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial(p.network, p.target)
		if err != nil {
			_ = near.Close()
			continue
		}
		p.mu.Lock()
		p.conns = append(p.conns, near, far)
		p.mu.Unlock()
		p.wg.Go(func() { p.pump(near, far, up) })
		p.wg.Go(func() { p.pump(far, near, down) })
	}
}

func (p *proxy) pump(from, to net.Conn, d direction) {
	defer func() { _ = to.Close() }()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 && p.pass(d) {
			_, _ = to.Write(buffer[:n])
		}
		if err != nil {
			p.pass(d) // what was sent before the end arrives before it
			return
		}
	}
}

// pass waits until bytes may go; false when the proxy closes.
func (p *proxy) pass(d direction) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.held[d] && !p.done {
		p.moved.Wait()
	}
	return !p.done
}

// hold stops bytes in one direction, free lets them go, held ones first.
func (p *proxy) hold(d direction) { p.set(d, true) }
func (p *proxy) free(d direction) { p.set(d, false) }

func (p *proxy) set(d direction, held bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held[d] = held
	p.moved.Broadcast()
}

// cut breaks every connection there is, losing what is held towards the store.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		_ = c.Close()
	}
	p.conns = nil
}

func (p *proxy) close() {
	_ = p.listener.Close()
	p.mu.Lock()
	p.done = true
	p.moved.Broadcast()
	p.mu.Unlock()
	p.cut()
	p.wg.Wait()
}
