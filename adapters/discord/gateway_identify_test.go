package discord

import (
	"context"
	"testing"
	"time"
)

// TestIdentifyIsRationed: a connection that breaks again and again identifies as
// often as the ration says, and then waits.
func TestIdentifyIsRationed(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, thenCloses(4009)), &fakeSeats{left: 3}
	r := run(t, brisk(f, seats), plenty)
	eventually(t, "it to wait", func() bool { return r.logged("connected too often: waiting") })
	if n, _ := f.counts(); n != 3 {
		t.Errorf("it identified %d times", n)
	}
}

// TestInvalidInACircle: Discord calls every session invalid; the library, which
// would identify at once each time, does not see it.
func TestInvalidInACircle(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, atOnce(`{"op":9,"d":false}`)), &fakeSeats{left: 3}
	r := run(t, brisk(f, seats), plenty)
	eventually(t, "it to wait", func() bool { return r.logged("connected too often: waiting") })
	if n, _ := f.counts(); n != 3 {
		t.Errorf("it identified %d times", n)
	}
}

// TestIdentifyOfTheLibrary: an invalid session that is not seen in time is identified
// by the library itself: it is charged to the ration.
func TestIdentifyOfTheLibrary(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, thenCloses(4000), func(p *peer) {
		greets(p)
		p.inPieces(`{"op":9,"d":false}`)
		p.listen()
	}), &fakeSeats{left: -1}
	r := run(t, brisk(f, seats), plenty)
	p := f.connection(2)
	eventually(t, "the second to be charged", func() bool { return seats.given() == 2 })
	r.connected()
	p.dispatch(9)
	r.hears("9")
}

// TestDiscordsOwnLimit: what is left of it is for whoever mends things.
func TestDiscordsOwnLimit(t *testing.T) {
	t.Parallel()
	f := newFakeGateway(t, well)
	r := run(t, brisk(f, &fakeSeats{left: -1}), func(context.Context) (identifyLimit, error) {
		return identifyLimit{Total: 1000, Remaining: identifyReserve, ResetAfter: time.Hour.Milliseconds()}, nil
	})
	eventually(t, "it to wait", func() bool { return r.logged("connected too often: waiting") })
	if f.seen() > 0 {
		t.Error("it connected")
	}
}

// TestLimitIsAway: while nobody says how often the bot may connect, it asks again.
func TestLimitIsAway(t *testing.T) {
	t.Parallel()
	f := newFakeGateway(t, well)
	asked := 0
	r := run(t, brisk(f, &fakeSeats{left: -1}), func(ctx context.Context) (identifyLimit, error) {
		if asked++; asked < 3 {
			return identifyLimit{}, errFakeAway
		}
		return plenty(ctx)
	})
	r.connected()
}

// TestOutageIsNotCharged: while Discord is not reached nothing is identified, and
// nothing is taken from the ration for it.
func TestOutageIsNotCharged(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, well), &fakeSeats{left: 1}
	f.outage = 6
	r := run(t, brisk(f, seats), plenty)
	r.connected()
	if n, _ := f.counts(); n != 1 || seats.given() != 1 {
		t.Errorf("it identified %d times, and asked for %d", n, seats.given())
	}
}
