package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// sample takes n of rows, evenly over all of them.
func sample[T any](rows []T, n int) []T {
	n = min(n, len(rows))
	some := make([]T, n)
	for i := range some {
		some[i] = rows[i*len(rows)/n]
	}
	return some
}

// examination is every question, n at most of each set.
func examination(t *testing.T, n int) [][]question {
	t.Helper()
	return [][]question{
		briefsIn(t, "en", n), briefsIn(t, "fr", n), chats(t, n), debates(t, n),
		texts(t, "keyphrase/semeval2017.jsonl", "en", n), texts(t, "keyphrase/wikinews_fr_dev.jsonl", "fr", n),
	}
}

// briefsIn asks for posts from the project's own briefs: blocks of which the line
// "@ x neutral makers" names network, tone and audience.
func briefsIn(t *testing.T, lang string, n int) []question {
	t.Helper()
	b, err := os.ReadFile("../../copilot/builtin/testdata/briefs." + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []question
	for _, block := range sample(strings.Split(strings.TrimSpace(string(b)), "\n\n"), n) {
		line := draftLine{Language: lang, Variants: 3}
		var brief []string
		for _, words := range strings.Split(block, "\n") {
			if settings, ok := strings.CutPrefix(words, "@ "); ok {
				parts := append(strings.SplitN(settings, " ", 3), "", "")
				line.Network, line.Tone, line.Audience = parts[0], parts[1], parts[2]
			} else if !strings.HasPrefix(words, "#") {
				brief = append(brief, words)
			}
		}
		line.Brief = strings.Join(brief, "\n")
		all = append(all, question{task: "drafts", set: "own briefs, " + lang, lang: lang, ask: func(ctx context.Context, c copilot.Composer) (copilot.Draft, error) {
			return composeDraft(ctx, c, line, lang)
		}})
	}
	return all
}

// summary asks for one of a transcript.
func summary(set, lang, transcribed string, words int, references ...string) question {
	line := summarizeLine{Lines: transcript(strings.ReplaceAll(transcribed, "#", "")), Language: lang, MaxWords: words}
	return question{task: "summaries", set: set, lang: lang, words: words, references: references, ask: func(ctx context.Context, c copilot.Composer) (copilot.Draft, error) {
		return composeSummary(ctx, c, line, lang)
	}}
}

func chats(t *testing.T, n int) []question {
	t.Helper()
	var all []question
	for _, row := range sample(sharedtest.Rows[struct{ Dialogue, Summary string }](t, "summarization/dialogsum_dev.jsonl"), n) {
		all = append(all, summary("dialogsum_dev, en", "en", row.Dialogue, 45, row.Summary))
	}
	return all
}

func debates(t *testing.T, n int) []question {
	t.Helper()
	var all []question
	for _, row := range sample(sharedtest.Rows[struct {
		Transcript string
		One        string `json:"abstractive_1"`
		Two        string `json:"abstractive_2"`
		Three      string `json:"abstractive_3"`
	}](t, "summarization/fredsum_dev40.jsonl"), n) {
		all = append(all, summary("fredsum_dev40, fr", "fr", row.Transcript, 300, row.One, row.Two, row.Three))
	}
	return all
}

// texts asks for hashtags.
func texts(t *testing.T, set, lang string, n int) []question {
	t.Helper()
	var all []question
	name := strings.TrimSuffix(set[strings.IndexByte(set, '/')+1:], ".jsonl") + ", " + lang
	for _, row := range sample(sharedtest.Rows[struct {
		Text string
		Keys []string
	}](t, set), n) {
		line := hashtagsLine{Text: row.Text, Language: lang, Max: 10}
		all = append(all, question{task: "hashtags", set: name, lang: lang, keys: row.Keys, ask: func(ctx context.Context, c copilot.Composer) (copilot.Draft, error) {
			return composeHashtags(ctx, c, line, lang)
		}})
	}
	return all
}
