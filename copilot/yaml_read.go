package copilot

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// MostYAML is how many bytes a file of what a channel knows may have.
const MostYAML = 256 << 10

// readYAML puts the parts that a file names in place of those of the profile, and
// returns its facts, nil if it names none. It reads nodes, not values: a fault names
// its line, and an alias is refused before anything is expanded.
func readYAML(file []byte, p *Profile) ([]Fact, error) {
	root, err := parseYAML(file)
	if err != nil {
		return nil, err
	}
	read := *p
	var facts []Fact
	err = fields(root, []part{
		{"language", choice("language", &read.Language, []string{"", catalogue.English, catalogue.French})},
		{"audience", words("audience", "audience", &read.Audience)},
		{"audiences", func(n *yaml.Node) (err error) { read.Audiences, err = readAudiences(n); return err }},
		{"voice", func(n *yaml.Node) (err error) { read.Voice, err = readVoice(n); return err }},
		{"networks", func(n *yaml.Node) error { return networkList(n, &read.Networks) }},
		{"hashtags", func(n *yaml.Node) error { return hashtagList(n, &read.Hashtags) }},
		{"keep", truth("keep", &read.Keep)},
		{"retain_days", whole("retain_days", &read.Retain, MostRetainDays)},
		{"sign_off", func(n *yaml.Node) error { return readSignOff(n, &read.Authority) }},
		{"facts", func(n *yaml.Node) (err error) { facts, err = readFacts(n); return err }},
	})
	if err != nil {
		return nil, err
	}
	*p = read
	return facts, nil
}

var lineOf = regexp.MustCompile(`line (\d+)`)

func parseYAML(file []byte) (*yaml.Node, error) {
	if len(file) > MostYAML {
		return nil, NewFault(FaultInput, "fault.yaml.big", catalogue.Args{"Limit": MostYAML >> 10}, nil)
	}
	d := yaml.NewDecoder(bytes.NewReader(file))
	var document, more yaml.Node
	err := d.Decode(&document)
	switch {
	case errors.Is(err, io.EOF):
		return nil, NewFault(FaultInput, "fault.yaml.empty", nil, nil)
	case err == nil:
		err = d.Decode(&more)
	}
	switch {
	case err == nil:
		return nil, faultAt(&more, "documents", nil)
	case !errors.Is(err, io.EOF):
		line := 0
		if m := lineOf.FindStringSubmatch(err.Error()); m != nil {
			line, _ = strconv.Atoi(m[1]) // digits, or the line is not known
		}
		return nil, NewFault(FaultInput, "fault.yaml.syntax", catalogue.Args{"Line": line}, err)
	}
	root := document.Content[0]
	if isNothing(root) {
		return nil, NewFault(FaultInput, "fault.yaml.empty", nil, nil)
	}
	return root, plainNodes(root)
}

// plainNodes refuses anchors and aliases: a file that people write has none, and a
// few of them make gigabytes.
func plainNodes(n *yaml.Node) error {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return faultAt(n, "alias", nil)
	}
	for _, c := range n.Content {
		if err := plainNodes(c); err != nil {
			return err
		}
	}
	return nil
}

func isNothing(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// faultAt is a fault of a file at a node.
func faultAt(n *yaml.Node, key string, args catalogue.Args) error {
	all := catalogue.Args{"Line": n.Line}
	for k, v := range args {
		all[k] = v
	}
	return NewFault(FaultInput, "fault.yaml."+key, all, nil)
}

// part is a field of a mapping, with what reads it.
type part struct {
	name string
	read func(*yaml.Node) error
}

// fields reads a mapping that has some of the parts, each once, and nothing else.
func fields(n *yaml.Node, known []part) error {
	var names []string
	for _, p := range known {
		names = append(names, p.name)
	}
	if n.Kind != yaml.MappingNode {
		return faultAt(n, "fields", catalogue.Args{"Known": strings.Join(names, ", ")})
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		at := slices.Index(names, key.Value)
		switch {
		case at < 0:
			return faultAt(key, "unknown", catalogue.Args{"Field": text.Cut(key.Value, 40), "Known": strings.Join(names, ", ")})
		case seen[key.Value]:
			return faultAt(key, "twice", catalogue.Args{"Field": key.Value})
		}
		seen[key.Value] = true
		if err := known[at].read(n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// scalar is a value as it is written: 2026 and yes are words here.
func scalar(n *yaml.Node, field string) (string, error) {
	switch {
	case n.Kind != yaml.ScalarNode:
		return "", faultAt(n, "text", catalogue.Args{"Field": field})
	case isNothing(n):
		return "", nil
	}
	return text.Canonical(n.Value), nil
}

// words reads a text into to; field is whose bound it keeps.
func words(name, field string, to *string) func(*yaml.Node) error {
	return func(n *yaml.Node) (err error) {
		if *to, err = scalar(n, name); err != nil {
			return err
		}
		return fits(field, n.Line, *to)
	}
}

// choice reads one of the values into to.
func choice[T ~string](field string, to *T, of []T) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		s, err := scalar(n, field)
		if err != nil {
			return err
		}
		if s != "" && !slices.Contains(of, T(s)) {
			var known []string
			for _, v := range of {
				if v != "" {
					known = append(known, string(v))
				}
			}
			return faultAt(n, "value", catalogue.Args{"Field": field, "Value": text.Cut(s, 40), "Known": strings.Join(known, ", ")})
		}
		*to = T(s)
		return nil
	}
}

// truth reads whether something is so; a field without a value says that it is not.
func truth(field string, to *bool) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		var word string
		err := choice(field, &word, []string{"true", "false", "yes", "no", "oui", "non"})(n)
		if err == nil {
			*to = word == "true" || word == "yes" || word == "oui"
		}
		return err
	}
}

// entriesOf are the entries of a list, at most as many as fit; nothing is an empty one.
func entriesOf(n *yaml.Node, field string) ([]*yaml.Node, error) {
	switch {
	case isNothing(n):
		return nil, nil
	case n.Kind != yaml.SequenceNode:
		return nil, faultAt(n, "list", catalogue.Args{"Field": field})
	}
	if most := bounds[field].entries; len(n.Content) > most {
		return nil, fits(field, n.Line, make([]string, len(n.Content))...)
	}
	return n.Content, nil
}

// list reads texts into to, without empty ones and repeats.
func list(field string, to *[]string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		all, err := entriesOf(n, field)
		if err != nil {
			return err
		}
		*to = nil
		for _, item := range all {
			s, err := scalar(item, field)
			if err == nil {
				err = fits(field, item.Line, s)
			}
			if err != nil {
				return err
			}
			if s != "" && !slices.Contains(*to, s) {
				*to = append(*to, s)
			}
		}
		return nil
	}
}

// networkList reads the ids or names of networks.
func networkList(n *yaml.Node, to *[]string) error {
	all, err := entriesOf(n, "networks")
	if err != nil {
		return err
	}
	*to = nil
	for _, item := range all {
		var id string
		if err := readNetwork(&id)(item); err != nil {
			return err
		}
		if id != "" && !slices.Contains(*to, id) {
			*to = append(*to, id)
		}
	}
	return nil
}

// readNetwork reads the id or name of one network into to.
func readNetwork(to *string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		s, err := scalar(n, "network")
		if err != nil || s == "" {
			return err
		}
		found, ok := network.Find(s)
		if !ok {
			var known []string
			for _, one := range network.All() {
				known = append(known, one.ID)
			}
			return faultAt(n, "value", catalogue.Args{"Field": "network", "Value": text.Cut(s, 40), "Known": strings.Join(known, ", ")})
		}
		*to = found.ID
		return nil
	}
}

// hashtagList reads hashtags, with or without their sign.
func hashtagList(n *yaml.Node, to *[]string) error {
	var all []string
	if err := list("hashtags", &all)(n); err != nil {
		return err
	}
	for i, tag := range all {
		all[i] = "#" + strings.TrimLeft(tag, "#")
		if !network.ValidHashtag(all[i]) {
			return faultAt(n, "hashtag", catalogue.Args{"Value": text.Cut(tag, 40)})
		}
	}
	*to = all
	return nil
}
