package discord

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
)

// Seats is where replicas agree on which one connects, and how often. A seat lasts
// on the store's clock from when it was taken or renewed; each taking by another has
// a greater fence. Ration says 0 and counts, or how long to wait and counts nothing.
type Seats interface {
	Sit(ctx context.Context, name string, lasts time.Duration) (fence int64, err error)
	Stay(ctx context.Context, name string, fence int64, lasts time.Duration) error
	Leave(ctx context.Context, name string, fence int64) error
	Ration(ctx context.Context, name string, burst int, every time.Duration) (wait time.Duration, err error)
}

// errUnseated ends what was begun in a seat that is not ours any more.
var errUnseated = errors.New("discord: the seat is not ours any more")

// seat is our taking of the seat.
type seat struct {
	fence int64
	valid time.Duration // from when it was asked for: shorter than it lasts in the store
	mu    sync.Mutex
	asked time.Time // when the last renewal that succeeded was asked for
	left  bool
}

// margin is the part of what a seat lasts that is not used: the connection is closed
// before another may sit.
const margin = 5

func newSeat(fence int64, asked time.Time, lasts time.Duration) *seat {
	return &seat{fence: fence, asked: asked, valid: lasts - lasts/margin}
}

// ours says whether the seat is ours for certain. A clock that stood still while the
// machine slept does not count for longer than the other one says.
func (s *seat) ours(now time.Time) bool { return s.rest(now) > 0 }

// rest is how long it is ours yet.
func (s *seat) rest(now time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left {
		return 0
	}
	passed := max(now.Sub(s.asked), now.Round(0).Sub(s.asked.Round(0)))
	return s.valid - passed
}

// renewed notes that it was renewed, and when that was asked for.
func (s *seat) renewed(asked time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = asked
}

// leave ends it for us, whatever the store says.
func (s *seat) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left = true
}

// sit waits until the seat is ours; an error is ctx's.
func (g *Gateway) sit(ctx context.Context) (*seat, error) {
	told := ""
	for {
		asked := g.o.Now()
		try, cancel := context.WithTimeout(ctx, g.o.Lasts)
		fence, err := g.o.Seats.Sit(try, g.o.Name, g.o.Lasts)
		cancel()
		if ctx.Err() != nil {
			if err == nil {
				g.vacate(newSeat(fence, asked, g.o.Lasts))
			}
			return nil, ctx.Err()
		}
		if err == nil {
			g.log.InfoContext(ctx, "discord: the seat is ours", "fence", fence)
			return newSeat(fence, asked, g.o.Lasts), nil
		}
		if told != err.Error() {
			told = err.Error()
			g.log.InfoContext(ctx, "discord: not connecting: the seat is not ours", "error", err)
		}
		if err := chat.Rest(ctx, g.o.Look); err != nil {
			return nil, err
		}
	}
}

// hold connects while the seat is ours: it returns errUnseated when it was lost, nil
// when ctx ended, or what trying again does not cure.
func (g *Gateway) hold(ctx context.Context, s *seat) error {
	seated, stand := context.WithCancelCause(ctx)
	expiry := time.AfterFunc(s.rest(g.o.Now()), func() { stand(errUnseated) })
	g.seat.Store(s)
	var keeping sync.WaitGroup
	keeping.Go(func() { g.keep(seated, s, expiry, stand) })
	err := g.converse(seated, s)
	lost := errors.Is(context.Cause(seated), errUnseated)
	stand(nil)
	keeping.Wait()
	expiry.Stop()
	s.leave()
	if lost {
		g.log.WarnContext(ctx, "discord: the seat was lost", "fence", s.fence)
		return errUnseated
	}
	g.vacate(s)
	return err
}

// keep renews the seat until ctx ends. Expiry fires when that has not worked for too
// long, whatever the store makes us wait.
func (g *Gateway) keep(ctx context.Context, s *seat, expiry *time.Timer, stand context.CancelCauseFunc) {
	wait := g.o.Renew
	for chat.Rest(ctx, wait) == nil {
		asked := g.o.Now()
		err := g.o.Seats.Stay(ctx, g.o.Name, s.fence, g.o.Lasts)
		switch {
		case err == nil:
			s.renewed(asked)
			expiry.Reset(max(0, s.rest(g.o.Now())))
			wait = g.o.Renew
		case g.o.Taken != nil && errors.Is(err, g.o.Taken):
			s.leave()
			stand(errUnseated)
			return
		case ctx.Err() == nil:
			g.log.WarnContext(ctx, "discord: the seat was not renewed", "error", err)
			wait = g.o.Renew / 3
		}
	}
}

// vacate lets another sit at once.
func (g *Gateway) vacate(s *seat) {
	ctx, cancel := context.WithTimeout(context.Background(), g.o.Lasts)
	defer cancel()
	if err := g.o.Seats.Leave(ctx, g.o.Name, s.fence); err != nil {
		g.log.WarnContext(ctx, "discord: the seat was not left", "error", err)
	}
}
