package copilot

import (
	"bytes"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/brouillon/brouillon/copilot/check"
)

// knownFile is what a channel knows, as it is written: every part, so that reading it
// makes the same of any channel; but for how it signs off where nothing is said of that: a
// voice that is given to another channel loosens nothing there.
type knownFile struct {
	Language  string         `yaml:"language"`
	Audience  string         `yaml:"audience"`
	Audiences knownAudiences `yaml:"audiences"`
	Voice     knownVoice     `yaml:"voice"`
	Networks  []string       `yaml:"networks"`
	Hashtags  []string       `yaml:"hashtags"`
	Keep      bool           `yaml:"keep"`
	Retain    int            `yaml:"retain_days,omitempty"`
	SignOff   knownSignOff   `yaml:"sign_off,omitempty"`
	Facts     []knownFact    `yaml:"facts"`
}

type knownVoice struct {
	Words     string          `yaml:"words,omitempty"`
	Traits    []string        `yaml:"traits,omitempty"`
	Preferred []string        `yaml:"preferred,omitempty"`
	Banned    []string        `yaml:"banned,omitempty"`
	Emoji     check.Emoji     `yaml:"emoji,omitempty"`
	Address   check.Address   `yaml:"address,omitempty"`
	Inclusive check.Inclusive `yaml:"inclusive,omitempty"`
	Samples   []knownSample   `yaml:"samples,omitempty"`
}

type knownSample struct {
	Network string `yaml:"network,omitempty"`
	Text    string `yaml:"text"`
}

type knownFact struct {
	Text   string `yaml:"text"`
	Source string `yaml:"source,omitempty"`
	Until  string `yaml:"until,omitempty"`
}

func writeYAML(p Profile, facts []Fact) ([]byte, error) {
	f := knownFile{Language: p.Language, Audience: p.Audience, Audiences: p.Audiences, Networks: p.Networks, Hashtags: p.Hashtags, Keep: p.Keep, Retain: p.Retain, SignOff: writeSignOff(p.Authority)}
	f.Voice = knownVoice{
		Words: p.Words, Traits: p.Traits, Preferred: p.Preferred, Banned: p.Banned,
		Emoji: p.Emoji, Address: p.Address, Inclusive: p.Inclusive,
	}
	for _, s := range p.Samples {
		f.Voice.Samples = append(f.Voice.Samples, knownSample(s))
	}
	for i, fact := range facts {
		if slices.ContainsFunc(facts[i+1:], func(later Fact) bool { return later.Text == fact.Text }) {
			continue // it was added at the same moment as another, by a version from before: a file says it once
		}
		f.Facts = append(f.Facts, knownFact{fact.Text, fact.Source, fact.Until()})
	}
	var b bytes.Buffer
	w := yaml.NewEncoder(&b)
	w.SetIndent(2)
	if err := w.Encode(f); err != nil {
		return nil, err
	}
	return b.Bytes(), w.Close()
}
