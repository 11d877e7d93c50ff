package memory

import (
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"pgregory.net/rapid"
)

// Whoever calls and whatever becomes of it, and however time passes: turns are given as
// a breaker in one process would give them.
func TestCircuitIsABreaker(t *testing.T) {
	mini := miniredis.RunT(t)
	stores := []*Store{open(t, "redis://"+mini.Addr(), Options{}), open(t, "redis://"+mini.Addr(), Options{})}
	rapid.Check(t, func(r *rapid.T) {
		m := circuitModel{t: t, server: mini, now: time.Unix(1_700_000_000, 0), fuse: Fuse{
			Failures: rapid.IntRange(1, 3).Draw(r, "failures"), Rest: time.Minute, Trial: time.Hour,
		}}
		m.fuse.Of = m.fuse.Failures + rapid.IntRange(0, 2).Draw(r, "spare")
		mini.SetTime(m.now)
		name := unique()
		for _, s := range stores {
			c, err := s.Circuit(name, m.fuse)
			must(t, err)
			m.circuits = append(m.circuits, c)
		}
		r.Repeat(map[string]func(*rapid.T){"enter": m.enter, "leave": m.leave, "abandon": m.abandon, "pass": m.pass})
	})
}

// circuitModel is what a circuit has to be.
type circuitModel struct {
	t        *testing.T
	server   *miniredis.Miniredis
	now      time.Time
	fuse     Fuse
	circuits []*Circuit

	calls  []modelCall
	opened int       // how often it has
	until  time.Time // zero while it is closed
	trying string    // turn of who tries
	lease  time.Time
	last   []bool // what became of the last calls, since it closed
}

type modelCall struct {
	turn   string
	opened int  // how often the circuit had opened before
	tries  bool // whether an open circuit may be closed: it counts for nothing else, nor late
}

func (m *circuitModel) someone(r *rapid.T) *Circuit {
	return rapid.SampledFrom(m.circuits).Draw(r, "store")
}

func (m *circuitModel) enter(r *rapid.T) {
	turn, wait, err := m.someone(r).Enter(r.Context())
	must(m.t, err)
	closed := m.until.IsZero()
	rested := !m.now.Before(m.until)
	free := m.trying == "" || !m.now.Before(m.lease)
	if may := closed || rested && free; may != (turn != "") {
		r.Fatalf("turn %q, want one: %v", turn, may)
	}
	if left := m.until.Sub(m.now); turn == "" && wait != max(0, left) {
		r.Fatalf("wait %v of %v", wait, left)
	}
	if turn == "" {
		return
	}
	if !closed {
		m.trying, m.lease = turn, m.now.Add(m.fuse.Trial)
	}
	m.calls = append(m.calls, modelCall{turn, m.opened, !closed})
}

func (m *circuitModel) leave(r *rapid.T) {
	c, ok := m.ends(r)
	if !ok {
		return
	}
	well := rapid.Bool().Draw(r, "well")
	must(m.t, m.someone(r).Leave(r.Context(), c.turn, well))
	switch {
	case !m.until.IsZero() && c.turn == m.trying:
		m.tried(well)
	case m.until.IsZero() && c.opened == m.opened && !c.tries:
		m.count(well)
	}
}

func (m *circuitModel) abandon(r *rapid.T) {
	c, ok := m.ends(r)
	if !ok {
		return
	}
	must(m.t, m.someone(r).Abandon(r.Context(), c.turn))
	if !m.until.IsZero() && c.turn == m.trying {
		m.tried(false)
	}
}

// ends takes one of the calls that are under way.
func (m *circuitModel) ends(r *rapid.T) (modelCall, bool) {
	if len(m.calls) == 0 {
		return modelCall{}, false
	}
	i := rapid.IntRange(0, len(m.calls)-1).Draw(r, "call")
	c := m.calls[i]
	m.calls = append(m.calls[:i:i], m.calls[i+1:]...)
	return c, true
}

func (m *circuitModel) tried(well bool) {
	m.trying = ""
	if well {
		m.until = time.Time{}
	} else {
		m.open()
	}
}

func (m *circuitModel) count(well bool) {
	m.last = append(m.last, well)
	m.last = m.last[max(0, len(m.last)-m.fuse.Of):]
	failures := 0
	for _, well := range m.last {
		if !well {
			failures++
		}
	}
	if failures >= m.fuse.Failures {
		m.open()
	}
}

func (m *circuitModel) open() {
	m.opened++
	m.until, m.last, m.trying = m.now.Add(m.fuse.Rest), nil, ""
}

func (m *circuitModel) pass(r *rapid.T) {
	m.now = m.now.Add(rapid.SampledFrom([]time.Duration{time.Second, time.Minute, time.Minute - time.Microsecond, time.Hour}).Draw(r, "passed"))
	m.server.SetTime(m.now)
}
