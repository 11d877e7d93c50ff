package copilot

import (
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Command is one entry of the table that feeds dispatch, help, registration and
// completion. Its texts are in the catalogue under "command." + Name.
type Command struct {
	Name    string
	Task    Task
	Text    Need // what stands after the options: the brief, the text, the conversation
	Options []Option
	// Reads says whether the command works on the conversation it is given in.
	Reads bool
	// Settings says that the command asks for no draft: it opens what a channel has
	// told the copilot about itself. A chat shows it in its own way.
	Settings bool
}

// Need says whether something must be given.
type Need string

// The needs.
const (
	Required Need = "required"
	Optional Need = "optional"
)

// Description is one line about the command.
func (c Command) Description(locale string) string {
	return catalogue.Say(locale, "command."+c.Name, nil)
}

// Hint is what to type after the name: "[network:…] what the post should say".
func (c Command) Hint(locale string) string {
	return catalogue.Say(locale, "command."+c.Name+".hint", nil)
}

// Option finds an option by its name or alias.
func (c Command) Option(name string) (Option, bool) {
	for _, o := range c.Options {
		if o.Name == name {
			return o, true
		}
		for _, a := range o.Aliases {
			if a == name {
				return o, true
			}
		}
	}
	return Option{}, false
}

// OptionKind is the type of an option's value.
type OptionKind string

// The kinds of option.
const (
	OptionChoice   OptionKind = "choice"   // one of Choices
	OptionNumber   OptionKind = "number"   // a whole number from Min to Max
	OptionAudience OptionKind = "audience" // the name of an audience of this channel, or free text
	OptionSince    OptionKind = "since"    // a moment: "yesterday", "2h", "2026-03-12", "hier"; "last": see sinceVisit
	OptionDraft    OptionKind = "draft"    // the id of a draft of this channel
)

// Option is one option of a command. Its text is in the catalogue under
// "option." + Name.
type Option struct {
	Name     string
	Aliases  []string // other spellings people type, French ones among them
	Kind     OptionKind
	Min, Max int
	Default  string
	Choices  func(locale string) []Choice // of an OptionChoice
}

// In is the option's name as it is typed in a language. French is among the other
// spellings: the one with accents, else the first.
func (o Option) In(locale string) string {
	if catalogue.Base(locale) != catalogue.French || len(o.Aliases) == 0 {
		return o.Name
	}
	for _, alias := range o.Aliases {
		if strings.IndexFunc(alias, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
			return alias
		}
	}
	return o.Aliases[0]
}

// Description is a few words about the option.
func (o Option) Description(locale string) string {
	return catalogue.Say(locale, "option."+o.Name, nil)
}
