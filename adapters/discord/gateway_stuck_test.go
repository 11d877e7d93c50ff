package discord

import (
	"testing"
	"time"

	"go.uber.org/goleak"
)

// hasty are options with which what is stuck is given up soon. A busy machine may
// then give up what is not, which only makes a connection more.
func hasty(o GatewayOptions) GatewayOptions {
	o.OpenWithin, o.ComeBack = 500*time.Millisecond, 1500*time.Millisecond
	return o
}

// TestStuckLibrary: told to reconnect by the first frame after its greeting, in a way
// that a circuit does not see, the library waits for itself for ever. Its session is
// thrown away, and another one works.
func TestStuckLibrary(t *testing.T) {
	t.Parallel()
	stuck := func(p *peer) {
		greets(p)
		p.inPieces(`{"t":null,"s":null,"op":7,"d":null}`)
		p.listen()
	}
	for name, scripts := range map[string][]func(*peer){
		"after IDENTIFY": {stuck, well},
		"after RESUME":   {thenCloses(4000), stuck, well},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, seats := newFakeGateway(t, scripts...), &fakeSeats{left: -1}
			r := run(t, hasty(brisk(f, seats)), plenty)
			f.connection(len(scripts))
			r.connected()
			<-f.connection(len(scripts) - 1).closed // cut
			if !r.logged("the library is stuck") {
				t.Error("the library is not stuck: this test proves nothing")
			}
			if n, _ := f.counts(); n != seats.given() {
				t.Errorf("it identified %d times, and asked for %d", n, seats.given())
			}
		})
	}
}

// TestSilence: a connection over which nothing comes is cut, at every stage.
func TestSilence(t *testing.T) {
	t.Parallel()
	mute := func(p *peer) { <-p.ends }
	for name, c := range map[string]struct {
		first func(*peer)
		op    int // of the next greeting
	}{
		"without HELLO":       {mute, opIdentify},
		"without READY":       {func(p *peer) { greets(p); mute(p) }, opIdentify},
		"after READY":         {func(p *peer) { ready(p); mute(p) }, opResume},
		"with something else": {func(p *peer) { greets(p); p.send(`{"op":11}`); mute(p) }, opIdentify},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFakeGateway(t, c.first, well)
			o := hasty(brisk(f, &fakeSeats{left: -1}))
			o.Silence = 500 * time.Millisecond
			r := run(t, o, plenty)
			p := f.connection(2)
			eventually(t, "a greeting", func() bool { a, b := f.counts(); return a+b > 0 && r.Connections() == 1 })
			if p.greeting.Op != c.op {
				t.Errorf("it comes back with op %d", p.greeting.Op)
			}
		})
	}
}

// TestEndsWhereverItIs: an end is never waited for in vain.
func TestEndsWhereverItIs(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]func(*peer){
		"before HELLO":    func(p *peer) { <-p.ends },
		"before READY":    func(p *peer) { greets(p); <-p.ends },
		"after something": func(p *peer) { greets(p); p.send(`{"op":11}`); <-p.ends },
		"not a gateway":   func(p *peer) { _ = p.conn.NetConn().Close() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, seats := newFakeGateway(t, script), &fakeSeats{left: -1}
			r := run(t, brisk(f, seats), plenty)
			f.connection(1)
			r.stop()
			if err := <-r.ended; err != nil || !seats.free() {
				t.Errorf("it ends with %v, left %t", err, seats.free())
			}
		})
	}
}

// TestNobodyIsLeft: when it has ended nobody works any more, after connections that
// ended in every way; nor does the connection of a stuck library stay. That library
// itself does: its Open waits for a lock that it holds, and nobody can tell it not to.
func TestNobodyIsLeft(t *testing.T) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() {
		goleak.VerifyNone(t, before, goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).CloseWithCode"))
	})
	f := newFakeGateway(t,
		func(p *peer) { greets(p); p.inPieces(`{"op":7,"d":null}`); p.listen() },
		thenCloses(4000), thenSends(`{"op":7,"d":null}`), dropsAtOnce, well)
	o := hasty(brisk(f, &fakeSeats{left: -1}))
	r := run(t, o, plenty)
	f.connection(5)
	r.connected()
	r.stop()
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
}
