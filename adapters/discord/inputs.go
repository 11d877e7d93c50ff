package discord

import (
	"cmp"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// Discord's bounds of a modal, in characters.
const (
	maxFormTitle  = 45
	maxInputLabel = 45
	maxHint       = 100
	maxInput      = 4_000
	maxInputs     = 5
)

// label puts words over an input. Of words that are too long for that, the first
// sentence stands there and the rest below.
func label(words, hint string, input component) component {
	if chat.Width(words) > maxInputLabel {
		first, rest := opening(words)
		words, hint = first, cmp.Or(hint, rest)
	}
	return component{Type: componentLabel, Label: chat.Short(words, maxInputLabel), Description: chat.Short(hint, maxHint), Component: &input}
}

// opening cuts a text after its first sentence.
func opening(words string) (first, rest string) {
	for _, s := range text.Sentences(words) {
		return strings.TrimSpace(words[:s.End]), strings.TrimSpace(words[s.End:])
	}
	return words, ""
}

// textInput asks for words.
func textInput(name, value string, long, required bool) component {
	style := styleShort
	if long {
		style = styleParagraph
	}
	return component{Type: componentTextInput, CustomID: name, Style: style, Value: value, MaxLength: maxInput, Required: &required}
}

// selectInput asks for one of several choices, or none of them.
func selectInput(name string, of []copilot.Choice, chosen string) component {
	no, none := false, 0
	c := component{Type: componentSelect, CustomID: name, Required: &no, Min: &none, Max: 1}
	for _, o := range of[:min(len(of), maxChoices)] {
		c.Options = append(c.Options, selectOption{Label: chat.Short(o.Label, maxChoice), Value: o.Value, Default: o.Value == chosen})
	}
	return c
}

// requiredSelect asks for one of several choices.
func requiredSelect(name string, of []copilot.Choice, chosen string) component {
	c := selectInput(name, of, chosen)
	c.Required, c.Min = nil, nil
	return c
}
