package discord

import (
	"sync/atomic"
	"testing"
	"time"
)

// TestOthersWait: while one has the seat the other does not connect; it does when the
// first one ends, and what the first had taken is finished.
func TestOthersWait(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, well), &fakeSeats{left: -1}
	first := run(t, brisk(f, seats), plenty)
	first.connected()
	second := run(t, brisk(f, seats), plenty)
	eventually(t, "the second to look", func() bool { return second.logged("the seat is not ours") })
	f.connection(1).dispatch(555) // is at work until the gate opens
	first.hears("555")
	first.stop()
	second.connected()
	if f.seen() != 2 || first.Fence() != 0 || second.Fence() != 2 || first.Connections() != 0 {
		t.Errorf("%d connections; fences %d and %d", f.seen(), first.Fence(), second.Fence())
	}
	close(first.gate)
	<-first.ended
	if !first.finished() {
		t.Error("it ended before what it had taken was finished")
	}
}

// TestDyingSeat: whom the store does not hear any more closes the connection before
// another may sit, and does nothing of what still arrives.
func TestDyingSeat(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, well), &fakeSeats{left: -1}
	o := brisk(f, seats)
	o.Lasts = 2 * time.Second
	first := run(t, o, plenty)
	first.connected()
	p := f.connection(1)
	var early atomic.Bool
	seats.mu.Lock()
	seats.onSit = func() {
		if first.Connections() != 0 || first.Fence() != 0 {
			early.Store(true)
		}
		select {
		case <-p.closed:
		default:
			early.Store(true)
		}
	}
	seats.mu.Unlock()
	second := run(t, o, plenty)
	seats.cutOff(1)
	eventually(t, "the other to sit", func() bool { return first.Fence() == 2 || second.Fence() == 2 })
	if early.Load() {
		t.Error("it was still connected when another sat down")
	}
	eventually(t, "the log to say so", func() bool { return first.logged("the seat was lost") })
	eventually(t, "a connection", func() bool { return first.Connections()+second.Connections() == 1 })
}

// TestTakenSeat: where the store says that another has the seat, nothing is waited for.
func TestTakenSeat(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, well), &fakeSeats{left: -1}
	r := run(t, brisk(f, seats), plenty) // with a seat that would last
	r.connected()
	p := f.connection(1)
	seats.mu.Lock()
	seats.fence++
	seats.mu.Unlock()
	<-p.closed
	eventually(t, "the loss", func() bool { return r.logged("the seat was lost") })
}

// TestWokenUp: a process that stood still for longer than its seat lasts does nothing
// of what it finds on its connection, although no timer of it has fired yet.
func TestWokenUp(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, well), &fakeSeats{left: -1}
	var later atomic.Int64
	o := brisk(f, seats)
	o.Renew = time.Hour // it stands still
	o.Lasts = 3 * time.Hour
	o.Now = func() time.Time { return time.Now().Add(time.Duration(later.Load())) }
	r := run(t, o, plenty)
	r.connected()
	p := f.connection(1)
	p.dispatch(1)
	r.hears("1")
	later.Store(int64(3 * time.Hour))
	p.dispatch(2)
	eventually(t, "it to be dropped", func() bool { return r.logged("dropped") })
	if r.has("2") || r.Connections() != 0 {
		t.Errorf("it was delivered: %t; %d connections", r.has("2"), r.Connections())
	}
}

func TestSeatIsOurs(t *testing.T) {
	t.Parallel()
	asked := time.Now()
	for _, c := range []struct {
		name string
		now  time.Time
		ours bool
	}{
		{"at once", asked, true},
		{"before the margin", asked.Add(8*time.Second - 1), true},
		{"in the margin", asked.Add(8 * time.Second), false},
		{"long after", asked.Add(time.Hour), false},
		{"long after, by the time of day alone", asked.Round(0).Add(time.Hour), false},
	} {
		if got := newSeat(1, asked, 10*time.Second).ours(c.now); got != c.ours {
			t.Errorf("%s: ours %t", c.name, got)
		}
	}
	s := newSeat(1, asked, 10*time.Second)
	s.renewed(asked.Add(5 * time.Second))
	if !s.ours(asked.Add(12 * time.Second)) {
		t.Error("it was renewed")
	}
	s.leave()
	if s.ours(asked) {
		t.Error("it was left")
	}
}

// TestStoreIsAway: without a store nobody connects; with one again, somebody does.
func TestStoreIsAway(t *testing.T) {
	t.Parallel()
	f, seats := newFakeGateway(t, well), &fakeSeats{left: -1, taken: true, until: time.Now().Add(time.Hour)}
	r := run(t, brisk(f, seats), plenty)
	eventually(t, "it to look", func() bool { return r.logged("the seat is not ours") })
	if f.seen() > 0 {
		t.Error("it connected")
	}
	seats.mu.Lock()
	seats.taken = false
	seats.mu.Unlock()
	r.connected()
}
