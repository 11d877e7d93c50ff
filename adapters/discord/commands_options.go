package discord

import (
	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Types of options.
const (
	optionSub     = 1
	optionGroup   = 2
	optionString  = 3
	optionBoolean = 5
	optionUser    = 6
	optionInteger = 4
)

// Names of options that no option of the table names.
const (
	optionText  = "text"
	optionShare = "share"
)

// Bounds of what is typed into an option, in characters.
const (
	maxTyped = 6_000 // Discord's own
	maxWords = 300
	maxSince = 60
)

// commandOption is one option of a command, or a subcommand.
type commandOption struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Choices      []commandChoice   `json:"choices,omitempty"` // at most 25
	Completed    bool              `json:"autocomplete,omitempty"`
	Min          *float64          `json:"min_value,omitempty"`
	Max          *float64          `json:"max_value,omitempty"`
	MaxLength    int               `json:"max_length,omitempty"`
	Options      []commandOption   `json:"options,omitempty"`
}

// commandChoice is one answer of an option with few.
type commandChoice struct {
	Name  string            `json:"name"` // at most 100 characters
	Names map[string]string `json:"name_localizations,omitempty"`
	Value string            `json:"value"`
}

// optionsOf are the options of a command: first what it works on, which is never
// required, since a form asks for it.
func optionsOf(c copilot.Command) []commandOption {
	text := newOption(optionString, optionText, "discord.option.text", "discord.text."+c.Name)
	text.MaxLength = maxTyped
	all := []commandOption{text}
	for _, o := range c.Options {
		all = append(all, optionOf(o))
	}
	if c.Task == copilot.TaskSummarize {
		share := newOption(optionString, optionShare, "discord.option.share", "chat.form.share")
		for _, who := range []string{"me", "channel"} {
			names := inEach("chat.form.share." + who)
			share.Choices = append(share.Choices, commandChoice{names["en-US"], names, who})
		}
		all = append(all, share)
	}
	return all
}

// newOption is an option with its name and its description from the catalogue.
func newOption(kind int, name, nameKey, descriptionKey string) commandOption {
	descriptions := inEach(descriptionKey)
	return commandOption{Type: kind, Name: name, Names: inEach(nameKey), Description: descriptions["en-US"], Descriptions: descriptions}
}

// optionOf is an option of the table.
func optionOf(o copilot.Option) commandOption {
	descriptions := everywhere(func(lang string) string { return chat.Capital(o.Description(lang)) })
	made := commandOption{
		Type: optionString, Name: o.Name, Names: everywhere(o.In),
		Description: descriptions["en-US"], Descriptions: descriptions,
	}
	switch o.Kind {
	case copilot.OptionNumber:
		least, most := float64(o.Min), float64(o.Max)
		made.Type, made.Min, made.Max = optionInteger, &least, &most
	case copilot.OptionChoice:
		made.choose(o)
	case copilot.OptionDraft:
		made.Completed = true
	case copilot.OptionAudience:
		made.Completed, made.MaxLength = true, maxWords
	case copilot.OptionSince:
		made.MaxLength = maxSince
	default:
		made.MaxLength = maxWords
	}
	return made
}

// mostChoices are as many as can be taken in at a glance; more are completed as they
// are typed.
const mostChoices = 4

// choose offers the values of an option.
func (made *commandOption) choose(o copilot.Option) {
	choices := map[string][]copilot.Choice{}
	for locale, lang := range localeNames {
		choices[locale] = o.Choices(lang)
	}
	english := choices["en-US"]
	if len(english) > mostChoices {
		made.Completed = true
		return
	}
	for i, c := range english {
		names := map[string]string{}
		for locale := range localeNames {
			names[locale] = chat.Capital(choices[locale][i].Label)
		}
		made.Choices = append(made.Choices, commandChoice{names["en-US"], names, c.Value})
	}
}
