package web

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

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
	p.Words = text.Cut(text.Canonical(first(form["voice"])), maxVoice)
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

// readApprovers names a role in the words of whoever ticked it.
func readApprovers(lang string, values []string) []copilot.Approver {
	var all []copilot.Approver
	for _, value := range values {
		if value == "role:"+RoleManager {
			all = append(all, copilot.Approver{Role: true, ID: RoleManager, Name: catalogue.Say(lang, "web.approver.any", nil)})
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
