package discord

import (
	"context"
	"errors"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

func TestGatewayListens(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, well), &fakeSeats{left: -1}
	r := run(t, brisk(f, seats), plenty)
	r.connected()
	p := f.connection(1)
	if p.greeting.Data.Token != "Bot t0ken" || p.greeting.Data.Intents != 1<<9 {
		t.Errorf("it identifies with %+v", p.greeting)
	}
	p.dispatch(7)
	r.hears("7")
	p.dispatch(666) // the deliverer panics
	r.hears("666")
	p.dispatch(8)
	r.hears("8")
	if !r.logged("panic") || r.logged(`"8"`) {
		t.Error("the log has no panic, or what was said")
	}
	if r.Fence() != 1 {
		t.Errorf("fence %d", r.Fence())
	}
	r.stop()
	if err := <-r.ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
	<-p.closed
	if p.code != closeNormal || r.Connections() != 0 || r.Fence() != 0 || !seats.free() {
		t.Errorf("closed with %d, %d connections, fence %d, left %t", p.code, r.Connections(), r.Fence(), seats.free())
	}
}

// TestGatewayResumes: whatever ends a connection, its session goes on over the next
// one, and nothing is identified again.
func TestGatewayResumes(t *testing.T) {
	t.Parallel()
	const reconnect = `{"t":null,"s":null,"op":7,"d":null}`
	for name, end := range map[string]func(*peer){
		"dropped":              func(p *peer) { _ = p.conn.NetConn().Close() },
		"closed 4000":          func(p *peer) { p.closes(4000) },
		"reconnect":            func(p *peer) { p.send(reconnect) },
		"reconnect compressed": func(p *peer) { p.compressed(reconnect) },
		"reconnect in pieces":  func(p *peer) { p.inPieces(reconnect) },
		"invalid, resumable":   func(p *peer) { p.send(`{"op":9,"d":true}`) },
		"nothing in it":        func(p *peer) { p.send(`null`) },
		"masked":               func(p *peer) { _, _ = p.conn.NetConn().Write([]byte{0x81, 0x80, 0, 0, 0, 0}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFakeGateway(t, well)
			r := run(t, brisk(f, &fakeSeats{left: -1}), plenty)
			r.connected()
			f.connection(1).dispatch(40)
			r.hears("40")
			end(f.connection(1))
			p := f.connection(2)
			eventually(t, "the session to go on", func() bool { _, n := f.counts(); return n == 1 && r.Connections() == 1 })
			p.dispatch(41)
			r.hears("41")
			if d := p.greeting.Data; p.greeting.Op != opResume || d.Session != "S1" || d.Seq != 42 || d.Token != "Bot t0ken" {
				t.Errorf("it resumes with %+v", p.greeting)
			}
			if n, _ := f.counts(); n != 1 {
				t.Errorf("it identified %d times", n)
			}
			before := f.connection(1)
			<-before.closed
			if before.code == closeNormal || before.code == closeGoingAway {
				t.Errorf("the bot closed with %d, which ends the session", before.code)
			}
		})
	}
}

// TestGatewayBeginsAnew: what Discord does not know any more is not resumed.
func TestGatewayBeginsAnew(t *testing.T) {
	t.Parallel()
	for name, scripts := range map[string][]func(*peer){
		"closed 1000":             {thenCloses(1000), well},
		"closed 4009":             {thenCloses(4009), well},
		"invalid":                 {thenSends(`{"op":9,"d":false}`), well},
		"invalid at once":         {atOnce(`{"op":9,"d":false}`), well},
		"invalid after a resume":  {thenCloses(4000), atOnce(`{"op":9,"d":false}`), well},
		"reconnect at once":       {atOnce(`{"op":7,"d":null}`), well},
		"resumes that go nowhere": {thenCloses(4000), dropsAtOnce, dropsAtOnce, dropsAtOnce, well},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, seats := newFakeGateway(t, scripts...), &fakeSeats{left: -1}
			r := run(t, brisk(f, seats), plenty)
			p := f.connection(len(scripts))
			r.connected()
			p.dispatch(5)
			r.hears("5")
			if n, _ := f.counts(); p.greeting.Op != opIdentify || n != 2 || seats.given() != 2 {
				t.Errorf("op %d; it identified %d times, and asked for %d", p.greeting.Op, n, seats.given())
			}
		})
	}
}

func thenCloses(code int) func(*peer) {
	return func(p *peer) {
		ready(p)
		p.closes(code)
		p.listen()
	}
}

func thenSends(frame string) func(*peer) {
	return func(p *peer) {
		ready(p)
		p.send(frame)
		p.listen()
	}
}

// atOnce is a connection whose greeting is answered with a frame.
func atOnce(frame string) func(*peer) {
	return func(p *peer) {
		greets(p)
		p.send(frame)
		p.listen()
	}
}

func dropsAtOnce(p *peer) { greets(p) }

// TestGatewayIsRefused: what trying again does not cure ends it, with a sentence
// that says what to do, whenever it comes.
func TestGatewayIsRefused(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]func(*peer){
		"at once": func(p *peer) { greets(p); p.closes(4014); p.listen() },
		"later":   thenCloses(4014),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, seats := newFakeGateway(t, script), &fakeSeats{left: -1}
			r := run(t, brisk(f, seats), plenty)
			fault, ok := errors.AsType[*copilot.Fault](<-r.ended)
			if !ok || fault.Key != "discord.fault.gateway.intents" || fault.Args["Code"] != 4014 {
				t.Errorf("it ends with %v", fault)
			}
			if n, _ := f.counts(); n != 1 || !seats.free() {
				t.Errorf("it identified %d times; left %t", n, seats.free())
			}
		})
	}
}

// TestTokenIsRefusedOverREST: that is known before anything is sent to the gateway.
func TestTokenIsRefusedOverREST(t *testing.T) {
	t.Parallel()
	f := newFakeGateway(t, well)
	r := run(t, brisk(f, &fakeSeats{left: -1}), func(context.Context) (identifyLimit, error) {
		return identifyLimit{}, copilot.NewFault(copilot.FaultForbidden, keyToken, map[string]any{"Code": 401}, nil)
	})
	if err := <-r.ended; !forbidden(err) || f.seen() > 0 {
		t.Errorf("it ends with %v, after %d connections", err, f.seen())
	}
}
