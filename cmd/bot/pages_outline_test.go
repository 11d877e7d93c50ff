package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPagesSayTheSameInBothLanguages: the same parts in the same order, with as many
// steps, points, rows and lines to type.
func TestPagesSayTheSameInBothLanguages(t *testing.T) {
	for name, pages := range map[string]map[string]string{
		"Slack": slackPages, "Discord": discordPages,
		"getting started": bothPages("getting-started"), "models": bothPages("models"), "questions": bothPages("faq"),
	} {
		d := cmp.Diff(outline(pageOf(t, pages["en"])), outline(pageOf(t, pages["fr"])))
		if d != "" {
			t.Errorf("%s: the pages part (-en +fr):\n%s", name, d)
		}
	}
}

// bothPages are those of a name, a language each.
func bothPages(name string) map[string]string {
	return map[string]string{"en": "../../docs/" + name + ".md", "fr": "../../docs/" + name + ".fr.md"}
}

// french is a line that only those have who want sentences in French.
const french = "export BOT_LOCALE=fr"

// part is one heading of a page with what is below it.
type part struct {
	Level                     int
	Rows, Points, Steps, Code int
}

// outline is a page without its words.
func outline(page string) []part {
	all, code := []part{{}}, false
	for line := range strings.Lines(page) {
		now := &all[len(all)-1]
		level := len(line) - len(strings.TrimLeft(line, "#"))
		switch {
		case strings.HasPrefix(line, "```"):
			code = !code
		case code:
			if line = strings.TrimSpace(line); line != "" && line != french {
				now.Code++
			}
		case level > 0:
			all = append(all, part{Level: level})
		case strings.HasPrefix(line, "|"):
			now.Rows++
		case strings.HasPrefix(line, "- "):
			now.Points++
		case numbered(line):
			now.Steps++
		}
	}
	return all
}

// numbered says whether a line is a step.
func numbered(line string) bool {
	number, _, found := strings.Cut(line, ". ")
	return found && number != "" && strings.Trim(number, "0123456789") == ""
}
