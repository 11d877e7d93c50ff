package discord

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// switchboard dials for one Session of the library, and knows the circuit that it
// talks over: that is how it is watched, and cut, from outside of its lock. Proxies
// and TLS are done here, so that a circuit sees what is said.
type switchboard struct {
	proxy func(*http.Request) (*url.URL, error)
	tls   *tls.Config

	mu   sync.Mutex
	on   *circuit
	addr string // where it was dialled last
	deny bool   // dialling fails, so that the library forgets where it was
	shut bool
	ends <-chan struct{} // closed when it is shut
	stop func()
}

// errShut is why a Session that was thrown away gets no connection any more: what
// it would say on it, nobody asked for.
var errShut = errors.New("discord: this session was thrown away")

func newSwitchboard(o GatewayOptions) *switchboard {
	b := &switchboard{proxy: o.proxy, tls: o.tls}
	ends := make(chan struct{})
	b.ends, b.stop = ends, sync.OnceFunc(func() { close(ends) })
	return b
}

// dialer is what the library dials with.
func (b *switchboard) dialer(within time.Duration) *websocket.Dialer {
	return &websocket.Dialer{
		HandshakeTimeout: within,
		NetDialContext: func(ctx context.Context, _, addr string) (net.Conn, error) {
			return b.dial(ctx, addr, false)
		},
		NetDialTLSContext: func(ctx context.Context, _, addr string) (net.Conn, error) {
			return b.dial(ctx, addr, true)
		},
	}
}

// circuit is the one that was dialled last; nil when none was since forget.
func (b *switchboard) circuit() *circuit {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.on
}

// forget makes the circuit before a thing of the past.
func (b *switchboard) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.on = nil
}

// denying has dialling fail while do runs.
func (b *switchboard) denying(do func()) {
	set := func(deny bool) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.deny = deny
	}
	set(true)
	defer set(false)
	do()
}

// denies says whether dialling fails now, and notes where it leads if not.
func (b *switchboard) denies(addr string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.deny {
		b.addr = addr
	}
	return b.deny
}

// where is what was dialled last, as host:port.
func (b *switchboard) where() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.addr
}

// close cuts the circuit and has none made again.
func (b *switchboard) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shut = true
	b.stop()
	if b.on != nil {
		b.on.hangUp(farewell{err: errShut})
	}
}

func (b *switchboard) dial(ctx context.Context, addr string, secret bool) (net.Conn, error) {
	if b.denies(addr) {
		return nil, errForget
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-b.ends:
			cancel()
		case <-ctx.Done():
		}
	}()
	raw, err := b.reach(ctx, addr, secret)
	if err != nil {
		return nil, fmt.Errorf("discord: reach the gateway: %w", err)
	}
	plain := raw
	if secret {
		config := b.tls.Clone()
		if config == nil {
			config = &tls.Config{MinVersion: tls.VersionTLS12}
		}
		config.ServerName, _, _ = net.SplitHostPort(addr)
		over := tls.Client(raw, config)
		if err := over.HandshakeContext(ctx); err != nil {
			_ = raw.Close()
			return nil, fmt.Errorf("discord: reach the gateway: %w", err)
		}
		plain = over
	}
	return b.connect(newCircuit(plain, raw))
}

// connect makes a circuit the one that is watched.
func (b *switchboard) connect(c *circuit) (net.Conn, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shut {
		_ = c.Close()
		return nil, errShut
	}
	b.on = c
	return c, nil
}
