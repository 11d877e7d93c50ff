package check

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// evaldata returns the folder of a set, or skips loudly: the sets may not be part of the project.
func evaldata(t *testing.T, parts ...string) string {
	t.Helper()
	root := sharedtest.Evaldata()
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED, NOT MEASURED: evaluation data is missing (%v); set EVALDATA", err)
	}
	return path
}

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

func TestSubtleEditsAreFound(t *testing.T) {
	dir := evaldata(t, "faithfulness", "summedits")
	sum, alarms, domains := 0.0, 0.0, []string{"news", "podcast", "scitldr", "ectsum", "samsum"}
	for _, domain := range domains {
		c := subtle(t, filepath.Join(dir, domain+".json"))
		t.Logf("%-8s balanced accuracy %.1f, recall %.1f, false alarms %.1f", domain, c.balanced(), c.recall(), c.alarmed())
		sum += c.balanced() / float64(len(domains))
		alarms += c.alarmed() / float64(len(domains))
	}
	t.Logf("mean     balanced accuracy %.1f, false alarms %.1f", sum, alarms)
	if sum < 66.7 || alarms > 5 {
		t.Errorf("mean balanced accuracy %.1f at %.1f %% false alarms, want >= 66.7 at <= 5 %%", sum, alarms)
	}
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

func TestUnsupportedAnswersAreFound(t *testing.T) {
	c := tally{}
	eachAnswer(t, evaldata(t, "faithfulness", "ragtruth", "qa.jsonl"), func(source, answer string, faulty bool) {
		found := Claims(answer, []Source{{ID: "passages", Text: source}})
		c.add(faulty, len(found) > 0)
	})
	t.Logf("ragtruth qa: F1 %.1f, recall %.1f, false alarms %.1f", c.f1(), c.recall(), c.alarmed())
	if c.f1() < 66.3 || c.alarmed() > 16 {
		t.Errorf("F1 %.1f at %.1f %% false alarms, want >= 66.3 at <= 16 %%", c.f1(), c.alarmed())
	}
}

func eachAnswer(t *testing.T, path string, f func(source, answer string, faulty bool)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows := bufio.NewScanner(file)
	rows.Buffer(nil, 1<<22)
	for rows.Scan() {
		var row struct {
			Source    struct{ Question, Passages string }
			Responses []struct {
				Response string
				Labels   []json.RawMessage
			}
		}
		if err := json.Unmarshal(rows.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		for _, r := range row.Responses {
			f(row.Source.Question+"\n"+row.Source.Passages, r.Response, len(r.Labels) > 0)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
