package text_test

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

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
		for _, r := range sharedtest.Rows[row](t, set.file) {
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
			of := fmt.Sprintf("%s, %d sentences of %s", path.Base(set.file), c[3], bucket)
			share := func(n int) float64 { return 100 * float64(n) / float64(max(1, c[3])) }
			sharedtest.Note(t,
				sharedtest.Figure{Task: "language", Set: of, Measure: "wrong, %", Value: share(c[1]), Most: 5},
				sharedtest.Figure{Task: "language", Set: of, Measure: "undecided, %", Value: share(c[2])})
		}
	}
}
