package memorytest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Places whose ids run into each other when they are joined carelessly, with the
// same ids of drafts, requests and facts in all of them.
var neighbours = []copilot.Place{
	{Platform: "p", Workspace: "w", Channel: "c"},
	{Platform: "p", Workspace: "w", Channel: "c2"},
	{Platform: "p", Workspace: "w:c", Channel: ""},
	{Platform: "p:w", Workspace: "c", Channel: ""},
	{Platform: "p", Workspace: "", Channel: "w:c"},
	{Platform: "p", Workspace: "w", Channel: "c:order"},
	{Platform: "p", Workspace: "w", Channel: "*"},
	{Platform: "p", Workspace: "w", Channel: "*:*"},
	{Platform: "p", Workspace: "w%3Ac", Channel: ""},
	{Platform: "q", Workspace: "w", Channel: "c"},
	{Platform: "p", Workspace: "W", Channel: "c"},
	{Platform: "p", Workspace: "w}", Channel: "{c"},
	{Platform: "p", Workspace: "w\x00", Channel: "c\n"},
	{Platform: "p", Workspace: "w+", Channel: "c "},
	{Platform: "p", Workspace: "w ", Channel: "c+"},
}

// isolation keeps a canary of every kind in every place and looks for it from
// every other.
func isolation(t *testing.T, open Replica) {
	s := open(Options{})
	ears := map[copilot.Tenant]*hearer{}
	for i, at := range neighbours {
		ears[at.Tenant()] = cmp.Or(ears[at.Tenant()], &hearer{})
		opened(t, s, at, ears[at.Tenant()])
		plant(t, s, at, fmt.Sprintf("canary-%02d-", i))
	}
	for i, at := range neighbours {
		seen := harvest(t, s, at) + bodies(reopened(t, s, at, ears[at.Tenant()]))
		own := fmt.Sprintf("canary-%02d-", i)
		if strings.Count(seen, own) < 8 {
			t.Errorf("place %q lost some of its own: %s", at, seen)
		}
		for j, other := range neighbours {
			if foreign := fmt.Sprintf("canary-%02d-", j); i != j && strings.Contains(seen, foreign) {
				t.Errorf("place %q sees what is of %q", at, other)
			}
		}
	}
}

// A record is of one tenant, whatever its channels.
func ledgerIsolation(t *testing.T, open Replica) {
	s := open(Options{})
	for i, at := range neighbours {
		kept(t, s, draft(fmt.Sprintf("canary-%02d-", i), at, noon))
	}
	for _, at := range neighbours {
		found := 0
		ok(t, s.Record(t.Context(), at.Tenant(), func(e copilot.Entry) error {
			for i, other := range neighbours {
				if fmt.Sprintf("canary-%02d-", i) == e.Draft && other.Tenant() != at.Tenant() {
					t.Errorf("%q has on record what is of %q", at, other)
				}
			}
			found++
			return nil
		}))
		whole(t, s, at.Tenant(), found)
	}
}

// plant keeps what a channel has under its own id, and what a tenant has under
// an id of the channel: drafts and posts are told apart by tenant.
func plant(t *testing.T, s Store, at copilot.Place, canary string) {
	t.Helper()
	ctx, id := t.Context(), "d "+at.Channel
	ok(t, s.SetProfile(ctx, at, copilot.Profile{Voice: copilot.Voice{Words: canary}}))
	addFact(t, s, at, copilot.Fact{ID: "f", Text: canary})
	ok(t, s.Remember(ctx, at, exchange("d", canary), copilot.Fence{}))
	minutes := minutesOf("m")
	minutes.Model = canary
	ok(t, s.KeepMinutes(ctx, at, minutes, copilot.Fence{}))
	ok(t, s.Posted(ctx, at.Tenant(), id, canary, copilot.Fence{}))
	ok(t, s.Timeline(at.Tenant()).Put(ctx, at.Channel, "m", []byte(canary)))
	ok(t, s.Note(ctx, at, copilot.Kept{ID: "m", At: time.Now().UnixMicro(), Body: canary}))
	d := draft(id, at, noon)
	d.Brief = canary
	kept(t, s, d)
	about := draft(canary, at, noon) // its id is the canary
	about.About = "a message"
	kept(t, s, about)
}

func harvest(t *testing.T, s Store, at copilot.Place) string {
	t.Helper()
	ctx, id := t.Context(), "d "+at.Channel
	p, err := s.Profile(ctx, at)
	ok(t, err)
	f, err := s.Facts(ctx, at, noon)
	ok(t, err)
	e, err := s.Recent(ctx, at, 100)
	ok(t, err)
	post, err := s.Post(ctx, at.Tenant(), id)
	ok(t, err)
	messages, err := s.Timeline(at.Tenant()).List(ctx, at.Channel, 0)
	ok(t, err)
	one, err := s.Draft(ctx, copilot.Ref{Tenant: at.Tenant(), Draft: id})
	ok(t, err)
	citing, err := s.Citing(ctx, at, "a message")
	ok(t, err)
	listed := fmt.Sprint(citing)
	if at.Channel != "" { // no channel in a filter is every channel
		drafts, err := s.Drafts(ctx, copilot.Filter{Tenant: at.Tenant(), Channel: at.Channel})
		ok(t, err)
		for _, d := range drafts {
			listed += d.Brief
		}
		_, err = s.Survey(ctx, at.Tenant(), at.Channel, time.Time{}, 100, func(d copilot.Draft) { listed += d.Brief })
		ok(t, err)
	}
	minutes, err := s.Minutes(ctx, at)
	ok(t, err)
	heard, err := s.Hear(ctx, at.Tenant(), copilot.Ear{Holder: "somebody else"})
	ok(t, err)
	if !slices.Contains(heard.Channels, at.Channel) {
		t.Errorf("place %q does not keep", at)
	}
	return fmt.Sprint(p.Words, f, e, minutes.Model, post, fmt.Sprintf("%s", messages), one.Brief, listed)
}
