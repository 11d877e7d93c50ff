package copilot

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// knownAudiences are written as names with who they are, in their order.
type knownAudiences []Audience

// MarshalYAML is a mapping.
func (all knownAudiences) MarshalYAML() (any, error) {
	n := &yaml.Node{Kind: yaml.MappingNode}
	for _, a := range all {
		for _, s := range []string{a.Name, a.Words} {
			var word yaml.Node
			if err := word.Encode(s); err != nil { // quoted where YAML would read it otherwise
				return nil, err
			}
			n.Content = append(n.Content, &word)
		}
	}
	return n, nil
}

// readAudiences reads names with who they are, or a list of name and words.
func readAudiences(n *yaml.Node) (all []Audience, err error) {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content) && err == nil; i += 2 {
			var a Audience
			if a.Name, err = scalar(n.Content[i], "name"); err == nil {
				a.Words, err = scalar(n.Content[i+1], "words")
			}
			if err == nil {
				all, err = addAudience(all, a, n.Content[i])
			}
		}
		return all, err
	}
	items, err := entriesOf(n, "audiences")
	for _, item := range items {
		var a Audience
		err := fields(item, []part{{"name", words("name", "audiences", &a.Name)}, {"words", words("words", "audiences", &a.Words)}})
		if err == nil {
			all, err = addAudience(all, a, item)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, err
}

// addAudience adds an audience that stands at a node.
func addAudience(all []Audience, a Audience, at *yaml.Node) ([]Audience, error) {
	a.Name, a.Words = oneLine(a.Name), oneLine(a.Words)
	switch {
	case a.Name == "":
		return nil, faultAt(at, "missing", catalogue.Args{"Field": "name"})
	case a.Words == "":
		return nil, faultAt(at, "missing", catalogue.Args{"Field": "words"})
	case strings.Contains(a.Name, ":"):
		return nil, faultAt(at, "colon", catalogue.Args{"Value": text.Cut(a.Name, 40)})
	case named(all, a.Name):
		return nil, faultAt(at, "twice", catalogue.Args{"Field": text.Cut(a.Name, 40)})
	}
	if err := fits("audiences", at.Line, a.String()); err != nil {
		return nil, err
	}
	all = append(all, a)
	return all, fits("audiences", at.Line, make([]string, len(all))...)
}
