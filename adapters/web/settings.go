package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"slices"
	"strings"

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
		p.Approvers, p.SelfSignOff = readApprovers(form["approver"]), first(form["self"]) != ""
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

// The bounds of what a channel says about itself, in runes and in entries: all of
// it is told to the writer each time.
const (
	maxVoice   = 2_000
	maxEntry   = 300
	maxEntries = 50
)

// readProfile reads what anybody may change on top of what is kept.
func readProfile(form map[string][]string, kept copilot.Profile) copilot.Profile {
	p := kept
	p.Language = first(form["language"])
	if !catalogue.Known(p.Language) {
		p.Language = ""
	}
	p.Voice = text.Cut(text.Canonical(first(form["voice"])), maxVoice)
	p.Audience = text.Cut(text.Canonical(first(form["audience"])), maxEntry)
	p.Preferred = entries(first(form["preferred"]))
	p.Banned = entries(first(form["banned"]))
	p.Networks = readNetworks(form["network"], first(form["first"]))
	p.Hashtags = nil
	for _, tag := range entries(strings.ReplaceAll(first(form["hashtags"]), " ", "\n")) {
		tag = "#" + strings.TrimLeft(tag, "#")
		if network.ValidHashtag(tag) {
			p.Hashtags = append(p.Hashtags, tag)
		}
	}
	return p
}

// readNetworks puts the one chosen as usual first.
func readNetworks(ticked []string, usual string) []string {
	var ids []string
	for _, id := range append([]string{usual}, ticked...) {
		if n, ok := network.Find(id); ok && !slices.Contains(ids, n.ID) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

func readApprovers(values []string) []copilot.Approver {
	var all []copilot.Approver
	for _, value := range values {
		if value == "role:"+RoleManager {
			all = append(all, copilot.Approver{Role: true, ID: RoleManager, Name: "Manager"})
		} else if m, ok := findMember(value); ok {
			all = append(all, copilot.Approver{ID: m.ID, Name: m.Name})
		}
	}
	return all
}

// entries reads a list, one entry a line or separated by commas.
func entries(s string) []string {
	var all []string
	for _, entry := range strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		entry = text.Cut(text.Canonical(entry), maxEntry)
		if entry != "" && !slices.Contains(all, entry) && len(all) < maxEntries {
			all = append(all, entry)
		}
	}
	return all
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
