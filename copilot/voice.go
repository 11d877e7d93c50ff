package copilot

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// Voice is how a brand speaks: told to the writer, and what of it can be checked
// is held against every draft.
type Voice struct {
	Words     string          `json:"voice,omitempty"`  // free words about it
	Traits    []string        `json:"traits,omitempty"` // "warm", "a little dry"
	Preferred []string        `json:"preferred,omitempty"`
	Banned    []string        `json:"banned,omitempty"`
	Emoji     check.Emoji     `json:"emoji,omitempty"`
	Address   check.Address   `json:"address,omitempty"`   // in French
	Inclusive check.Inclusive `json:"inclusive,omitempty"` // in French
	Samples   []Sample        `json:"samples,omitempty"`
}

// Sample is a post that shows how a brand speaks.
type Sample struct {
	Network string `json:"network,omitempty"` // "" for any
	Text    string `json:"text"`
}

// ReadSample reads a sample as it is typed: above the text may stand its network, alone
// on its line and with a colon. False when there is no text.
func ReadSample(typed string) (Sample, bool) {
	s := Sample{Text: text.Canonical(typed)}
	first, rest, more := strings.Cut(s.Text, "\n")
	if name, ok := strings.CutSuffix(strings.TrimSpace(first), ":"); ok && more {
		if n, known := network.Find(strings.TrimSpace(name)); known {
			s = Sample{n.ID, strings.TrimSpace(rest)}
		}
	}
	return s, s.Text != ""
}

// EmojiChoices are the ways with emoji that a channel can choose from.
func EmojiChoices() []check.Emoji {
	return []check.Emoji{check.NoEmoji, check.FewEmoji, check.FreeEmoji}
}

// AddressChoices are the forms of address, in French.
func AddressChoices() []check.Address { return []check.Address{check.Tu, check.Vous} }

// InclusiveChoices are the forms of inclusive writing, in French.
func InclusiveChoices() []check.Inclusive {
	return []check.Inclusive{check.NotInclusive, check.Point, check.Brackets, check.Doublets}
}

// manners are what the checks hold a draft against.
func (v Voice) manners() check.Manners {
	return check.Manners{Emoji: v.Emoji, Address: v.Address, Inclusive: v.Inclusive}
}

// toldSamples is how many samples a writer is shown: enough to hear a voice.
const toldSamples = 3

// Samples are the posts that show the writer how the brand speaks: those of the
// network first, then those of any; those of other networks are not shown.
func (p Prompt) Samples() []string {
	var own, other []string
	for _, s := range p.Profile.Samples {
		switch s.Network {
		case "":
			other = append(other, s.Text)
		case p.Network.ID:
			own = append(own, s.Text)
		}
	}
	all := append(own, other...)
	return all[:min(len(all), toldSamples)]
}
