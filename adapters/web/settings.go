package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"slices"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// settingsPage is what a channel has told the copilot about itself.
type settingsPage struct {
	page
	Channel   channel
	Profile   copilot.Profile
	Facts     []copilot.Fact
	Networks  []tick
	Approvers []tick
	Saved     bool
	Sentence  string // why it was not saved
}

// tick is a box to tick.
type tick struct {
	Value, Label, Detail string
	On                   bool
}

func (s *Server) showSettings(w http.ResponseWriter, r *http.Request) {
	s.settings(w, r, s.viewerOf(r), http.StatusOK, "")
}

func (s *Server) settings(w http.ResponseWriter, r *http.Request, v viewer, status int, sentence string) {
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	p := settingsPage{Channel: c, Saved: r.FormValue("saved") != "" && sentence == "", Sentence: sentence}
	p.page = s.pageFor(r, v, "settings", c.ID, catalogue.Say(v.Lang, "web.settings.title", catalogue.Args{"Channel": c.Name}))
	var err error
	if p.Profile, err = s.core.Profile(r.Context(), c.place("")); err == nil {
		p.Facts, err = s.core.Facts(r.Context(), c.place(""))
	}
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	p.Networks, p.Approvers = networkTicks(p.Profile), approverTicks(v.Lang, p.Profile)
	s.render(w, r, status, v.Lang, "settings", p)
}

// networkTicks lists the channel's networks first, in its order, then the rest.
func networkTicks(p copilot.Profile) []tick {
	var on, off []tick
	for _, id := range p.Networks {
		if n, ok := network.Find(id); ok {
			on = append(on, tick{Value: n.ID, Label: n.Name, On: true})
		}
	}
	for _, n := range network.All() {
		if !slices.Contains(p.Networks, n.ID) {
			off = append(off, tick{Value: n.ID, Label: n.Name})
		}
	}
	return append(on, off...)
}

func approverTicks(lang string, p copilot.Profile) []tick {
	ticks := []tick{{
		Value: "role:" + RoleManager, Label: catalogue.Say(lang, "web.approver.managers", nil),
		On: slices.ContainsFunc(p.Approvers, func(a copilot.Approver) bool { return a.Role && a.ID == RoleManager }),
	}}
	for _, m := range members {
		ticks = append(ticks, tick{
			Value: m.ID, Label: m.Name, Detail: catalogue.Say(lang, "web.role."+m.Role, nil),
			On: slices.ContainsFunc(p.Approvers, func(a copilot.Approver) bool { return !a.Role && a.ID == m.ID }),
		})
	}
	return ticks
}

// saveSettings keeps the form. Who signs off is for managers to change; what
// anybody else sends about it is left as it was.
func (s *Server) saveSettings(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	if err := parseForm(r); err != nil {
		s.fail(w, r, v, err)
		return
	}
	c, ok := findChannel(r.PathValue("channel"))
	if !ok {
		s.lost(w, r, "web.fault.channel")
		return
	}
	if err := s.save(r.Context(), v, c, r.PostForm); err != nil {
		f := s.fault(r, err)
		s.settings(w, r, v, statusOf(f), f.Sentence(v.Lang))
		return
	}
	http.Redirect(w, r, pathTo(c.place(""), "")+"/settings?saved=1", http.StatusSeeOther)
}

func (s *Server) save(ctx context.Context, v viewer, c channel, form map[string][]string) error {
	at := c.place("")
	kept, err := s.core.Profile(ctx, at)
	if err != nil {
		return err
	}
	p := readProfile(form, kept)
	if v.Manages() {
		p.Approvers, p.SelfSignOff = readApprovers(v.Lang, form["approver"]), first(form["self"]) != ""
	}
	if err := s.core.SetProfile(ctx, at, p); err != nil {
		return err
	}
	for _, id := range form["drop"] {
		if err := s.core.DropFact(ctx, at, id); err != nil {
			return err
		}
	}
	fact := copilot.Fact{
		ID: rand.Text(), Text: text.Cut(text.Canonical(first(form["fact"])), maxEntry),
		Source: text.Cut(text.Canonical(first(form["source"])), maxEntry), By: v.Person(),
	}
	if fact.Text == "" {
		return nil
	}
	return s.core.AddFact(ctx, at, fact)
}
