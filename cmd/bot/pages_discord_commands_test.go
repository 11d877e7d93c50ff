package main

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord"
)

// discordEntry is a command or an option, as it is registered.
type discordEntry struct {
	Type    int
	Name    string
	Names   map[string]string `json:"name_localizations"`
	Options []discordEntry
}

// in is its name as people see it.
func (e discordEntry) in(locale string) string {
	if name := e.Names[locale]; name != "" {
		return name
	}
	return e.Name
}

func discordCommands(t *testing.T) []discordEntry {
	t.Helper()
	raw, err := discord.Commands()
	if err != nil {
		t.Fatal(err)
	}
	var all []discordEntry
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestDiscordPagesNameEveryCommand: with the options it has, in their order, and by
// the names that readers of the page see in Discord.
func TestDiscordPagesNameEveryCommand(t *testing.T) {
	const ofMessage = 3
	for locale, file := range discordPages {
		page := words(pageOf(t, file))
		for _, c := range discordCommands(t) {
			row := "**" + c.in(locale) + "**"
			if c.Type != ofMessage {
				var options []string
				for _, o := range c.Options {
					options = append(options, "`"+o.in(locale)+"`")
				}
				row = "| `/" + c.in(locale) + "` | " + strings.Join(options, ", ") + " |"
			}
			if !strings.Contains(page, row) {
				t.Errorf("%s does not name %s", file, row)
			}
		}
	}
}

// TestDiscordPagesCommandsAreThere: what they tell people to type is a command that
// is registered, with options it has.
func TestDiscordPagesCommandsAreThere(t *testing.T) {
	named := regexp.MustCompile(` (\pL+):\S`)
	for locale, file := range discordPages {
		there, found := map[string]bool{}, 0
		for _, c := range discordCommands(t) {
			for _, o := range c.Options {
				there["/"+c.in(locale)+" "+o.in(locale)] = true
			}
		}
		for line := range strings.Lines(pageOf(t, file)) {
			command, _, _ := strings.Cut(line, " ")
			if !strings.HasPrefix(line, "/") {
				continue
			}
			found++
			for _, o := range named.FindAllStringSubmatch(line, -1) {
				if !there[command+" "+o[1]] {
					t.Errorf("%s: %s has no option %s", file, command, o[1])
				}
			}
		}
		if found < 5 {
			t.Errorf("%s has %d commands", file, found)
		}
	}
}
