package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// replica is a Gateway that runs in a test.
type replica struct {
	*Gateway
	t     *testing.T
	stop  context.CancelFunc
	ended chan error

	mu    sync.Mutex
	heard []string      // events with their data
	gate  chan struct{} // a delivery of 555 waits for it
	log   bytes.Buffer
}

// Write is the log's.
func (r *replica) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.Write(p)
}

func (r *replica) logged(part string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Contains(r.log.String(), part)
}

// plenty is what Discord says of a bot that connects seldom.
func plenty(context.Context) (identifyLimit, error) {
	return identifyLimit{Total: 1000, Remaining: 900, ResetAfter: 3600_000}, nil
}

// brisk are options with which nobody waits for long, but for what may be slow on a
// busy machine.
func brisk(f *fakeGateway, seats *fakeSeats) GatewayOptions {
	return GatewayOptions{
		Token: copilot.NewSecret("t0ken"), Client: &http.Client{Transport: f}, Seats: seats, Name: "discord:1", Taken: errFakeTaken,
		Lasts: 20 * time.Second, Renew: 50 * time.Millisecond, Look: 10 * time.Millisecond,
		OpenWithin: 10 * time.Second, ComeBack: 10 * time.Second,
		FirstPause: time.Millisecond, MostPause: 20 * time.Millisecond,
	}
}

// run has a replica run until the test ends.
func run(t *testing.T, o GatewayOptions, limit func(context.Context) (identifyLimit, error)) *replica {
	t.Helper()
	r := &replica{t: t, ended: make(chan error, 1), gate: make(chan struct{})}
	o.Log = slog.New(slog.NewTextHandler(r, &slog.HandlerOptions{Level: slog.LevelDebug}))
	r.Gateway = NewGateway(r.take, limit, o)
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.ended <- r.Run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-done
		if r.logged("t0ken") {
			t.Error("the log has the token")
		}
	})
	return r
}

func (r *replica) take(_ context.Context, event string, raw json.RawMessage) {
	r.mu.Lock()
	r.heard = append(r.heard, event+" "+string(raw))
	r.mu.Unlock()
	if strings.Contains(string(raw), `"555"`) {
		<-r.gate
		r.mu.Lock()
		r.heard = append(r.heard, "finished")
		r.mu.Unlock()
	}
	if strings.Contains(string(raw), `"666"`) {
		panic("of the deliverer")
	}
}

// hears waits for the interaction with a number.
func (r *replica) hears(n string) {
	r.t.Helper()
	eventually(r.t, "interaction "+n, func() bool { return r.has(n) })
}

func (r *replica) has(n string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Contains(r.heard, `INTERACTION_CREATE {"id":"`+n+`"}`)
}

func (r *replica) finished() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Contains(r.heard, "finished")
}

func (r *replica) connected() {
	r.t.Helper()
	eventually(r.t, "a connection", func() bool { return r.Connections() == 1 })
}
