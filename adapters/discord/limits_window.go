package discord

import "time"

// window remembers when the last few things happened, to tell whether there were
// that many within a span of time that slides.
type window struct {
	span time.Duration
	last []time.Time // a ring
	next int         // where the oldest is
}

// newWindow is for at most n things in a span.
func newWindow(n int, span time.Duration) window {
	return window{span: span, last: make([]time.Time, n)}
}

// full says how long there is no room for one more, 0 when there is.
func (w *window) full(now time.Time) time.Duration {
	oldest := w.last[w.next]
	if oldest.IsZero() {
		return 0
	}
	return max(oldest.Add(w.span).Sub(now), 0)
}

// note remembers that one more happened.
func (w *window) note(now time.Time) {
	w.last[w.next] = now
	w.next = (w.next + 1) % len(w.last)
}
