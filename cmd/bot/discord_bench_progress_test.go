package main

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// talkative is a writer that says a word every so often, for a while.
type talkative struct {
	every, during time.Duration
	begun         atomic.Int64 // how often it began
}

// Compose is copilot.Writer.
func (w *talkative) Compose(ctx context.Context, _ copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	w.begun.Add(1)
	const head, tail = "=== fact\n", "\n=== hashtags\n#Lyon #Café\n"
	words := strings.SplitAfter(brief, " ")
	piece(head)
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	for n := range int(w.during / w.every) {
		select {
		case <-tick.C:
			if n < len(words) {
				piece(words[n])
			} else {
				piece("") // it thinks on
			}
		case <-ctx.Done():
			return copilot.Answer{}, ctx.Err()
		}
	}
	piece(tail)
	return copilot.Answer{Text: head + brief + tail, Writer: "talkative"}, nil
}

// BenchmarkDiscordProgress has 200 answers written at once, word by word for 6 s,
// before a Discord that takes 100 ms for an edit and lets an answer be edited five
// times in five seconds. The bound: not one edit is refused for haste, and
// nothing piles up: as many goroutines late as early, and none left over.
func BenchmarkDiscordProgress(b *testing.B) {
	w := &talkative{every: 120 * time.Millisecond, during: 6 * time.Second}
	office := newDiscordOffice(b, w)
	office.slow = editTime
	office.writes(b, w) // opens the connections that stay
	var growth []float64
	most, left := 0, 0
	for b.Loop() {
		idle := lingering(0)
		early, late := office.writes(b, w)
		growth = append(growth, float64(late)/float64(early))
		most = max(most, early, late)
		left = max(left, lingering(idle))
	}
	seen := office.counts()
	b.ReportMetric(float64(seen.hasty), "429s")
	b.ReportMetric(float64(seen.edits)/float64(office.serial), "edits/answer")
	b.ReportMetric(float64(office.serial-len(office.finals())), "lost")
	b.ReportMetric(float64(most), "goroutines")
	b.ReportMetric(slices.Max(growth), "growth")
	b.ReportMetric(float64(left), "left-over")
	b.ReportMetric(0, "ns/op")
}

// writes has 200 answers written, and returns the most goroutines there were in the
// first and in the second third of that.
func (o *discordOffice) writes(b *testing.B, w *talkative) (early, late int) {
	b.Helper()
	before := w.begun.Load()
	for range editsAtOnce {
		o.ask(b)
	}
	eventually(b, "all are being written", func() bool { return w.begun.Load() >= before+editsAtOnce })
	early, late = crowded(w.during/3), crowded(w.during/3)
	o.stage.settle()
	return early, late
}

// crowded is the most goroutines there are for a while.
func crowded(during time.Duration) int {
	most := 0
	over := time.After(during)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-look.C:
			most = max(most, runtime.NumGoroutine())
		case <-over:
			return most
		}
	}
}

// lingering is how many goroutines are more than there were, once idle connections
// have had a second to go.
func lingering(before int) int {
	<-time.After(time.Second)
	return max(0, runtime.NumGoroutine()-before)
}
