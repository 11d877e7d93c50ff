package memorytest

import (
	"fmt"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

func filter(t *testing.T, open Replica) {
	s := open(Options{})
	at := func(channel, thread string) copilot.Place {
		return copilot.Place{Platform: "web", Workspace: "w1", Channel: channel, Thread: thread}
	}
	tenant := here.Tenant()
	keep := func(id string, place copilot.Place, command string, v copilot.Verdict) {
		d := draft(id, place, noon.Add(time.Duration(len(id))*time.Microsecond))
		d.Command = command
		d = kept(t, s, d)
		if v != "" {
			_, err := s.Decide(t.Context(), d.Ref(), decision(d, v, marc), nil, audit(d, string(v), marc))
			ok(t, err)
		}
	}
	keep("1", at("c1", ""), "draft", "")
	keep("22", at("c2", "t"), "draft", copilot.Approve)
	keep("333", at("c1", "t"), "summarize", copilot.RequestChanges)
	keep("4444", at("*", ""), "draft", copilot.Reject)
	keep("55555", at("c1", ""), "draft", copilot.Withdraw)
	keep("666666", at("c1:c2", ""), "draft", "")
	d, err := s.Draft(t.Context(), copilot.Ref{Tenant: tenant, Draft: "1"})
	ok(t, err)
	_, err = s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "edit"), copilot.Fence{}, audit(d, "edited", lea))
	ok(t, err)
	keep("7777777", copilot.Place{Platform: "web", Workspace: "w2", Channel: "c1"}, "draft", "")

	type states = []copilot.State
	for _, c := range []struct {
		name string
		f    copilot.Filter
		want []string
	}{
		{"all", copilot.Filter{}, []string{"666666", "55555", "4444", "333", "22", "1"}},
		{"at most", copilot.Filter{Limit: 2}, []string{"666666", "55555"}},
		{"channel", copilot.Filter{Channel: "c1"}, []string{"55555", "333", "1"}},
		{"channel named like all", copilot.Filter{Channel: "*"}, []string{"4444"}},
		{"no such channel", copilot.Filter{Channel: "c"}, nil},
		{"pending", copilot.Filter{States: states{copilot.Pending}}, []string{"666666", "1"}},
		{"two states", copilot.Filter{States: states{copilot.Approved, copilot.Rejected}}, []string{"4444", "22"}},
		{"a state twice", copilot.Filter{States: states{copilot.Approved, copilot.Approved}}, []string{"22"}},
		{"superseded is no draft's state", copilot.Filter{States: states{copilot.Superseded}}, nil},
		{"channel and states", copilot.Filter{Channel: "c1", States: states{copilot.Pending, copilot.ChangesRequested}}, []string{"333", "1"}},
		{"every state", copilot.Filter{States: copilot.States()}, []string{"666666", "55555", "4444", "333", "22", "1"}},
		{"command", copilot.Filter{Command: "summarize"}, []string{"333"}},
		{"command and limit", copilot.Filter{Command: "draft", Limit: 2}, []string{"666666", "55555"}},
	} {
		c.f.Tenant = tenant
		same(t, c.name, ids(t, s, c.f), c.want)
	}
}

// More drafts than are looked at in one go.
func filterPages(t *testing.T, open Replica) {
	s := open(Options{})
	var all, odd []string
	for i := range 120 {
		d := draft(fmt.Sprintf("%03d", i), here, noon.Add(time.Duration(i)*time.Second))
		if i%2 == 1 {
			d.Command = "hashtags"
			odd = append([]string{d.ID}, odd...)
		}
		all = append([]string{d.ID}, all...)
		kept(t, s, d)
	}
	f := copilot.Filter{Tenant: here.Tenant()}
	same(t, "no limit is 50", ids(t, s, f), all[:50])
	f.Limit = 1000
	same(t, "all", ids(t, s, f), all)
	f.States = []copilot.State{copilot.Pending, copilot.Approved}
	same(t, "all, by states", ids(t, s, f), all)
	f.Command, f.Limit = "hashtags", 55
	same(t, "every other", ids(t, s, f), odd[:55])
}

func ids(t tb, s Store, f copilot.Filter) []string {
	t.Helper()
	drafts, err := s.Drafts(t.Context(), f)
	ok(t, err)
	var ids []string
	for _, d := range drafts {
		ids = append(ids, d.ID)
	}
	return ids
}
