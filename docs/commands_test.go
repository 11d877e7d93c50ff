// Package docs holds pages for people, and the tests that keep them true.
package docs

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
)

var update = flag.Bool("update", false, "write the pages that are made from the code")

// pages are made from the table of commands and the catalogue, a language each.
var pages = []struct{ locale, template, file string }{
	{"en", "commands.en.tmpl", "commands.md"},
	{"fr", "commands.fr.tmpl", "commandes.md"},
}

func TestCommandPages(t *testing.T) {
	for _, p := range pages {
		made := page(t, p.locale, p.template)
		if *update {
			if err := os.WriteFile(p.file, made, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := os.ReadFile(p.file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(kept), string(made)); d != "" {
			t.Errorf("docs/%s is not what the code says; `make docs` writes it anew:\n%s", p.file, d)
		}
	}
}

func page(t *testing.T, locale, file string) []byte {
	t.Helper()
	words := template.FuncMap{
		"month": func(yearMonth string) (string, error) { return monthOf(locale, yearMonth) },
		"value": func(o copilot.Option) string { return value(o, locale) },
		"unit":  func(u network.Unit) string { return unit(u, locale) },
		"links": func(n network.Network) string { return links(n, locale) },
		"names": func(n network.Network) string { return names(n, locale) },
		"say":   func(key string) string { return catalogue.Say(locale, key, nil) },
	}
	made, err := template.New(file).Funcs(words).ParseFiles(file)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = made.Execute(&b, map[string]any{
		"Commands": copilot.Table(), "Networks": network.All(), "Locale": locale,
		"MaxText": copilot.MaxText, "Label": copilot.Label(locale),
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// value says what an option takes: its choices, or the kind of thing.
func value(o copilot.Option, locale string) string {
	switch {
	case o.Name == "network":
		return say(locale, "a network (below)", "un réseau (ci-dessous)")
	case o.Kind == copilot.OptionChoice:
		var all []string
		for _, c := range o.Choices(locale) {
			all = append(all, choice(c))
		}
		return strings.Join(all, ", ")
	case o.Kind == copilot.OptionNumber:
		return say(locale, "a whole number", "un nombre entier")
	case o.Kind == copilot.OptionSince:
		return say(locale, "a moment", "un moment")
	case o.Kind == copilot.OptionDraft:
		return say(locale, "the id of a draft", "l’identifiant d’un brouillon")
	default:
		return say(locale, "words, in quotes if several", "des mots, entre guillemets s’il y en a plusieurs")
	}
}

func choice(c copilot.Choice) string {
	if strings.EqualFold(c.Value, c.Label) {
		return "`" + c.Value + "`"
	}
	return "`" + c.Value + "` (" + c.Label + ")"
}

// unit says what a network counts.
func unit(u network.Unit, locale string) string {
	switch u {
	case network.Weighted:
		return say(locale, "characters, as X weighs them", "caractères, pesés comme X les pèse")
	case network.Bytes:
		return say(locale, "bytes", "octets")
	case network.EmojiBytes:
		return say(locale, "characters, an emoji by its bytes", "caractères, un émoji par ses octets")
	case network.UTF16:
		return say(locale, "UTF-16 characters", "caractères UTF-16")
	default:
		return say(locale, "characters", "caractères")
	}
}

// links says what a network does with an address in a text.
func links(n network.Network, locale string) string {
	said := say(locale, "not clickable", "pas cliquables")
	if n.Links {
		said = say(locale, "clickable", "cliquables")
	}
	if n.LinkUnits > 0 {
		said += fmt.Sprintf(say(locale, ", counts %d", ", comptés %d"), n.LinkUnits)
	}
	if n.MostLinks > 0 {
		said += fmt.Sprintf(say(locale, ", %d at most", ", %d au plus"), n.MostLinks)
	}
	return said
}

// names says what a network does with "@name" in a text.
func names(n network.Network, locale string) string {
	said := say(locale, "tell nobody", "n’avertissent personne")
	if n.Mentions {
		said = say(locale, "tell the person", "avertissent la personne")
	}
	if n.MostMentions > 0 {
		said += fmt.Sprintf(say(locale, ", %d at most", ", %d au plus"), n.MostMentions)
	}
	if n.ShortMentions {
		said += say(locale, ", counted without the server", ", comptées sans le serveur")
	}
	return said
}

func say(locale, english, french string) string {
	if locale == catalogue.French {
		return french
	}
	return english
}

// TestExamplesAreUnderstood: what a page tells people to type works as they type it.
func TestExamplesAreUnderstood(t *testing.T) {
	quoted := regexp.MustCompile("(?m)^- `([^`]+)`$")
	for _, p := range pages {
		text, err := os.ReadFile(p.file)
		if err != nil {
			t.Fatal(err)
		}
		commands, followUps := 0, 0
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); !strings.HasPrefix(line, "/") {
				continue
			}
			commands++
			if _, err := copilot.Parse(line); err != nil {
				t.Errorf("%s: %s: %v", p.file, line, err)
			}
		}
		for _, m := range quoted.FindAllStringSubmatch(string(text), -1) {
			followUps++
			if !copilot.OnlyChanges(m[1]) {
				t.Errorf("%s: %q is not taken as a follow-up", p.file, m[1])
			}
		}
		if commands < 5 || followUps < 3 {
			t.Errorf("%s has %d commands and %d follow-ups as examples", p.file, commands, followUps)
		}
	}
}

// monthOf writes a month such as 2026-11 as the text of a page does: "November 2026",
// "novembre 2026".
func monthOf(locale, yearMonth string) (string, error) {
	at, err := time.Parse("2006-01", yearMonth)
	_, month, _ := strings.Cut(catalogue.Day(locale, at), " ")
	return month, err
}
