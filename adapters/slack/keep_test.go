package slack_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// TestKeptReadsAsFetched posts, replies, edits and deletes at random, and reads at
// random: what is read with what is kept is what there is.
func TestKeptReadsAsFetched(t *testing.T) {
	t.Parallel()
	saved := 0
	rapid.Check(t, func(r *rapid.T) {
		s := overHTTPIdle(t, setting{slack: slacktest.Options{Echo: true}})
		h := history{stage: s, draw: r}
		for range rapid.IntRange(0, 12).Draw(r, "before") {
			h.happens()
		}
		s.keeps()
		began := s.Clock.Now()
		for range rapid.IntRange(1, 40).Draw(r, "after") {
			h.happens()
			if rapid.IntRange(0, 3).Draw(r, "read") == 0 {
				h.isRead(began)
			}
		}
		h.isRead(began)
		saved += h.fewer
	})
	if saved < 10 {
		t.Errorf("what is kept saved %d pages", saved)
	}
}

// history is what happens in a channel.
type history struct {
	*stage
	draw  *rapid.T
	all   []string          // messages that are there
	roots map[string]string // whose thread they are in
	by    map[string]string
	fewer int // pages than without
}

func (h *history) happens() {
	if h.roots == nil {
		h.roots, h.by = map[string]string{}, map[string]string{}
	}
	person := rapid.SampledFrom([]string{lea, marc}).Draw(h.draw, "person")
	kind := rapid.SampledFrom([]string{"post", "post", "reply", "reply", "edit", "delete", "wait"}).Draw(h.draw, "kind")
	if len(h.all) == 0 && kind != "wait" {
		kind = "post"
	}
	switch kind {
	case "post":
		h.said(h.Say(person, launch, "", "news"), "", person)
	case "wait":
		h.Clock.Forward(rapid.SampledFrom([]time.Duration{time.Second, 5 * time.Minute, time.Hour}).Draw(h.draw, "wait"))
		h.rehears()
	case "reply":
		root := h.one()
		if r := h.roots[root]; r != "" {
			root = r
		}
		h.said(h.Say(person, launch, root, "answer"), root, person)
	case "edit":
		ts := h.one()
		h.Edit(h.by[ts], launch, ts, fmt.Sprint("edited ", rand.Uint32()))
	case "delete":
		ts := h.one()
		h.Delete(h.by[ts], launch, ts)
		h.all = slices.DeleteFunc(h.all, func(o string) bool { return o == ts })
	}
}

func (h *history) said(ts, root, by string) {
	h.all = append(h.all, ts)
	h.roots[ts], h.by[ts] = root, by
}

func (h *history) one() string { return rapid.SampledFrom(h.all).Draw(h.draw, "message") }

// isRead reads the channel or a thread.
func (h *history) isRead(began time.Time) {
	r := copilot.Reading{Place: h.place()}
	switch rapid.IntRange(0, 3).Draw(h.draw, "reading") {
	case 0:
		r.Last = rapid.IntRange(1, 20).Draw(h.draw, "last")
	case 1:
		r.Since = began.Add(-time.Duration(rapid.IntRange(-180, 180).Draw(h.draw, "minutes")) * time.Minute)
	case 2:
		if len(h.all) > 0 {
			ts := h.one()
			if r.Place.Thread = h.roots[ts]; r.Place.Thread == "" {
				r.Place.Thread = ts
			}
			if _, there := h.by[r.Place.Thread]; !there || !slices.Contains(h.all, r.Place.Thread) {
				r.Place.Thread = ""
			}
		}
	}
	pages, differs := h.alike(r)
	if differs != "" {
		h.draw.Fatalf("%+v: what is kept (+) is not what is there (-):\n%s", r, differs)
	}
	h.fewer += h.pages() - 2*pages
}

// TestKeptCalls is the figure of docs/slack.md: how many pages the second summary of a
// busy channel takes.
func TestKeptCalls(t *testing.T) {
	t.Parallel()
	s := overHTTPIdle(t, setting{})
	since := s.Clock.Now().Add(-24 * time.Hour)
	s.SeedHistory(launch, 2_000, []string{lea, marc})
	for range 20 {
		s.SeedThread(launch, 16, []string{lea, marc})
	}
	s.keeps()
	r := copilot.Reading{Place: s.place(), Since: since}
	first := s.saved(r)
	for range 20 {
		s.Say(lea, launch, "", "news")
	}
	if second := s.saved(r); first != 24 || second != 1 {
		t.Errorf("%d pages the first time, %d the second", first, second)
	}
}
