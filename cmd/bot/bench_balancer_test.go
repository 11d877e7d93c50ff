package main

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// tcpBalancer gives each new connection to the next of its replicas.
type tcpBalancer struct {
	listener net.Listener
	over     sync.WaitGroup

	mu       sync.Mutex
	replicas []string // host:port
	next     int
}

func newTCPBalancer(b *testing.B) *tcpBalancer {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	t := &tcpBalancer{listener: l}
	t.over.Go(t.serve)
	b.Cleanup(func() {
		_ = l.Close()
		t.over.Wait()
	})
	return t
}

// url is where it is called.
func (t *tcpBalancer) url() string { return "http://" + t.listener.Addr().String() }

// to names who gets the connections from now on.
func (t *tcpBalancer) to(urls ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.replicas = nil
	for _, u := range urls {
		t.replicas = append(t.replicas, strings.TrimPrefix(u, "http://"))
	}
}

func (t *tcpBalancer) pick() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.next++
	return t.replicas[t.next%len(t.replicas)]
}

func (t *tcpBalancer) serve() {
	for {
		near, err := t.listener.Accept()
		if err != nil {
			return
		}
		t.over.Go(func() { t.join(near) })
	}
}

// join carries bytes both ways until either side ends.
func (t *tcpBalancer) join(near net.Conn) {
	defer func() { _ = near.Close() }()
	far, err := net.Dial("tcp", t.pick())
	if err != nil {
		return
	}
	var pumps sync.WaitGroup
	pump := func(to, from net.Conn) {
		_, _ = io.Copy(to, from)
		_ = far.Close()
		_ = near.Close()
	}
	pumps.Go(func() { pump(far, near) })
	pumps.Go(func() { pump(near, far) })
	pumps.Wait()
}
