package copilot

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// Audience is who reads, under a name that a request may give: "riders".
type Audience struct {
	Name  string `json:"name"` // one line without a colon
	Words string `json:"words"`
}

// String is the audience as it is typed: "riders: city riders, 25 to 45".
func (a Audience) String() string { return a.Name + ": " + a.Words }

// audience is what a writer is told of who reads: the words of the audience that has
// the name, whatever its case and accents, else what was given.
func (p Profile) audience(given string) string {
	i := slices.IndexFunc(p.Audiences, func(a Audience) bool { return text.Fold(a.Name) == text.Fold(strings.TrimSpace(given)) })
	if i < 0 {
		return given
	}
	return p.Audiences[i].Words
}

// SayAudiences are audiences as they are typed, one a line; ReadAudiences reads them.
func SayAudiences(all []Audience) string {
	lines := make([]string, len(all))
	for i, a := range all {
		lines[i] = a.String()
	}
	return strings.Join(lines, "\n")
}

// ReadAudiences reads audiences as they are typed, one a line: a name, a colon, who
// they are. The error is a *Fault.
func ReadAudiences(typed string) ([]Audience, error) {
	var all []Audience
	for line := range strings.Lines(typed) {
		if line = oneLine(line); line == "" {
			continue
		}
		name, words, _ := strings.Cut(line, ":")
		a := Audience{strings.TrimSpace(name), strings.TrimSpace(words)}
		switch {
		case a.Name == "" || a.Words == "":
			return nil, audienceFault("line", line)
		case named(all, a.Name):
			return nil, audienceFault("twice", a.Name)
		}
		all = append(all, a)
	}
	return all, nil
}

func audienceFault(what, value string) error {
	return NewFault(FaultInput, "fault.audiences."+what, catalogue.Args{"Value": text.Cut(value, 40), "Option": "audiences"}, nil)
}

// named says whether one of the audiences has a name.
func named(all []Audience, name string) bool {
	return slices.ContainsFunc(all, func(a Audience) bool { return text.Fold(a.Name) == text.Fold(name) })
}

// oneLine is s with one space wherever it had any.
func oneLine(s string) string { return strings.Join(strings.Fields(text.Canonical(s)), " ") }
