package web

import (
	"crypto/rand"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// history is how many changes a reconnecting page can catch up on; one that was
// away for longer loads afresh.
const history = 1024

// change says that a message is new or looks different now.
type change struct{ Channel, Message string }

// hub tells the open pages of this process what changed. Readers pull from a
// ring at their own pace, so that a slow one holds up nobody.
type hub struct {
	boot string // names this process: positions of another mean nothing here

	mu      sync.Mutex
	next    uint64 // position the next change gets; the ring holds the ones before
	ring    [history]change
	changed chan struct{} // closed at the next change
	closed  bool
}

func newHub() *hub {
	return &hub{boot: rand.Text()[:8], changed: make(chan struct{})}
}

// publish adds a change and wakes every reader.
func (h *hub) publish(c change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	h.ring[h.next%history] = c
	h.next++
	close(h.changed)
	h.changed = make(chan struct{})
}

// close wakes every reader for the last time.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.closed {
		h.closed = true
		close(h.changed)
	}
}

// update is what a reader learns from after.
type update struct {
	Changes  []change // since the reader's position, each once, in order of first change
	Position string   // where to go on
	Missed   bool     // the position is unknown or too old: load afresh
	Closed   bool     // nothing more will come
	Changed  <-chan struct{}
}

// after returns what changed since a position ("" is now).
func (h *hub) after(position string) update {
	h.mu.Lock()
	defer h.mu.Unlock()
	u := update{Position: h.position(), Changed: h.changed, Closed: h.closed}
	if position == "" {
		return u
	}
	from, ok := h.parse(position)
	if !ok || h.next-from > history {
		u.Missed = true
		return u
	}
	seen := make(map[change]bool)
	for ; from < h.next; from++ {
		if c := h.ring[from%history]; !seen[c] {
			seen[c] = true
			u.Changes = append(u.Changes, c)
		}
	}
	return u
}

// now is the position after everything so far.
func (h *hub) now() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.position()
}

func (h *hub) position() string { return fmt.Sprintf("%s-%d", h.boot, h.next) }

func (h *hub) parse(position string) (uint64, bool) {
	boot, number, _ := strings.Cut(position, "-")
	n, err := strconv.ParseUint(number, 10, 64)
	return n, err == nil && boot == h.boot && n <= h.next
}
