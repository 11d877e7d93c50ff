package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
	"text/template"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

// settingsPage is the data of docs/configuration.tmpl.
type settingsPage struct {
	Count       int
	StatusUsage int
	Groups      []settingsGroup
}

// settingsGroup is a heading of the help, with what stands in parentheses after it.
type settingsGroup struct {
	Title, Words string
	Flags        []settingsFlag
}

type settingsFlag struct{ Env, Name, Value, Default, Help string }

const configurationPage = "../../docs/configuration.md"

// TestConfigurationPage: the page is what the flags say.
func TestConfigurationPage(t *testing.T) {
	made := configured(t)
	if *update {
		if err := os.WriteFile(configurationPage, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(pageOf(t, configurationPage), string(made)); d != "" {
		t.Errorf("docs/configuration.md is not what the flags say; `make docs` writes it anew:\n%s", d)
	}
}

// TestConfigurationPagesNameEveryVariable: in English in a row of its
// own; in French by the heading it stands under.
func TestConfigurationPagesNameEveryVariable(t *testing.T) {
	page, french := pageOf(t, configurationPage), pageOf(t, "../../docs/configuration.fr.md")
	rows := 0
	for _, f := range settingsOf(t) {
		rows++
		if len(f.Envs) != 1 || f.Group == nil {
			t.Fatalf("--%s has the variables %v, and belongs to %v: every setting has one, and a heading", f.Name, f.Envs, f.Group)
		}
		if !strings.Contains(page, "\n| `"+f.Envs[0]+"` | `--"+f.Name) {
			t.Errorf("the page has no row for %s", f.Envs[0])
		}
	}
	if got := strings.Count(page, "\n| `"); got != rows {
		t.Errorf("the page has %d rows for %d settings", got, rows)
	}
	for _, g := range groups {
		title, _ := headed(g.Title)
		if link := "(configuration.md#" + anchored(title) + ")"; !strings.Contains(french, link) {
			t.Errorf("the page in French does not lead to %s", link)
		}
	}
}

// settingsOf are the flags of the bot itself, in the order of the help.
func settingsOf(t *testing.T) (all []*kong.Flag) {
	t.Helper()
	status := -1
	parser, err := newParser(t.Context(), &cli{}, stdio{}, &status)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range parser.Model.Flags {
		if f.Name != "help" && f.Name != "version" {
			all = append(all, f)
		}
	}
	return all
}

// configured makes the page.
func configured(t *testing.T) []byte {
	t.Helper()
	page := settingsPage{StatusUsage: statusUsage}
	for _, g := range groups {
		made := settingsGroup{}
		made.Title, made.Words = headed(g.Title)
		for _, f := range settingsOf(t) {
			if f.Group != nil && f.Group.Key == g.Key {
				made.Flags = append(made.Flags, setting(f))
			}
		}
		page.Count += len(made.Flags)
		page.Groups = append(page.Groups, made)
	}
	made, err := template.ParseFiles("../../docs/configuration.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := made.Execute(&b, page); err != nil {
		t.Fatal(err)
	}
	return append(bytes.TrimRight(b.Bytes(), "\n"), '\n')
}

// headed is a heading of the help as one of the page, and a sentence below it.
func headed(title string) (heading, sentence string) {
	heading, words, _ := strings.Cut(strings.TrimSuffix(title, ":"), " (")
	if words = strings.TrimSuffix(words, ")"); words == "" {
		return heading, ""
	}
	if words = linked(words); words[0] != '`' {
		words = strings.ToUpper(words[:1]) + words[1:]
	}
	return heading, words + "."
}

// anchored is how a link names a heading.
func anchored(heading string) string {
	return strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(heading, ",", "")), " ", "-")
}

// setting is a row: what it is by default has a cell of its own.
func setting(f *kong.Flag) settingsFlag {
	help, otherwise, _ := strings.Cut(strings.TrimSuffix(f.Help, "."), " Default: ")
	row := settingsFlag{Name: f.Name, Env: strings.Join(f.Envs, ", "), Help: linked(cell(strings.TrimSuffix(help, "."))) + "."}
	if !f.IsBool() {
		row.Value = cell(f.FormatPlaceHolder())
	}
	switch {
	case f.Default != "":
		row.Default = "`" + cell(f.Default) + "`"
	case otherwise != "":
		row.Default = linked(cell(otherwise))
	default:
		row.Default = "–"
	}
	return row
}

// cell is text in a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

var (
	namesPage = regexp.MustCompile(`docs/([a-z]+\.md)`)
	// typed is what stands as it is typed: addresses, variables, commands.
	typed = regexp.MustCompile(`(?:https?|rediss?|redis\+\w+):[^\s,;]*[\w/]|\b(?:BOT|OPENAI|REDIS|SLACK|DISCORD)_[A-Z_]+\b|\bbot [a-z]+ (?:slack|discord)\b|\bopenssl [\w -]*\w`)
)

// linked turns the pages that a text names into links, and sets apart what is typed.
func linked(s string) string {
	return namesPage.ReplaceAllString(typed.ReplaceAllString(s, "`$0`"), "[$1]($1)")
}
