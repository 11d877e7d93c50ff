package memory

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// The server hangs: what was sent arrives when it goes on, and is too late.
func TestAcceptHeldUp(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		p := through(t, url)
		s, direct := open(t, p.url(), hasty), open(t, url, Options{})
		mustAccept(t, s, "before")
		p.hold(up)
		if fresh, err := s.Accept(t.Context(), asked("held up")); err == nil {
			t.Fatalf("accepted by a server that hangs: new %v", fresh)
		}
		p.free(up)
		until(t, "every doubt settled", func() bool { return len(s.doubting) == 0 })
		if d := depthOf(t, direct); d != (copilot.Depth{Waiting: 1}) {
			t.Fatalf("depth %+v: what nobody accepted was kept", d)
		}
		mustAccept(t, s, "held up") // run again, as the person was told to
	})
}

// The server did it and its reply is late for good: it is undone.
func TestAcceptUnanswered(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		p := through(t, url)
		s, direct := open(t, p.url(), hasty), open(t, url, Options{})
		mustAccept(t, s, "before")
		p.hold(down)
		if fresh, err := s.Accept(t.Context(), asked("unanswered")); !errors.Is(err, copilot.ErrUnsure) {
			t.Fatalf("nobody can know, but: new %v, %v", fresh, err)
		}
		if d := depthOf(t, direct); d != (copilot.Depth{Waiting: 2}) {
			t.Fatalf("depth %+v: the test does not test what it means to", d)
		}
		p.cut()
		p.free(down)
		until(t, "the accept undone", func() bool { return depthOf(t, direct) == copilot.Depth{Waiting: 1} })
		until(t, "every doubt settled", func() bool { return len(s.doubting) == 0 })
		mustAccept(t, s, "unanswered")
	})
}

// It is delivered again before it is undone, and then it may not be any more: that
// delivery was acknowledged.
func TestAcceptUnansweredAndDeliveredAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		p := through(t, url)
		s, direct := open(t, p.url(), hasty), open(t, url, Options{})
		mustAccept(t, s, "before")
		p.hold(down)
		if fresh, err := s.Accept(t.Context(), asked("unanswered")); !errors.Is(err, copilot.ErrUnsure) {
			t.Fatalf("nobody can know, but: new %v, %v", fresh, err)
		}
		if fresh, err := direct.Accept(t.Context(), asked("unanswered")); err != nil || fresh {
			t.Fatalf("delivered again: new %v, error %v", fresh, err)
		}
		p.cut()
		p.free(down)
		until(t, "every doubt settled", func() bool { return len(s.doubting) == 0 })
		if d := depthOf(t, direct); d != (copilot.Depth{Waiting: 2}) {
			t.Fatalf("depth %+v: what was acknowledged is not there any more", d)
		}
	})
}

// The server did it and only the reply was lost: it is accepted.
func TestAcceptReplyLost(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		p := through(t, url)
		s, direct := open(t, p.url(), hasty), open(t, url, Options{})
		mustAccept(t, s, "before")
		p.hold(down)
		go func() {
			until(t, "the accept kept", func() bool { return depthOf(t, direct) == copilot.Depth{Waiting: 2} })
			p.cut()
			p.free(down)
		}()
		mustAccept(t, s, "lost")
		if fresh, err := s.Accept(t.Context(), asked("lost")); err != nil || fresh {
			t.Fatalf("delivered again: new %v, error %v", fresh, err)
		}
	})
}

// A real server that is stopped and goes on.
func TestAcceptStopped(t *testing.T) {
	server := memorytest.Redis(t)
	s := open(t, server.URL(), hasty)
	mustAccept(t, s, "before")
	server.Pause()
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			if fresh, err := s.Accept(t.Context(), asked(fmt.Sprint(i))); err == nil {
				t.Errorf("accepted by a stopped server: new %v", fresh)
			}
		})
	}
	wg.Wait()
	server.Resume()
	until(t, "every doubt settled", func() bool { return len(s.doubting) == 0 })
	if d := depthOf(t, s); d != (copilot.Depth{Waiting: 1}) {
		t.Fatalf("depth %+v: what nobody accepted was kept", d)
	}
}

// Whatever the network does, what was acknowledged and what is kept are the same.
func TestAcceptedIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		p := through(t, url)
		s, direct := open(t, p.url(), hasty), open(t, url, Options{})
		trouble, rough := make(chan struct{}), sync.WaitGroup{}
		rough.Go(func() { annoy(p, trouble) })
		acknowledged := map[string]bool{}
		var mu sync.Mutex
		var wg sync.WaitGroup
		for client := range 8 {
			wg.Go(func() {
				for i := range 5 {
					id := fmt.Sprint(client, " ", i)
					if fresh, err := s.Accept(t.Context(), asked(id)); err == nil && fresh {
						mu.Lock()
						acknowledged[id] = true
						mu.Unlock()
					}
				}
			})
		}
		wg.Wait()
		close(trouble)
		rough.Wait()
		until(t, "every doubt settled", func() bool { return len(s.doubting) == 0 })
		if kept := depthOf(t, direct).Waiting; kept != int64(len(acknowledged)) {
			t.Fatalf("%d acknowledged, %d kept", len(acknowledged), kept)
		}
		for range len(acknowledged) {
			if j := mustClaim(t, direct); !acknowledged[j.Request.ID] {
				t.Fatalf("%q was kept and not acknowledged", j.Request.ID)
			}
		}
	})
}

// annoy holds bytes back for up to a second, in either direction, and breaks
// connections, until it is told to stop. Then it lets everything go.
func annoy(p *proxy, stop <-chan struct{}) {
	for {
		d := []direction{up, down}[rand.N(2)]
		p.hold(d)
		select {
		case <-time.After(rand.N(time.Second)):
		case <-stop:
			p.free(d)
			return
		}
		if rand.N(2) == 0 {
			p.cut()
		}
		p.free(d)
	}
}
