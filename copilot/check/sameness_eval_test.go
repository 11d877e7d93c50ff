package check

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// pair is two texts, and whether they say the same.
type pair struct {
	a, b string
	same bool
}

// TestEvalSameness lays texts beside one another: the same said in other words, and
// something else said. Where models wrote, or people of one debate, only whole texts that
// are alike are alarms: that they open alike, or quote alike, is a finding.
func TestEvalSameness(t *testing.T) {
	for _, set := range []struct {
		name   string
		pairs  []pair
		least  float64 // recall
		most   float64 // false alarms; 0: not measured there
		whole  bool    // only whole texts that are alike count
		beside string
	}{
		{"ragtruth qa, answers of models to one question", answers(t), 95, 1.5, true, ""},
		{"fredsum_dev40, abstracts of one debate, beside those of its other parts", abstracts(t), 95, 4, true, ""},
		{"summedits, texts of which a word was exchanged", edits(t), 100, 0, false, ""},
		{"dialogsum_dev, summaries of different dialogues", dialogues(t), 0, 1, false, "4-letter pieces alone: 85.6 % of reworded pairs at 1 %"},
	} {
		c := tally{}
		for _, p := range set.pairs {
			found := Same(p.a, []Source{{ID: "b", Text: p.b}})
			c.add(p.same, len(found) > 0 && (p.same || !set.whole || found[0].Code == "same_text"))
		}
		if c.faulty > 0 {
			sharedtest.Note(t, sharedtest.Figure{Task: "sameness", Set: set.name, Measure: "recall, %", Value: c.recall(), Least: set.least})
		}
		if c.sound > 0 {
			sharedtest.Note(t, sharedtest.Figure{Task: "sameness", Set: set.name, Measure: "false alarms, %", Value: c.alarmed(), Most: set.most, Beside: set.beside})
		}
	}
}

// among pairs the texts of each group with one another, and one of each with one of
// the groups after it.
func among(groups [][]string) []pair {
	var all []pair
	for g, texts := range groups {
		for i, a := range texts {
			for _, b := range texts[:i] {
				if a != b {
					all = append(all, pair{a, b, true})
				}
			}
		}
		for step := 1; step <= 8 && g+step < len(groups); step++ {
			other := groups[g+step]
			all = append(all, pair{texts[step%len(texts)], other[g%len(other)], false})
		}
	}
	return all
}

func answers(t *testing.T) []pair {
	var groups [][]string
	for _, r := range sharedtest.Rows[struct {
		Responses []struct{ Response string }
	}](t, "faithfulness", "ragtruth", "qa.jsonl") {
		var texts []string
		for _, a := range r.Responses {
			texts = append(texts, a.Response)
		}
		groups = append(groups, texts)
	}
	return among(groups)
}

func abstracts(t *testing.T) []pair {
	var groups [][]string
	for _, r := range sharedtest.Rows[struct {
		One   string `json:"abstractive_1"`
		Two   string `json:"abstractive_2"`
		Three string `json:"abstractive_3"`
	}](t, "summarization", "fredsum_dev40.jsonl") {
		groups = append(groups, []string{r.One, r.Two, r.Three})
	}
	return among(groups)
}

func dialogues(t *testing.T) []pair {
	var groups [][]string
	for _, r := range sharedtest.Rows[struct{ Summary string }](t, "summarization", "dialogsum_dev.jsonl") {
		groups = append(groups, []string{r.Summary})
	}
	return among(groups)
}

// edits are texts of which a word or two were exchanged.
func edits(t *testing.T) []pair {
	var all []pair
	for _, domain := range []string{"news", "podcast", "scitldr", "ectsum", "samsum"} {
		raw, err := os.ReadFile(sharedtest.Set(t, "faithfulness", "summedits", domain+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var set struct {
			Samples []struct {
				Summary, Original_summary string
			}
		}
		if err := json.Unmarshal(raw, &set); err != nil {
			t.Fatal(err)
		}
		for _, s := range set.Samples {
			if s.Original_summary != "" && s.Original_summary != s.Summary {
				all = append(all, pair{s.Summary, s.Original_summary, true})
			}
		}
	}
	return all
}
