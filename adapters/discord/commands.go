package discord

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Types of commands.
const (
	commandChat    = 1 // typed, with a slash
	commandMessage = 3 // in the menu of a message
)

// applicationCommand is a command as it is registered with Discord, and as Discord
// gives it back.
type applicationCommand struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"` // at most 32 characters, lower case when it is typed
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description,omitempty"` // at most 100; none in the menu of a message
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Options      []commandOption   `json:"options,omitempty"`
	// Permissions are what a member needs to see it, "" for none. An administrator may
	// change that: it is a default, and no protection.
	Permissions  string `json:"default_member_permissions,omitempty"`
	Contexts     []int  `json:"contexts,omitempty"`
	Integrations []int  `json:"integration_types,omitempty"`
}

// Commands work in servers, for apps that are installed in one: not in direct
// conversations, and not wherever a person goes.
const (
	contextServer = 0
	installServer = 0
)

// messageCommands are those in the menu of a message, by the key of their name and
// the command of the table that they are.
var messageCommands = []struct{ key, command string }{
	{"discord.message.summarize", "summarize"},
	{"discord.message.draft", "draft"},
	{"discord.message.hashtags", "hashtags"},
}

// ofMessage is the name of the table's command that a command in the menu of a
// message is; false for one that is none of ours.
func ofMessage(name string) (string, bool) {
	for _, c := range messageCommands {
		if catalogue.Say(catalogue.English, c.key, nil) == name {
			return c.command, true
		}
	}
	return "", false
}

// registration is every command of ours: those of the table, and those in the menu
// of a message.
func registration() []applicationCommand {
	var all []applicationCommand
	for _, c := range copilot.Table() {
		all = append(all, chatCommand(c))
	}
	for _, c := range messageCommands {
		names := inEach(c.key)
		all = append(all, applicationCommand{Type: commandMessage, Name: names["en-US"], Names: names}.placed())
	}
	return all
}

// chatCommand is a command of the table.
func chatCommand(c copilot.Command) applicationCommand {
	made := applicationCommand{
		Type: commandChat, Name: c.Name, Names: everywhere(func(string) string { return c.Name }),
		Description: c.Description(catalogue.English), Descriptions: everywhere(c.Description),
	}
	if c.Settings {
		made.Options = settingsOptions()
	} else {
		made.Options = optionsOf(c)
	}
	return made.placed()
}

// placed says where the command works.
func (c applicationCommand) placed() applicationCommand {
	c.Contexts, c.Integrations = []int{contextServer}, []int{installServer}
	return c
}

// localeNames are Discord's names of the languages of the catalogue. Both kinds of
// English are named: what is not falls back on French where a server is French.
var localeNames = map[string]string{"en-US": catalogue.English, "en-GB": catalogue.English, "fr": catalogue.French}

// everywhere is what is said in each language, by Discord's name of it.
func everywhere(say func(locale string) string) map[string]string {
	all := make(map[string]string, len(localeNames))
	for locale, lang := range localeNames {
		all[locale] = say(lang)
	}
	return all
}

// inEach is a sentence of the catalogue in each language.
func inEach(key string) map[string]string {
	return everywhere(func(lang string) string { return catalogue.Say(lang, key, nil) })
}

// same says whether what Discord has registered is what we would register, whatever
// it fills in by itself and in which order it gives commands back. Writing them anew
// costs of 200 creations a day.
func same(registered, ours []applicationCommand) bool {
	if len(ours) > 0 && ours[0].Contexts == nil { // of one server: where they work is not ours to say
		registered = slices.Clone(registered)
		for i := range registered {
			registered[i].Contexts, registered[i].Integrations = nil, nil
		}
	}
	return reflect.DeepEqual(ordered(registered), ordered(ours))
}

// ordered are commands in one order and one form: nil is empty, and what Discord
// takes for granted is said.
func ordered(all []applicationCommand) []applicationCommand {
	all = slices.Clone(all)
	for i := range all {
		if all[i].Type == 0 {
			all[i].Type = commandChat
		}
		for _, set := range []*[]int{&all[i].Contexts, &all[i].Integrations} {
			*set = slices.Sorted(slices.Values(*set))
		}
	}
	slices.SortFunc(all, func(a, b applicationCommand) int {
		if a.Type != b.Type {
			return a.Type - b.Type
		}
		return strings.Compare(a.Name, b.Name)
	})
	raw, err := json.Marshal(all)
	if err != nil { // they are made of strings and numbers
		return nil
	}
	var plain []applicationCommand
	_ = json.Unmarshal(raw, &plain)
	return plain
}
