package copilot

import (
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
)

// Table lists every command, in the order help shows them. A new command is an
// entry here, its templates, its sentences in the catalogue, and golden files.
func Table() []Command {
	return []Command{
		{Name: "draft", Task: TaskDraft, Text: Required, Options: []Option{
			{Name: "network", Aliases: networkAliases, Kind: OptionChoice, Choices: networks},
			{Name: "tone", Aliases: []string{"ton"}, Kind: OptionChoice, Choices: tones},
			{Name: "audience", Aliases: []string{"public"}, Kind: OptionAudience},
			{Name: "language", Aliases: []string{"langue", "lang"}, Kind: OptionChoice, Choices: languages},
			{Name: "variants", Aliases: []string{"variantes"}, Kind: OptionNumber, Min: 1, Max: 5, Default: "3"},
		}},
		{Name: "summarize", Task: TaskSummarize, Text: Optional, Reads: true, Options: []Option{
			{Name: "last", Aliases: []string{"dernier", "derniers"}, Kind: OptionNumber, Min: 1, Max: 10_000},
			{Name: "since", Aliases: []string{"depuis"}, Kind: OptionSince},
			{Name: "language", Aliases: []string{"langue", "lang"}, Kind: OptionChoice, Choices: languages},
			{Name: "words", Aliases: []string{"mots"}, Kind: OptionNumber, Min: 15, Max: 600},
		}},
		{Name: "hashtags", Task: TaskHashtags, Text: Optional, Reads: true, Options: []Option{
			{Name: "network", Aliases: networkAliases, Kind: OptionChoice, Choices: networks},
			{Name: "draft", Aliases: []string{"brouillon"}, Kind: OptionDraft},
			{Name: "language", Aliases: []string{"langue", "lang"}, Kind: OptionChoice, Choices: languages},
			{Name: "max", Kind: OptionNumber, Min: 1, Max: 30},
		}},
		{Name: "copilot", Text: Optional, Settings: true},
	}
}

var networkAliases = []string{"reseau", "réseau"}

// Lookup finds a command by its name.
func Lookup(name string) (Command, bool) {
	for _, c := range Table() {
		if c.Name == name {
			return c, true
		}
	}
	return Command{}, false
}

func networks(string) []Choice {
	all := network.All()
	choices := make([]Choice, len(all))
	for i, n := range all {
		choices[i] = Choice{n.ID, n.Name}
	}
	return choices
}

// Tones are the ways of speaking a person can ask for.
func Tones() []string {
	return []string{"neutral", "warm", "playful", "formal", "direct", "enthusiastic"}
}

func tones(locale string) []Choice { return said(locale, "tone.", Tones()) }

func languages(locale string) []Choice {
	return said(locale, "language.", []string{catalogue.English, catalogue.French})
}

func said(locale, prefix string, values []string) []Choice {
	choices := make([]Choice, len(values))
	for i, v := range values {
		choices[i] = Choice{v, catalogue.Say(locale, prefix+v, nil)}
	}
	return choices
}
