package builtin

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// thread makes a conversation of n messages about a few things, as long threads
// are; the same seed gives the same one.
func thread(n int, seed uint64) []copilot.PromptLine {
	random := rand.New(rand.NewPCG(seed, seed))
	words := strings.Fields(`launch price photos the agency banner we should move release date budget team client
 support ticket is late no yes because of email draft approve send Friday Monday colour logo website shop bike order`)
	lines := make([]copilot.PromptLine, n)
	for i := range lines {
		said := make([]string, 4+random.IntN(16))
		for j := range said {
			said[j] = words[random.IntN(len(words))]
		}
		end := []string{".", "?", ". We decided to keep the logo.", ". I'll send the banner to client " + strconv.Itoa(i) + "."}
		lines[i] = copilot.PromptLine{Ref: "m" + strconv.Itoa(i+1), Line: copilot.Line{
			Author: fmt.Sprintf("Person%d", random.IntN(40)), Text: strings.Join(said, " ") + end[random.IntN(4)],
		}}
	}
	return lines
}

func BenchmarkSummarize(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", Lines: thread(n, 1)}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := New().Compose(b.Context(), p, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
