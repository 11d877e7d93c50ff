package main

import (
	"testing"
	"time"
)

// BenchmarkDiscordLoad sends /draft interactions at a constant rate, in turn to a
// bare handler and to the bot, both processes on one Redis that fsyncs every write.
// The bounds: acknowledgement p99 at most twice the bare handler's at 100/s
// and 500/s; nothing late, lost or doubled.
func BenchmarkDiscordLoad(b *testing.B) {
	h, d := newDiscordHouse(b)
	h.fire(b, h.bare, 100, time.Second)
	h.outcome(b, h.fire(b, h.botURL, 100, time.Second))
	for _, load := range []struct {
		name string
		rate int
	}{{"100 per second", 100}, {"500 per second", 500}} {
		b.Run(load.name, func(b *testing.B) {
			before := d.counts()
			h.load(b, load.rate, 3)
			after := d.counts()
			b.ReportMetric(float64(after.hasty-before.hasty), "429s")
			b.ReportMetric(float64(after.early-before.early), "early")
			b.ReportMetric(float64(after.unmeant-before.unmeant), "unmeant")
		})
	}
}
