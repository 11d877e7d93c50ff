package memory

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/memory/memorytest"
)

func TestSeat(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		a, b, ctx := open(t, url, Options{}), open(t, url, Options{}), t.Context()
		sits(t, a, 1)
		sits(t, a, 1) // its reply was lost, say
		taken(t, b, "sit", func() error { _, err := b.Sit(ctx, "s", time.Hour); return err })
		taken(t, b, "stay without a fence", func() error { return b.Stay(ctx, "s", 0, time.Hour) })
		taken(t, b, "leave before it was taken", func() error { return b.Leave(ctx, "s", 2) })
		must(t, a.Stay(ctx, "s", 1, time.Hour))
		expire(t, a)
		must(t, a.Stay(ctx, "s", 1, time.Hour)) // nobody took it since
		taken(t, b, "sit again", func() error { _, err := b.Sit(ctx, "s", time.Hour); return err })
		expire(t, a)
		sits(t, b, 2)
		taken(t, a, "stay", func() error { return a.Stay(ctx, "s", 1, time.Hour) })
		taken(t, a, "leave", func() error { return a.Leave(ctx, "s", 1) })
		must(t, b.Stay(ctx, "s", 2, time.Hour))
		for range 2 { // and once more, as when its reply was lost
			must(t, b.Leave(ctx, "s", 2))
		}
		taken(t, b, "stay after it was left", func() error { return b.Stay(ctx, "s", 2, time.Hour) })
		sits(t, a, 3)
		if fence, err := b.Sit(ctx, "another", time.Hour); err != nil || fence != 1 {
			t.Fatalf("another seat: fence %d, %v", fence, err)
		}
	})
}

// A seat that nobody stays in is free by itself.
func TestSeatExpires(t *testing.T) {
	server := memorytest.Redis(t)
	a, b := open(t, server.URL(), Options{}), open(t, server.URL(), Options{})
	_, err := a.Sit(t.Context(), "s", 20*time.Millisecond)
	must(t, err)
	until(t, "the seat free", func() bool {
		fence, err := b.Sit(t.Context(), "s", time.Hour)
		return err == nil && fence == 2
	})
}

// A call that lay in a socket takes no time away that was promised since.
func TestSeatIsNotShortened(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		sits(t, s, 1)
		must(t, s.Stay(ctx, "s", 1, time.Second))
		_, err := s.Sit(ctx, "s", time.Second)
		must(t, err)
		if left := s.db.PTTL(ctx, s.keys.seat("s")[0]).Val(); left < time.Minute {
			t.Fatalf("%v left of an hour", left)
		}
		must(t, s.Stay(ctx, "s", 1, 2*time.Hour))
		if left := s.db.PTTL(ctx, s.keys.seat("s")[0]).Val(); left < time.Hour+time.Minute {
			t.Fatalf("%v left of two hours", left)
		}
	})
}

// A time that Redis cannot let pass would be a seat for ever, or for nobody.
func TestSeatForNoTime(t *testing.T) {
	s, ctx := open(t, mini(t), Options{}), t.Context()
	for _, lasts := range []time.Duration{0, -time.Hour, time.Millisecond - 1} {
		if fence, err := s.Sit(ctx, "s", lasts); err == nil || errors.Is(err, ErrTaken) {
			t.Errorf("taken for %v: fence %d, error %v", lasts, fence, err)
		}
		if err := s.Stay(ctx, "s", 1, lasts); err == nil || errors.Is(err, ErrTaken) {
			t.Errorf("kept for %v: error %v", lasts, err)
		}
	}
	sits(t, s, 1)
}

// Whoever does what in whichever order, and whatever expires: never do two hold one
// seat, and no fence is given twice.
func TestSeatHasOneHolder(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		stores := []*Store{open(t, url, Options{}), open(t, url, Options{}), open(t, url, Options{})}
		rapid.Check(t, func(r *rapid.T) {
			m := seatModel{stores: stores, name: unique()}
			r.Repeat(map[string]func(*rapid.T){
				"sit": m.sit, "stay": m.stay, "leave": m.leave,
				"expire": func(*rapid.T) {
					must(t, stores[0].db.Del(t.Context(), stores[0].keys.seat(m.name)[0]).Err())
					m.free = true
				},
			})
		})
	})
}

// seatModel is what a seat has to be.
type seatModel struct {
	stores []*Store
	name   string
	last   *Store // who took it last; nil when nobody has or it was left
	fence  int64  // of the last taking
	free   bool   // it has expired
}

func (m *seatModel) someone(r *rapid.T) *Store { return rapid.SampledFrom(m.stores).Draw(r, "store") }

func (m *seatModel) sit(r *rapid.T) {
	s := m.someone(r)
	fence, err := s.Sit(r.Context(), m.name, time.Hour)
	switch held := m.last != nil && !m.free; {
	case held && m.last != s:
		if !errors.Is(err, ErrTaken) || fence != 0 {
			r.Fatalf("two hold the seat: fence %d, error %v", fence, err)
		}
		return
	case !held:
		m.fence++
	}
	m.last, m.free = s, false
	if err != nil || fence != m.fence {
		r.Fatalf("fence %d, error %v, want %d", fence, err, m.fence)
	}
}

func (m *seatModel) stay(r *rapid.T) {
	fence := rapid.Int64Range(0, m.fence+1).Draw(r, "fence")
	err := m.someone(r).Stay(r.Context(), m.name, fence, time.Hour)
	if want := m.last != nil && fence == m.fence; want != (err == nil) {
		r.Fatalf("stay under %d of %d: error %v", fence, m.fence, err)
	}
	if err == nil {
		m.free = false
	}
}

func (m *seatModel) leave(r *rapid.T) {
	fence := rapid.Int64Range(1, m.fence+1).Draw(r, "fence")
	err := m.someone(r).Leave(r.Context(), m.name, fence)
	if (err == nil) != (fence == m.fence) {
		r.Fatalf("leave under %d of %d: error %v", fence, m.fence, err)
	}
	if err == nil {
		m.last = nil
	}
}

// sits takes the seat s and wants a fence.
func sits(t *testing.T, s *Store, want int64) {
	t.Helper()
	fence, err := s.Sit(t.Context(), "s", time.Hour)
	must(t, err)
	if fence != want {
		t.Fatalf("fence %d, want %d", fence, want)
	}
}

// taken wants the seat s to be another's, and to stay just as it is.
func taken(t *testing.T, s *Store, what string, do func() error) {
	t.Helper()
	before := seat(t, s)
	if err := do(); !errors.Is(err, ErrTaken) {
		t.Fatalf("%s: error %v, want %v", what, err, ErrTaken)
	}
	if after := seat(t, s); after != before {
		t.Fatalf("%s changed %s to %s", what, before, after)
	}
}

// seat is what is kept of the seat s.
func seat(t *testing.T, s *Store) string {
	t.Helper()
	k := s.keys.seat("s")
	return fmt.Sprint(s.db.Get(t.Context(), k[0]).Val(), s.db.HGetAll(t.Context(), k[1]).Val())
}

// expire makes the seat s as it is when nobody has stayed in it.
func expire(t *testing.T, s *Store) {
	t.Helper()
	must(t, s.db.Del(t.Context(), s.keys.seat("s")[0]).Err())
}
