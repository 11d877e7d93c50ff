package builtin

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

var turn = regexp.MustCompile(`^([^:]{1,40}?)\s*:\s*(.*)`)

// talk reads "Name: words" lines; a line without a name goes on with the one above.
func talk(transcript string) []copilot.PromptLine {
	var lines []copilot.PromptLine
	for _, s := range strings.Split(strings.ReplaceAll(transcript, "\r", ""), "\n") {
		s = strings.TrimSpace(s)
		m := turn.FindStringSubmatch(s)
		switch {
		case s == "":
		case m != nil:
			lines = append(lines, copilot.PromptLine{Line: copilot.Line{Author: m[1], Text: m[2]}})
		case len(lines) > 0:
			lines[len(lines)-1].Text += " " + s
		default:
			lines = append(lines, copilot.PromptLine{Line: copilot.Line{Text: s}})
		}
	}
	for i := range lines {
		lines[i].Ref = "m" + strconv.Itoa(i+1)
	}
	return lines
}

var citations = regexp.MustCompile(`(?: \[m\d+\])+$`)

// tldr is what a measurement reads of an answer: the text of the first section.
func tldr(answer string) string {
	var words []string
	for i, line := range strings.Split(answer, "\n") {
		if i > 0 && strings.HasPrefix(line, "=== ") {
			break
		}
		if point, ok := strings.CutPrefix(line, "- "); ok {
			words = append(words, citations.ReplaceAllString(point, ""))
		}
	}
	return strings.Join(words, " ")
}

// measure summarizes every transcript and averages ROUGE-1, ROUGE-2 and words.
type measure struct{ one, two, words, n float64 }

func (m *measure) add(t testing.TB, p copilot.Prompt, references []string, stem bool) string {
	t.Helper()
	answer, err := New().Compose(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	summary := tldr(answer.Text)
	words := len(strings.Fields(summary))
	if words > p.MaxWords {
		t.Errorf("%d words in a summary of at most %d: %s", words, p.MaxWords, summary)
	}
	m.n++
	m.words += float64(words)
	for _, r := range references {
		m.one += sharedtest.Rouge(1, summary, r, stem) / float64(len(references))
		m.two += sharedtest.Rouge(2, summary, r, stem) / float64(len(references))
	}
	return summary
}

func (m *measure) note(t testing.TB, task, set string, words, least float64, beside string) {
	t.Helper()
	set = fmt.Sprintf("%s, %.0f conversations", set, m.n)
	sharedtest.Note(t,
		sharedtest.Figure{Task: task, Set: set, Measure: "ROUGE-1", Value: m.one / m.n, Least: least, Beside: beside},
		sharedtest.Figure{Task: task, Set: set, Measure: "ROUGE-2", Value: m.two / m.n},
		sharedtest.Figure{Task: task, Set: set, Measure: "words, mean", Value: m.words / m.n, Most: words})
}

func TestEvalEnglishChat(t *testing.T) {
	var m measure
	for _, row := range sharedtest.Rows[struct{ Dialogue, Summary string }](t, "summarization/dialogsum_dev.jsonl") {
		p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", MaxWords: 45, Lines: talk(row.Dialogue)}
		m.add(t, p, []string{row.Summary}, true)
	}
	m.note(t, "chat summary, English", "dialogsum_dev", 45, 31, "on the test set Lead-3 26.95, LexRank 26.10, Longest-3 23.32; three turns chosen with hindsight 36.27")
}

func TestEvalFrenchDebate(t *testing.T) {
	var m measure
	for _, row := range sharedtest.Rows[struct {
		Transcript string
		One        string `json:"abstractive_1"`
		Two        string `json:"abstractive_2"`
		Three      string `json:"abstractive_3"`
	}](t, "summarization/fredsum_dev40.jsonl") {
		p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "fr", MaxWords: 300, Lines: talk(row.Transcript)}
		m.add(t, p, []string{row.One, row.Two, row.Three}, false)
	}
	m.note(t, "debate summary, French", "fredsum_dev40", 300, 36, "on the test set Lead-3 31.01 with 395 words, LexRank 26.31")
}

// Real chat noise: nothing fails, every reference is a message of the thread, and
// every section is one that a reader knows.
func TestEvalSlackNoise(t *testing.T) {
	for _, name := range []string{"racket", "elmlang"} {
		var lines []copilot.PromptLine
		for _, row := range sharedtest.Rows[struct{ User, Text string }](t, "summarization/"+name+"_2019_first1000.jsonl") {
			lines = append(lines, copilot.PromptLine{Ref: "m" + strconv.Itoa(len(lines)+1), Line: copilot.Line{Author: row.User, Text: row.Text}})
		}
		for from := 0; from < len(lines); from += 100 {
			p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", MaxWords: 100, Lines: lines[from:min(from+100, len(lines))]}
			for _, s := range parts(answered(t, p).Text) {
				for point := range strings.Lines(s.body) {
					for _, r := range reference.FindAllStringSubmatch(citations.FindString(strings.TrimSpace(point)), -1) {
						if n, _ := strconv.Atoi(r[1]); n <= from || n > from+100 {
							t.Errorf("%s: [m%d] is not a message of %d to %d", name, n, from+1, from+100)
						}
					}
				}
			}
		}
	}
}

var reference = regexp.MustCompile(`\[m(\d+)\]`)
