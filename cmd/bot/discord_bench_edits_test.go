package main

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// editTime is what Discord takes for an edit.
const editTime = 100 * time.Millisecond

// editsAtOnce is how many answers are edited at once.
const editsAtOnce = 200

// BenchmarkDiscordEdits shows 200 answers at once, each to an interaction of its
// own, to a Discord that takes 100 ms for an edit. The bound: they do not
// queue behind one another, so that all take about as long as one. What the
// library's own edits take is BenchmarkEdits in adapters/discord.
func BenchmarkDiscordEdits(b *testing.B) {
	office := newDiscordOffice(b, instant{})
	card := office.card(b)
	office.slow = editTime
	var one, all []time.Duration
	for b.Loop() {
		one = append(one, office.show(b, 1, card))
		all = append(all, office.show(b, editsAtOnce, card))
	}
	middle := func(took []time.Duration) float64 { slices.Sort(took); return took[len(took)/2].Seconds() * 1000 }
	b.ReportMetric(middle(one), "one-ms")
	b.ReportMetric(middle(all), "200-ms")
	b.ReportMetric(middle(all)/middle(one), "ratio")
	b.ReportMetric(float64(office.counts().hasty), "429s")
	b.ReportMetric(0, "ns/op")
}

// show has n people ask, and times showing all of them a card at once.
func (o *discordOffice) show(b *testing.B, n int, card copilot.Card) time.Duration {
	b.Helper()
	o.desk.holds, o.desk.asked = true, nil
	for range n {
		o.ask(b)
	}
	var showing sync.WaitGroup
	start := time.Now()
	for _, r := range o.desk.asked {
		showing.Go(func() {
			at := copilot.Spot{Place: r.Place, Key: r.ID, Since: r.Time, Reply: r.Reply}
			if _, err := o.chat.Show(b.Context(), at, card); err != nil {
				b.Error(err)
			}
		})
	}
	showing.Wait()
	return time.Since(start)
}
