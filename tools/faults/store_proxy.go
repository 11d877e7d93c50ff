package faults

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/brouillon/brouillon/memory"
)

// storeProxy stands between one replica and Redis, and reads along.
type storeProxy struct {
	replica  *replica
	agenda   *agenda
	journal  *journal
	listener net.Listener
	upstream string // host:port
	scripts  map[string]string

	mu    sync.Mutex
	conns map[net.Conn]bool
	over  sync.WaitGroup
}

func newStoreProxy(t testing.TB, upstream string, a *agenda, j *journal) *storeProxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &storeProxy{
		agenda: a, journal: j, listener: l, upstream: upstream, scripts: memory.Scripts(), conns: map[net.Conn]bool{},
	}
	p.over.Go(p.serve)
	t.Cleanup(p.close)
	return p
}

// url is what a replica is given as REDIS_URL.
func (p *storeProxy) url() string { return "redis://" + p.listener.Addr().String() }

func (p *storeProxy) close() {
	_ = p.listener.Close()
	p.mu.Lock()
	for c := range p.conns {
		_ = c.Close()
	}
	p.mu.Unlock()
	p.over.Wait()
}

func (p *storeProxy) serve() {
	for {
		near, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.over.Go(func() { p.join(near) })
	}
}

// join carries one connection until either side ends.
func (p *storeProxy) join(near net.Conn) {
	defer func() { _ = near.Close() }()
	far, err := net.Dial("tcp", p.upstream)
	if err != nil {
		return
	}
	defer func() { _ = far.Close() }()
	p.keep(near, true)
	p.keep(far, true)
	defer p.keep(near, false)
	defer p.keep(far, false)
	// As many as a client may have under way on one connection.
	asked := make(chan verb, 1024)
	var both sync.WaitGroup
	both.Go(func() { p.up(near, far, asked); _ = far.Close(); close(asked) })
	both.Go(func() { p.down(far, near, asked); _ = near.Close() })
	both.Wait()
}

func (p *storeProxy) keep(c net.Conn, kept bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if kept {
		p.conns[c] = true
	} else {
		delete(p.conns, c)
	}
}

// verb is a command as it is named here: a script by its name.
type verb struct {
	name string
	args [][]byte
}

// up carries commands to Redis.
func (p *storeProxy) up(near, far net.Conn, asked chan<- verb) {
	in := bufio.NewReaderSize(near, 64<<10)
	for {
		f, err := readFrame(in)
		if err != nil {
			return
		}
		v := p.verb(f)
		if v.name != "" && p.agenda.reached(p.replica, v.name+" never sent") {
			return
		}
		asked <- v
		if _, err := far.Write(f.raw); err != nil {
			return
		}
	}
}

// down carries replies to the replica.
func (p *storeProxy) down(far, near net.Conn, asked <-chan verb) {
	in := bufio.NewReaderSize(far, 64<<10)
	for {
		f, err := readFrame(in)
		if err != nil {
			return
		}
		if !f.push {
			v, open := <-asked
			if !open {
				return
			}
			p.learn(v, f)
			if v.name != "" && p.agenda.reached(p.replica, v.name+" done, reply lost") {
				return
			}
		}
		if _, err := near.Write(f.raw); err != nil {
			return
		}
	}
}

// verb reads a command: scripts, the reading of work, and what is written without a
// script have names.
func (p *storeProxy) verb(f frame) verb {
	if len(f.strings) < 3 {
		return verb{}
	}
	name := strings.ToLower(string(f.strings[0]))
	switch name {
	case "xreadgroup":
		return verb{name: "redis read"}
	case "hset", "set":
		return verb{name: "redis " + name + " " + kindOf(string(f.strings[1]))}
	case "eval", "evalsha":
	default:
		return verb{}
	}
	hash := string(f.strings[1])
	if name == "eval" {
		sum := sha1.Sum(f.strings[1])
		hash = hex.EncodeToString(sum[:])
	}
	keys, _ := strconv.Atoi(string(f.strings[2]))
	return verb{"redis " + p.scripts[hash], f.strings[min(3+keys, len(f.strings)):]}
}

// kindOf is what a key is about: what stands after the prefix.
func kindOf(key string) string {
	_, rest, _ := strings.Cut(key, "}:")
	kind, _, _ := strings.Cut(rest, ":")
	return kind
}

// learn notes what a script did, once Redis has said that it did.
func (p *storeProxy) learn(v verb, reply frame) {
	if bytes.HasPrefix(reply.raw, []byte("-")) {
		return
	}
	switch v.name {
	case "redis accept":
		if len(v.args) > 1 {
			p.journal.filed(string(v.args[0]), serialIn(v.args[1]))
		}
	case "redis take": // job, request, job, request …
		for i := 0; i+1 < len(reply.strings); i += 2 {
			serial := serialIn(reply.strings[i+1])
			p.journal.filed(string(reply.strings[i]), serial)
			p.journal.took(p.replica, serial)
		}
	case "redis finish", "redis retry", "redis release":
		if len(v.args) > 0 {
			how := strings.TrimPrefix(v.name, "redis ") + " " + strings.TrimSpace(string(reply.raw))
			p.journal.left(p.replica, p.journal.serialOf(string(v.args[0])), how)
		}
	}
}
