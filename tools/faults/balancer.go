package faults

import (
	"context"
	"io"
	"net"
	"slices"
	"sync"
	"testing"
	"time"
)

// balancer is a TCP load balancer that sends new connections to replicas that say
// that they are ready.
type balancer struct {
	listener net.Listener
	over     sync.WaitGroup

	mu    sync.Mutex
	known []*replica // that are asked
	ready []*replica
	next  int
	alone int // connections for which no replica was there
}

// probeEvery is how often a balancer asks who is ready.
const probeEvery = 250 * time.Millisecond

func newBalancer(ctx context.Context, t testing.TB, replicas []*replica) *balancer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &balancer{listener: l, known: replicas, ready: replicas}
	b.over.Go(b.serve)
	b.over.Go(func() {
		for sleep(ctx, probeEvery) {
			b.probe()
		}
	})
	context.AfterFunc(ctx, func() { _ = l.Close() })
	t.Cleanup(b.over.Wait)
	return b
}

// knows says whom it asks from now on: one that is new gets nothing before it is ready.
func (b *balancer) knows(replicas []*replica) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.known = slices.Clone(replicas)
}

func (b *balancer) probe() {
	b.mu.Lock()
	known := b.known
	b.mu.Unlock()
	var ready []*replica
	for _, r := range known {
		if r.ready() {
			ready = append(ready, r)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ready = ready
}

// pick is the replica that gets the next connection; nil when none is ready.
func (b *balancer) pick() *replica {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.ready) == 0 {
		b.alone++
		return nil
	}
	b.next++
	return b.ready[b.next%len(b.ready)]
}

func (b *balancer) serve() {
	for {
		near, err := b.listener.Accept()
		if err != nil {
			return
		}
		b.over.Go(func() { b.join(near) })
	}
}

func (b *balancer) join(near net.Conn) {
	defer func() { _ = near.Close() }()
	r := b.pick()
	if r == nil {
		return
	}
	far, err := net.Dial("tcp", r.address)
	if err != nil {
		return
	}
	defer func() { _ = far.Close() }()
	done := make(chan struct{}, 2)
	pump := func(to, from net.Conn) {
		_, _ = io.Copy(to, from)
		done <- struct{}{}
	}
	go pump(far, near)
	go pump(near, far)
	<-done
}
