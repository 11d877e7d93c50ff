package copilot

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

func readVoice(n *yaml.Node) (Voice, error) {
	var v Voice
	if isNothing(n) {
		return v, nil
	}
	err := fields(n, []part{
		{"words", words("words", "words", &v.Words)},
		{"traits", list("traits", &v.Traits)},
		{"preferred", list("preferred", &v.Preferred)},
		{"banned", list("banned", &v.Banned)},
		{"emoji", choice("emoji", &v.Emoji, EmojiChoices())},
		{"address", choice("address", &v.Address, AddressChoices())},
		{"inclusive", choice("inclusive", &v.Inclusive, InclusiveChoices())},
		{"samples", func(n *yaml.Node) (err error) { v.Samples, err = readSamples(n); return err }},
	})
	return v, err
}

func readSamples(n *yaml.Node) ([]Sample, error) {
	all, err := entriesOf(n, "samples")
	if err != nil {
		return nil, err
	}
	var samples []Sample
	for _, item := range all {
		var s Sample
		err := fields(item, []part{{"network", readNetwork(&s.Network)}, {"text", words("text", "samples", &s.Text)}})
		if err != nil {
			return nil, err
		}
		if s.Text == "" {
			return nil, faultAt(item, "missing", catalogue.Args{"Field": "text"})
		}
		samples = append(samples, s)
	}
	return samples, nil
}

// readFacts is never nil: a file that names facts and has none has them dropped.
func readFacts(n *yaml.Node) ([]Fact, error) {
	all, err := entriesOf(n, "facts")
	if err != nil {
		return nil, err
	}
	facts := []Fact{}
	for _, item := range all {
		var f Fact
		err := fields(item, []part{
			{"text", words("text", "facts", &f.Text)},
			{"source", words("source", "sources", &f.Source)},
			{"until", func(n *yaml.Node) error { return readDay(n, &f) }},
		})
		switch {
		case err != nil:
			return nil, err
		case f.Text == "":
			return nil, faultAt(item, "missing", catalogue.Args{"Field": "text"})
		case slices.ContainsFunc(facts, func(other Fact) bool { return other.Text == f.Text }):
			return nil, faultAt(item, "twice", catalogue.Args{"Field": text.Cut(f.Text, 40)})
		}
		facts = append(facts, f)
	}
	return facts, nil
}

// readDay reads the last day of a fact.
func readDay(n *yaml.Node, f *Fact) error {
	s, err := scalar(n, "until")
	if err != nil || s == "" {
		return err
	}
	expires, ok := Until(s)
	if !ok {
		return faultAt(n, "day", catalogue.Args{"Value": text.Cut(s, 40)})
	}
	f.Expires = expires
	return nil
}
