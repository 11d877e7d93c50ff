package text_test

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// TestEvalKeyphrases measures the first 5 and 10 keyphrases against what people
// marked: F1 over stemmed phrases, mean of the texts.
func TestEvalKeyphrases(t *testing.T) {
	type row struct {
		Text       string
		Keys, Tags []string
	}
	for _, set := range []struct {
		file, lang string
		least      float64 // F1@10
		beside     string
	}{
		{"keyphrase/semeval2017.jsonl", "en", 0.29, "TextRank .279, RAKE .268, frequency and position .233, YAKE .172"},
		{"keyphrase/wikinews_fr_dev.jsonl", "fr", 0.40, "frequency and position .355, YAKE .299, RAKE .072, TextRank .042"},
		{"keyphrase/stackexchange_tags_test1500.jsonl", "en", 0, ""},
	} {
		rows := sharedtest.Rows[row](t, set.file)
		f5, f10 := 0.0, 0.0
		for _, r := range rows {
			var found []string
			for _, p := range text.Keyphrases(r.Text, set.lang, 10) {
				found = append(found, p.Text)
			}
			marked, key := append(r.Keys, r.Tags...), func(phrase string) string { return stems(phrase, set.lang) }
			f5 += sharedtest.F1(found[:min(5, len(found))], marked, key)
			f10 += sharedtest.F1(found, marked, key)
		}
		f5, f10 = f5/float64(len(rows)), f10/float64(len(rows))
		of := fmt.Sprintf("%s, %d texts", path.Base(set.file), len(rows))
		sharedtest.Note(t,
			sharedtest.Figure{Task: "key phrases", Set: of, Measure: "F1@5", Value: f5},
			sharedtest.Figure{Task: "key phrases", Set: of, Measure: "F1@10", Value: f10, Least: set.least, Beside: set.beside})
	}
}

// stems returns the stems of the words of phrase.
func stems(phrase, lang string) string {
	var out []string
	for _, w := range text.Words(phrase) {
		out = append(out, text.Stem(lang, w.Text))
	}
	return strings.Join(out, " ")
}
