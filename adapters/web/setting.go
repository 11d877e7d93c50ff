package web

import (
	"context"
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot"
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
	case asked.Sub != copilot.SubFacts && asked.Sub != copilot.SubUsage && !asked.Personal():
		return settings, nil
	case asked.Asks():
		return settings + "#facts", nil
	}
	if asked.Changes() && (!v.Changes() || asked.Personal() && !v.Manages()) { // what is others' is for managers to erase
		return "", errNotManager()
	}
	asked.Whole = v.Changes()
	if asked.Sub == copilot.SubDelegate {
		if asked.To, err = s.called(ctx, asked.Words); err != nil {
			return "", err
		}
	}
	told, err := s.core.Answer(ctx, at, v.Person(), asked)
	if err != nil {
		return "", err
	}
	return "", s.chat.Tell(ctx, v.Person(), at, told)
}

// called is who of the workbench's people goes by a name that was typed; nobody for none.
func (s *Server) called(ctx context.Context, name string) (copilot.Person, error) {
	name = strings.TrimPrefix(strings.TrimSpace(name), "@")
	all, err := s.chat.people.all(ctx)
	if err != nil || name == "" {
		return copilot.Person{}, err
	}
	var found []member
	for _, m := range all {
		first, _, _ := strings.Cut(m.Name, " ")
		if m.ID == name || strings.EqualFold(m.Name, name) || strings.EqualFold(first, name) {
			found = append(found, m)
		}
	}
	if len(found) != 1 { // of two of one name neither is meant for sure
		return copilot.Person{}, nil
	}
	return copilot.Person{Platform: Platform, ID: found[0].ID, Name: found[0].Name}, nil
}
