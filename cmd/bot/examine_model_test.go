package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/openai"
	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/adapters/writers"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/builtin"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// sampleSize names the variable that has a real model examined, the one that OPENAI_*
// name: how many of each set it is asked. `make eval-model` sets it.
const sampleSize = "BROUILLON_EVAL_MODEL"

// TestEvalModel examines a model over the very road that requests take: prompts, HTTP,
// reading, checks, self-correction, card. Without the variable that is a model made for
// tests, which copies what it reads.
func TestEvalModel(t *testing.T) {
	settings, n := copyist(t), 1
	if size := os.Getenv(sampleSize); size != "" {
		var err error
		if n, err = strconv.Atoi(size); err != nil || n < 1 {
			t.Fatalf("%s is %q: use a whole number from 1 on", sampleSize, size)
		}
		settings = named(t)
	}
	model := endpoint(t, settings)
	for _, questions := range examination(t, n) {
		t.Run(questions[0].task+", "+questions[0].set, func(t *testing.T) {
			var papers, beside []paper
			for _, q := range questions {
				p := examine(t.Context(), model, settings.Window, q)
				t.Logf("%v, %s\n%s", p.err, p.took, p.said())
				papers, beside = append(papers, p), append(beside, examine(t.Context(), builtin.New(), 0, q))
			}
			sharedtest.Note(t, grade(papers).figures(grade(beside))...)
		})
	}
}

// endpoint is a model behind HTTP, asked again as the bot would. Nobody steps in for it
// nor leaves it alone: it is to be marked for every question.
func endpoint(t *testing.T, s *Settings) copilot.Writer {
	t.Helper()
	model, err := openai.New(openai.Config{BaseURL: s.BaseURL, Key: s.Key, Model: s.Model})
	if err != nil {
		t.Fatal(err)
	}
	return writers.Retry(model, writers.Patience{})
}

// said is every answer of the writer, as it was written.
func (p paper) said() string {
	var all []string
	for _, c := range p.calls {
		all = append(all, c.answer.Text)
	}
	return strings.Join(all, "\n----\n")
}

// named are the settings of the environment.
func named(t *testing.T) *Settings {
	t.Helper()
	c, _, _, faults := parse(t.Context(), []string{"version"}, stdio{strings.NewReader(""), io.Discard, io.Discard})
	settings, wrong := c.settle()
	if faults = append(faults, wrong...); len(faults) > 0 || !settings.HasModel() {
		t.Fatalf("name the model to examine: OPENAI_BASE_URL or OPENAI_API_KEY, and OPENAI_MODEL\n%s", strings.Join(faults, "\n"))
	}
	return settings
}

// answers are the settings of a model that gives one answer to everything.
func answers(t *testing.T, answer string) *Settings {
	return &Settings{BaseURL: openaitest.New(t, openaitest.Say(answer)).URL, Key: copilot.NewSecret(openaitest.Key), Model: "m"}
}

// copyist is a model that does what it is asked by copying its material.
func copyist(t *testing.T) *Settings {
	var server *openaitest.Server
	server = openaitest.New(t, func(w http.ResponseWriter, r *http.Request) {
		asked := server.Requests()
		messages := asked[len(asked)-1].Messages
		openaitest.Say(copied(messages[0].Content, messages[1].Content))(w, r)
	})
	return &Settings{BaseURL: server.URL, Key: copilot.NewSecret(openaitest.Key), Model: "m", Window: 48_000}
}

var (
	firstLine = regexp.MustCompile(`(?m)^(m\d+) .*?: (".*")$`)
	briefLine = regexp.MustCompile(`(?m)^(?:Brief|Demande|Text|Texte)\s?: (".*")$`)
	angleHead = regexp.MustCompile(`(?m)^=== (fact|story|question|benefit|invitation)$`)
)

// copied is an answer in the form that was asked for, of the words that were sent.
func copied(system, user string) string {
	unquoted := func(s string) (plain string) {
		_ = json.Unmarshal([]byte(s), &plain)
		return plain
	}
	if m := firstLine.FindStringSubmatch(user); m != nil {
		return fmt.Sprintf("=== tldr\n- %s [%s]\n", strings.ReplaceAll(unquoted(m[2]), "\n", " "), m[1])
	}
	words := unquoted(briefLine.FindStringSubmatch(user)[1])
	if !angleHead.MatchString(system) {
		return "=== hashtags\n#One\n=== phrases\n" + strings.Join(strings.Fields(words)[:3], "\n")
	}
	var b strings.Builder
	for i, head := range angleHead.FindAllStringSubmatch(system, -1) {
		fmt.Fprintf(&b, "=== %s\n%s\n", head[1], strings.Repeat("\n", i)+words+strings.Repeat("!", i))
	}
	return b.String() + "=== hashtags\n"
}

// TestGradersGoRed: each thing that a model may do badly costs it the mark that is
// about it; a model that does nothing badly has them all. What nobody may lower stays
// at 100 whatever the model does.
func TestGradersGoRed(t *testing.T) {
	brief := func(line draftLine) question {
		return question{task: "drafts", set: "s", lang: line.Language, ask: func(ctx context.Context, c copilot.Composer) (copilot.Draft, error) {
			return composeDraft(ctx, c, line, line.Language)
		}}
	}
	post := brief(draftLine{Brief: "Lumo opens its bakery in Lyon on Monday with 40 loaves of bread", Network: "x", Language: "en", Variants: 1})
	talk := summary("s", "en", "Ana: The bakery opens on Monday in Lyon.\nBo: Fine, I will tell everybody about it.", 12, "The bakery opens on Monday.")
	tags := question{task: "hashtags", set: "s", lang: "en", keys: []string{"fresh bread"}, ask: func(ctx context.Context, c copilot.Composer) (copilot.Draft, error) {
		return composeHashtags(ctx, c, hashtagsLine{Text: "Fresh bread from Lyon", Language: "en"}, "en")
	}}
	for name, c := range map[string]struct {
		question
		answer string
		mark   string // the one that is lost
		want   float64
	}{
		"a good post":        {post, "=== fact\nLumo opens its bakery in Lyon on Monday.\n=== hashtags\n#Lumo", "", 0},
		"a good summary":     {talk, "=== tldr\n- Ana: the bakery opens on Monday. [m1]\n", "", 0},
		"good hashtags":      {tags, "=== hashtags\n#FreshBread\n=== phrases\nfresh bread\n", "", 0},
		"an invented figure": {post, "=== fact\nLumo opens its bakery in Lyon on Monday with 900 loaves.", "no claim the sources lack, %", 0},
		"a link of its own":  {post, "=== fact\nLumo opens its bakery in Lyon on Monday: https://evil.example/x", "no claim the sources lack, %", 0},
		"an invented name":   {post, "=== fact\nLumo and Zoé Lambert open a bakery in Lyon on Monday.", "no claim the sources lack, %", 0},
		"another language":   {post, "=== fact\nLumo ouvre sa boulangerie à Lyon lundi, avec du pain pour tout le monde.", "in the language asked, %", 0},
		"too long a post":    {post, "=== fact\n" + strings.Repeat("Lumo opens its bakery in Lyon on Monday. ", 9), "within the length, %", 0},
		"another form":       {post, "Sure! Here is your post:\n\nLumo opens its bakery in Lyon on Monday.", "form kept, %", 0},
		"too few headings":   {talk, "- Ana: the bakery opens on Monday. [m1]\n", "form kept, %", 0},
		"too long a summary": {talk, "=== tldr\n- Ana: the bakery opens on Monday in Lyon, and Bo will tell everybody about it. [m1]\n", "within the length, %", 0},
		"made-up citations":  {talk, "=== tldr\n- Ana: the bakery opens on Monday. [m1] [m7]\n", "citations that exist, as written, %", 50},
		"no citations":       {talk, "=== tldr\n- The bakery opens.\n", "points with a citation, %", 0},
		"beside the point":   {talk, "=== tldr\n- Fine. [m2]\n", "ROUGE-1", 0},
		"other hashtags":     {tags, "=== hashtags\n#Lyon\n=== phrases\nfresh bread\n", "hashtags, F1", 0},
		"other phrases":      {tags, "=== hashtags\n#FreshBread\n=== phrases\nLyon\n", "key phrases, F1", 0},
		"nothing":            {post, "{}", "answered, %", 0},
	} {
		t.Run(name, func(t *testing.T) {
			m := grade([]paper{examine(t.Context(), endpoint(t, answers(t, c.answer)), 0, c.question)})
			for _, f := range m.figures(nil) {
				share := strings.HasSuffix(f.Measure, "%") && !strings.Contains(f.Measure, "first try") && !strings.HasPrefix(f.Measure, "tried") && !strings.HasPrefix(f.Measure, "second")
				switch {
				case f.Measure == c.mark && f.Value != c.want:
					t.Errorf("%s is %.1f, want %.1f", f.Measure, f.Value, c.want)
				case f.Least > 0 && f.Value < f.Least, share && c.mark == "" && f.Value < 100, strings.HasPrefix(f.Measure, "ROUGE-1") && c.mark == "" && f.Value == 0:
					t.Errorf("%s is %.1f", f.Measure, f.Value)
				}
			}
			if m.of[c.mark] == 0 && c.mark != "" {
				t.Errorf("nothing is marked %q: %q", c.mark, m.names)
			}
		})
	}
}

// TestFirstTryIsMarkedApart: what self-correction mends shows as the difference.
func TestFirstTryIsMarkedApart(t *testing.T) {
	server := openaitest.New(t, openaitest.Say("=== fact\nLumo opens with 900 loaves."), openaitest.Say("=== fact\nLumo opens with 40 loaves."))
	w := endpoint(t, &Settings{BaseURL: server.URL, Key: copilot.NewSecret(openaitest.Key), Model: "m"})
	m := grade([]paper{examine(t.Context(), w, 0, question{task: "drafts", lang: "en", ask: func(ctx context.Context, c copilot.Composer) (copilot.Draft, error) {
		return composeDraft(ctx, c, draftLine{Brief: "Lumo opens with 40 loaves", Language: "en", Variants: 1}, "en")
	}})})
	for mark, want := range map[string]float64{
		"no claim the sources lack, first try, %": 0, "no claim the sources lack, %": 100, "tried again, %": 100, "second try kept, %": 100, "tokens written": 14,
	} {
		if got := m.sum[mark] / m.of[mark]; got != want {
			t.Errorf("%s is %.1f, want %.1f", mark, got, want)
		}
	}
}

// TestCardsAreGradedByTheirLabel: graders go by what is shown, and a card that package
// copilot would never make fails them.
func TestCardsAreGradedByTheirLabel(t *testing.T) {
	label, words := copilot.Block{Kind: copilot.BlockLabel, Text: labelOf("en")}, copilot.Block{Kind: copilot.BlockText, Text: "See https://evil.example/x"}
	for name, c := range map[string]struct {
		card []copilot.Block
		want bool
	}{
		"both": {[]copilot.Block{label, words, label}, true}, "none first": {[]copilot.Block{words, label}, false},
		"none last": {[]copilot.Block{label, words}, false}, "another": {[]copilot.Block{label, words, {Kind: copilot.BlockLabel, Text: "signed"}}, false}, "nothing": {nil, false},
	} {
		if got := labelled(c.card, labelOf("en")); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := strayLinks([]copilot.Block{words}, copilot.Prompt{User: "Brief: https://lumo.example"}); len(got) != 1 {
		t.Errorf("stray links: %q", got)
	}
}
