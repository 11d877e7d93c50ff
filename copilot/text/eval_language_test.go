package text_test

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/text"
)

// readRows decodes each line of a JSON Lines file of the evaluation data.
func readRows[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open(evalFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []T
	lines := bufio.NewScanner(f)
	for lines.Buffer(nil, 1<<24); lines.Scan(); {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

var speaker = regexp.MustCompile(`(?m)^\s*[#\w]{1,12}\s?: `)

// TestEvalLanguage measures Language on single sentences of chats and debates,
// by their number of words, with a fallback that shows when it had none.
func TestEvalLanguage(t *testing.T) {
	type row struct{ Dialogue, Transcript, Text string }
	for _, set := range []struct{ file, lang string }{
		{"summarization/dialogsum_dev.jsonl", "en"},
		{"summarization/racket_2019_first1000.jsonl", "en"},
		{"summarization/fredsum_dev40.jsonl", "fr"},
		{"keyphrase/wikinews_fr_dev.jsonl", "fr"},
	} {
		count := map[string][4]int{} // right, wrong, undecided, all
		for _, r := range readRows[row](t, set.file) {
			all := speaker.ReplaceAllString(r.Dialogue+r.Transcript+r.Text, "")
			for _, s := range text.Sentences(all) {
				bucket := "1-3 words"
				switch n := len(strings.Fields(s.Text)); {
				case n > 7:
					bucket = "8+ words"
				case n > 3:
					bucket = "4-7 words"
				}
				c := count[bucket]
				c[3]++
				switch text.Language(s.Text, "") {
				case set.lang:
					c[0]++
				case "":
					c[2]++
				default:
					c[1]++
				}
				count[bucket] = c
			}
		}
		for _, bucket := range []string{"1-3 words", "4-7 words", "8+ words"} {
			c := count[bucket]
			t.Logf("%s %s: %d right, %d wrong, %d undecided of %d", set.file, bucket, c[0], c[1], c[2], c[3])
			if wrong := float64(c[1]) / float64(max(1, c[3])); wrong > 0.05 {
				t.Errorf("%.3f of these have the wrong language", wrong)
			}
		}
	}
}
