package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestPlotsSpareTheChat: however often somebody opens what is not theirs, or what nobody
// knows, the chat is asked once, and again after a while; they are let in then.
func TestPlotsSpareTheChat(t *testing.T) {
	t.Parallel()
	away := errors.New("the chat is away")
	for name, shut := range map[string]func(*watched){
		"not theirs":   func(w *watched) { w.reads = false },
		"nobody knows": func(w *watched) { w.err = away },
	} {
		s := newPlotted(t, nil)
		link := s.link(false)
		s.sight.set(shut)
		for range ofReader.burst / 2 {
			if got := s.get(link); got.Status == http.StatusOK || got.Status == http.StatusTooManyRequests {
				t.Fatalf("%s: %d", name, got.Status)
			}
		}
		s.sight.set(func(w *watched) { w.reads, w.err = true, nil })
		s.now = s.now.Add(lookAgain - 1)
		if got := s.get(link); got.Status == http.StatusOK || s.sight.asked != 1 {
			t.Errorf("%s: %d, and the chat was asked %d times", name, got.Status, s.sight.asked)
		}
		s.now = s.now.Add(1)
		if got := s.get(link); got.Status != http.StatusOK {
			t.Errorf("%s, then let in: %d", name, got.Status)
		}
	}
}

// TestPlotsTooOften: who looks too often is told when to come back, whatever channels they
// look at; nobody else is turned away for it, and they are let in then.
func TestPlotsTooOften(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, nil)
	s.who.Locale = "fr"
	link := s.link(false)
	s.at.Channel = "other"
	links := []string{link, s.link(false), link + "/figures.csv"}
	for i := range ofReader.burst {
		if got := s.get(links[i%len(links)]); got.Status != http.StatusOK {
			t.Fatalf("look %d: %d", i, got.Status)
		}
	}
	asked := s.sight.asked
	for _, l := range links {
		got := s.get(l)
		wait, err := strconv.Atoi(got.Header.Get("Retry-After"))
		if got.Status != http.StatusTooManyRequests || err != nil || wait < 1 || !strings.Contains(read(got.Body), "Trop de demandes à la fois") || s.sight.asked != asked || s.ended[len(s.ended)-1] != "often" {
			t.Errorf("%d, to wait %q: %s", got.Status, got.Header.Get("Retry-After"), read(got.Body))
		}
	}
	other := s.who
	other.ID = "U2"
	if got := s.get(s.plots.Link(s.at, other, false, 7)); got.Status != http.StatusForbidden {
		t.Errorf("somebody else: %d", got.Status)
	}
	s.now = s.now.Add(2 * time.Second)
	if got := s.get(link); got.Status != http.StatusOK {
		t.Errorf("and later: %d", got.Status)
	}
}

// crowded counts how many questions it is asked at once, and lets nobody in.
type crowded struct{ now, most, asked atomic.Int32 }

func (c *crowded) Sees(ctx context.Context, _ copilot.Person, _ copilot.Place, _ bool) (bool, error) {
	c.asked.Add(1)
	if n := c.now.Add(1); n > c.most.Load() {
		c.most.Store(n)
	}
	defer c.now.Add(-1)
	select {
	case <-time.After(time.Second):
		return false, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// TestSparingTakesTurns: many readers together ask a few questions at once; the same
// question is not asked by all who wait for its answer; who goes away waits no longer.
func TestSparingTakesTurns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := &crowded{}
		s := newSparing(c, time.Now)
		var all sync.WaitGroup
		ask := func(ctx context.Context, who string, want error) {
			all.Go(func() {
				if may, err := s.Sees(ctx, copilot.Person{ID: who}, copilot.Place{}, false); may || !errors.Is(err, want) {
					t.Errorf("%s: %v, %v", who, may, err)
				}
			})
		}
		for i := range 3 * mostTurns {
			ask(t.Context(), strconv.Itoa(i), nil)
		}
		gone, leave := context.WithCancel(t.Context())
		synctest.Wait()
		for range 5 {
			ask(gone, "late", context.Canceled)
		}
		synctest.Wait()
		leave()
		all.Wait()
		if c.most.Load() != mostTurns || c.asked.Load() != 3*mostTurns {
			t.Errorf("%d at once, %d in all", c.most.Load(), c.asked.Load())
		}
		for range 3 * mostTurns {
			ask(t.Context(), "same", nil)
		}
		all.Wait()
		if n := c.asked.Load(); n > 4*mostTurns {
			t.Errorf("one question is asked %d times", n-3*mostTurns)
		}
		before := c.asked.Load()
		gone, leave = context.WithCancel(t.Context())
		ask(gone, "gone", context.Canceled)
		synctest.Wait()
		leave()
		all.Wait()
		ask(t.Context(), "gone", nil)
		all.Wait()
		if c.asked.Load() != before+2 {
			t.Error("that a reader went away is told as what the chat said")
		}
	})
}

// TestPlotsOfWhoWentAway: whoever closes the page before it is there is no error in the log,
// and is shown nothing.
func TestPlotsOfWhoWentAway(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, nil)
	ctx, leave := context.WithCancel(t.Context())
	s.sight.set(func(w *watched) { w.err = context.Canceled })
	leave()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, s.link(false), http.NoBody)
	w := httptest.NewRecorder()
	s.plots.ServeHTTP(w, r)
	if !slices.Equal(s.ended, []string{"left"}) || w.Body.Len() > 0 || strings.Contains(s.log.String(), "level=ERROR") || !strings.Contains(s.log.String(), "went away") {
		t.Errorf("%d %s; %s", w.Code, w.Body, s.log.String())
	}
}
