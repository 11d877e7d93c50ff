package builtin

import (
	"cmp"
	"os"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/network"
)

// angles are all there are, in the core's order.
var allAngles = []string{"fact", "story", "question", "benefit", "invitation"}

// briefs reads the realistic briefs of a language as prompts for first drafts.
func briefs(t testing.TB, lang string) []copilot.Prompt {
	t.Helper()
	b, err := os.ReadFile("testdata/briefs." + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var prompts []copilot.Prompt
	for block := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n\n") {
		prompts = append(prompts, promptOf(t, lang, block))
	}
	return prompts
}

func promptOf(t testing.TB, lang, block string) copilot.Prompt {
	t.Helper()
	p := copilot.Prompt{Task: copilot.TaskDraft, Language: lang, Angles: allAngles[:3]}
	var lines []string
	for line := range strings.SplitSeq(block, "\n") {
		settings, isSettings := strings.CutPrefix(line, "@ ")
		switch {
		case isSettings:
			words := strings.Fields(settings)
			n, ok := network.Find(words[0])
			if !ok {
				t.Fatalf("no network %q", words[0])
			}
			p.Network, p.Tone, p.Audience, p.MaxTags = n, words[1], strings.Join(words[2:], " "), n.Hashtags.Max
		case strings.HasPrefix(line, "# "):
		default:
			lines = append(lines, line)
		}
	}
	p.Brief = strings.Join(lines, "\n")
	return p
}

// answered writes the answer, or fails the test.
func answered(t testing.TB, p copilot.Prompt) copilot.Answer {
	t.Helper()
	answer, err := New().Compose(t.Context(), p, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, p.Brief)
	}
	return answer
}

// section is a part of an answer.
type part struct{ name, body string }

// parts reads the sections of an answer in order.
func parts(answer string) []part {
	var all []part
	for piece := range strings.SplitSeq("\n"+answer, "\n=== ") {
		name, body, _ := strings.Cut(piece, "\n")
		if name != "" {
			all = append(all, part{name, strings.TrimSpace(body)})
		}
	}
	return all
}

// sectionOf is the body of one section.
func sectionOf(answer, name string) string {
	for _, s := range parts(answer) {
		if s.name == name {
			return s.body
		}
	}
	return ""
}

// published is a variant as a person copies it.
func published(words, tags string) string {
	return strings.TrimSpace(words + "\n\n" + cmp.Or(tags, ""))
}
