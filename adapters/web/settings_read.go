package web

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// aLineEach gives each hashtag a line: none has any of these in it.
var aLineEach = strings.NewReplacer(" ", "\n", ",", "\n", ";", "\n")

// readProfile reads what anybody may change on top of what is kept.
func readProfile(form map[string][]string, kept copilot.Profile) (copilot.Profile, error) {
	p := kept
	p.Language = first(form["language"])
	if !catalogue.Known(p.Language) {
		p.Language = ""
	}
	p.Audience = text.Canonical(first(form["audience"]))
	audiences, err := copilot.ReadAudiences(first(form["audiences"]))
	p.Audiences = audiences
	p.Voice = readVoice(form, kept.Voice)
	p.Networks = readNetworks(form["network"], first(form["first"]))
	p.Hashtags = nil
	for _, tag := range entries(aLineEach.Replace(first(form["hashtags"]))) {
		tag = "#" + strings.TrimLeft(tag, "#")
		if network.ValidHashtag(tag) {
			p.Hashtags = append(p.Hashtags, tag)
		}
	}
	return p, err
}

// readVoice reads how the brand speaks: samples are dropped and added one by one.
func readVoice(form map[string][]string, kept copilot.Voice) copilot.Voice {
	v := copilot.Voice{
		Words:  text.Canonical(first(form["voice"])),
		Traits: entries(first(form["traits"])), Preferred: entries(first(form["preferred"])), Banned: entries(first(form["banned"])),
		Emoji:     one(first(form["emoji"]), copilot.EmojiChoices()),
		Address:   one(first(form["address"]), copilot.AddressChoices()),
		Inclusive: one(first(form["inclusive"]), copilot.InclusiveChoices()),
	}
	for _, s := range kept.Samples {
		if !drops(form, s) {
			v.Samples = append(v.Samples, s)
		}
	}
	if words := text.Canonical(first(form["sample"])); words != "" {
		n, _ := network.Find(first(form["sample-network"]))
		v.Samples = append(v.Samples, copilot.Sample{Network: n.ID, Text: words})
	}
	return v
}

// drops reports whether a sample was ticked to be dropped. Browsers end its lines
// otherwise than they were sent.
func drops(form map[string][]string, s copilot.Sample) bool {
	return slices.ContainsFunc(form["drop-sample"], func(value string) bool { return text.Canonical(value) == s.Text })
}

// one is the value that was chosen, "" for none that there is.
func one[T ~string](chosen string, of []T) T {
	if !slices.Contains(of, T(chosen)) {
		return ""
	}
	return T(chosen)
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

// readApprovers names a role in the words of whoever ticked it. A person is one of
// those there are, or was an approver before.
func readApprovers(lang string, values []string, people []member, kept []copilot.Approver) []copilot.Approver {
	var all []copilot.Approver
	for _, value := range values {
		if value == "role:"+RoleManager {
			all = append(all, copilot.Approver{Role: true, ID: RoleManager, Name: catalogue.Say(lang, "role."+RoleManager, nil)})
		} else if at := slices.IndexFunc(people, func(m member) bool { return m.ID == value }); at >= 0 {
			all = append(all, copilot.Approver{ID: people[at].ID, Name: people[at].Name})
		} else if at := slices.IndexFunc(kept, func(a copilot.Approver) bool { return !a.Role && a.ID == value }); at >= 0 {
			all = append(all, kept[at])
		}
	}
	return all
}

// readFact reads the fact to add, with the last day on which it holds.
func readFact(v viewer, form map[string][]string, now time.Time) (copilot.Fact, error) {
	fact := copilot.Fact{
		ID: rand.Text(), Text: text.Canonical(first(form["fact"])), Source: text.Canonical(first(form["source"])), By: v.Person(),
	}
	day := strings.TrimSpace(first(form["until"]))
	if day == "" {
		return fact, nil
	}
	expires, ok := copilot.Until(day)
	if !ok {
		return fact, copilot.NewFault(copilot.FaultInput, "fault.knows.day", catalogue.Args{"Value": text.Cut(day, 40)}, nil)
	}
	if !expires.After(now) {
		return fact, copilot.Lapsed(day)
	}
	fact.Expires = expires
	return fact, nil
}

// entries reads a list as the page shows it, one entry a line.
func entries(s string) []string {
	var all []string
	for entry := range strings.Lines(s) {
		entry = text.Canonical(entry)
		if entry != "" && !slices.Contains(all, entry) {
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
