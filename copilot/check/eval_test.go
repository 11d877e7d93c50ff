package check

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// tally counts how often a check reported faulty and sound texts.
type tally struct{ faulty, caught, sound, alarms int }

func (c *tally) add(faulty, reported bool) {
	count := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	if faulty {
		c.faulty++
		c.caught += count(reported)
		return
	}
	c.sound++
	c.alarms += count(reported)
}

func share(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }

func (c tally) recall() float64   { return share(c.caught, c.faulty) }
func (c tally) alarmed() float64  { return share(c.alarms, c.sound) }
func (c tally) balanced() float64 { return (c.recall() + 100 - c.alarmed()) / 2 }

func (c tally) f1() float64 {
	return 200 * float64(c.caught) / float64(max(1, c.caught+c.alarms+c.faulty))
}

func TestEvalSubtleEdits(t *testing.T) {
	sum, alarms, domains := 0.0, 0.0, []string{"news", "podcast", "scitldr", "ectsum", "samsum"}
	figure := func(set, measure string, value float64) sharedtest.Figure {
		return sharedtest.Figure{Task: "claims, edited", Set: "summedits " + set, Measure: measure, Value: value}
	}
	for _, domain := range domains {
		c := subtle(t, sharedtest.Set(t, "faithfulness", "summedits", domain+".json"))
		sharedtest.Note(t, figure(domain, "balanced accuracy, %", c.balanced()), figure(domain, "false alarms, %", c.alarmed()))
		sum += c.balanced() / float64(len(domains))
		alarms += c.alarmed() / float64(len(domains))
	}
	accuracy, mistaken := figure("mean", "balanced accuracy, %", sum), figure("mean", "false alarms, %", alarms)
	accuracy.Least, mistaken.Most = 66.7, 5
	accuracy.Beside = "mean of 8 domains: normalised matching 60.6, SummaC-Conv 57.1, QAFactEval 67.4, ChatGPT 72.5, GPT-4 83.2, people 90.6"
	sharedtest.Note(t, accuracy, mistaken)
}

func subtle(t *testing.T, path string) (c tally) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var set struct {
		Docs    []string
		Samples []struct {
			Summary string
			Label   int
			Doc     int `json:"doc_idx"`
		}
	}
	if err := json.Unmarshal(raw, &set); err != nil {
		t.Fatal(err)
	}
	indexed := make([]*Indexed, len(set.Docs))
	for i, s := range set.Docs {
		indexed[i] = Index([]Source{{ID: "doc", Text: s}})
	}
	for _, s := range set.Samples {
		found := indexed[s.Doc].Claims(s.Summary)
		c.add(s.Label == 0, len(found) > 0)
	}
	return c
}

func TestEvalUnsupportedAnswers(t *testing.T) {
	c := tally{}
	for _, row := range sharedtest.Rows[struct {
		Source    struct{ Question, Passages string }
		Responses []struct {
			Response string
			Labels   []json.RawMessage
		}
	}](t, "faithfulness", "ragtruth", "qa.jsonl") {
		x := Index([]Source{{ID: "passages", Text: row.Source.Question + "\n" + row.Source.Passages}})
		for _, r := range row.Responses {
			c.add(len(r.Labels) > 0, len(x.Claims(r.Response)) > 0)
		}
	}
	sharedtest.Note(t,
		sharedtest.Figure{Task: "claims, unsupported", Set: "ragtruth qa, answers", Measure: "F1, %", Value: c.f1(), Least: 66.3, Beside: "all flagged 44.9, normalised matching 52.1, with sentence novelty 63.5"},
		sharedtest.Figure{Task: "claims, unsupported", Set: "ragtruth qa, answers", Measure: "false alarms, %", Value: c.alarmed(), Most: 16, Beside: "normalised matching 13.5, with sentence novelty 28.3"})
}

// TestEvalUnsupportedRecords measures answers that were to put records into words.
func TestEvalUnsupportedRecords(t *testing.T) {
	c := tally{}
	for _, row := range sharedtest.Rows[struct {
		Source    json.RawMessage
		Responses []struct {
			Response string
			Labels   []json.RawMessage
		}
	}](t, "faithfulness", "ragtruth", "data2txt.jsonl") {
		x := Index([]Source{{ID: "record", Text: string(row.Source)}})
		for _, r := range row.Responses {
			c.add(len(r.Labels) > 0, len(x.Claims(r.Response)) > 0)
		}
	}
	sharedtest.Note(t,
		sharedtest.Figure{Task: "claims, unsupported", Set: "ragtruth data2txt, answers", Measure: "F1, %", Value: c.f1()},
		sharedtest.Figure{Task: "claims, unsupported", Set: "ragtruth data2txt, answers", Measure: "false alarms, %", Value: c.alarmed()})
}
