package web

import (
	"cmp"
	"context"
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// settingTyped is what was typed after the command of the settings, if it was.
func settingTyped(words string) (string, bool) {
	name, typed := words, ""
	if end := strings.IndexFunc(words, unicode.IsSpace); end >= 0 {
		name, typed = words[:end], words[end:]
	}
	bare, slashed := strings.CutPrefix(name, "/")
	command, _ := copilot.Lookup(strings.ToLower(bare))
	return typed, slashed && command.Settings
}

// setting does what was typed after the command of the settings, and says so to
// whoever typed it; or returns the page that does it.
func (s *Server) setting(ctx context.Context, v viewer, at copilot.Place, typed string) (path string, err error) {
	asked, err := copilot.ReadSetting(typed)
	settings := "/c/" + at.Channel + "/settings"
	switch {
	case err != nil:
		return "", err
	case asked.Sub == copilot.SubRetry:
		return "", s.retryAll(ctx, v, at)
	case asked.Sub == copilot.SubExport:
		return settings + ".yaml", nil
	case asked.Sub == copilot.SubImport:
		return settings + "#file", nil
	case asked.Sub == copilot.SubVoice:
		return settings + "#how", nil
	case asked.Sub == copilot.SubStats:
		return statsPath(at, asked.Words)
	case asked.Sub != copilot.SubFacts && asked.Sub != copilot.SubUsage && !asked.Personal():
		return settings, nil
	case asked.Asks():
		return settings + "#facts", nil
	}
	if asked.Changes() && (!v.Changes() || asked.Personal() && !v.Manages()) { // what is others' is for managers to erase
		return "", errNotManager()
	}
	asked.Whole = v.Changes()
	var meant member
	if asked.Sub == copilot.SubDelegate {
		if meant, err = s.called(ctx, asked.Words); err != nil {
			return "", err
		}
		asked.To = copilot.Person{Platform: Platform, ID: meant.ID, Name: meant.Name}
	}
	told, err := s.core.Answer(ctx, at, v.Person(), asked)
	if err != nil {
		return "", err
	}
	if meant.Detail != "" { // a name is what somebody calls themselves
		told += " " + catalogue.Say(v.Lang, "web.called", catalogue.Args{"Name": meant.Name, "Address": meant.Detail})
	}
	return "", s.chat.Tell(ctx, v.Person(), at, told)
}

// called is who of the workbench's people is meant by what was typed: an address, which is
// one person's, or a name, which several may give themselves; nobody for none.
func (s *Server) called(ctx context.Context, typed string) (member, error) {
	typed = strings.TrimPrefix(strings.TrimSpace(typed), "@")
	all, err := s.chat.people.all(ctx)
	if err != nil || typed == "" {
		return member{}, err
	}
	var found []member
	for _, m := range all {
		first, _, _ := strings.Cut(m.Name, " ")
		switch {
		case m.ID == typed, m.Detail != "" && strings.EqualFold(m.Detail, typed):
			return m, nil
		case strings.EqualFold(m.Name, typed), strings.EqualFold(first, typed):
			found = append(found, m)
		}
	}
	switch len(found) {
	case 0:
		return member{}, nil
	case 1:
		return found[0], nil
	}
	var names []string
	for _, m := range found {
		names = append(names, m.Name+" ("+cmp.Or(m.Detail, m.ID)+")")
	}
	return member{}, copilot.NewFault(copilot.FaultInput, "web.fault.called", catalogue.Args{"Name": text.Cut(typed, mostName), "Names": strings.Join(names, ", ")}, nil)
}
