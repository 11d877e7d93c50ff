package memorytest

import (
	"fmt"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// surveyed lists the ids that a survey gives, and whether there are more.
func surveyed(t *testing.T, s Store, channel string, since time.Time, most int) ([]string, bool) {
	t.Helper()
	var ids []string
	saw, err := s.Survey(t.Context(), here.Tenant(), channel, since, most, func(d copilot.Draft) { ids = append(ids, d.ID) })
	ok(t, err)
	return ids, saw.More
}

// A survey is of a tenant, or of a channel of it, whatever became of the drafts, and whole.
func survey(t *testing.T, open Replica) {
	s := open(Options{})
	elsewhere := here
	elsewhere.Channel, elsewhere.Thread = "c2", ""
	var last copilot.Draft
	for i, at := range []copilot.Place{here, elsewhere, in("t2"), here} {
		last = kept(t, s, draft(fmt.Sprint(i), at, noon.Add(time.Duration(i)*time.Minute)))
	}
	foreign := here
	foreign.Workspace = "w2"
	kept(t, s, draft("foreign", foreign, noon))
	last, err := s.Decide(t.Context(), last.Ref(), decision(last, copilot.Approve, marc), nil, audit(last, "approve", marc))
	ok(t, err)
	for _, c := range []struct {
		name, channel string
		since         time.Time
		most          int
		want          []string
		more          bool
	}{
		{"all", "", time.Time{}, 9, []string{"3", "2", "1", "0"}, false},
		{"a channel, with its threads", here.Channel, time.Time{}, 9, []string{"3", "2", "0"}, false},
		{"no such channel", "c", time.Time{}, 9, nil, false},
		{"from a moment on, which is part of it", "", noon.Add(2 * time.Minute), 9, []string{"3", "2"}, false},
		{"just as many", "", time.Time{}, 4, []string{"3", "2", "1", "0"}, false},
		{"more", "", time.Time{}, 3, []string{"3", "2", "1"}, true},
		{"more, but before", "", noon.Add(time.Minute), 3, []string{"3", "2", "1"}, false},
	} {
		got, more := surveyed(t, s, c.channel, c.since, c.most)
		same(t, c.name, got, c.want)
		same(t, c.name+": more", more, c.more)
	}
	_, err = s.Survey(t.Context(), here.Tenant(), here.Channel, noon.Add(3*time.Minute), 9, func(d copilot.Draft) { same(t, "a draft", d, last) })
	ok(t, err)
}

// More drafts than are read in one go.
func surveyPages(t *testing.T, open Replica) {
	s := open(Options{})
	var all []string
	for i := range 120 {
		d := draft(fmt.Sprintf("%03d", i), here, noon.Add(time.Duration(i)*time.Second))
		all = append([]string{d.ID}, all...)
		kept(t, s, d)
	}
	got, more := surveyed(t, s, here.Channel, time.Time{}, 120)
	same(t, "all", got, all)
	same(t, "more than all", more, false)
	got, more = surveyed(t, s, here.Channel, time.Time{}, 70)
	same(t, "the newest", got, all[:70])
	same(t, "more", more, true)
}
