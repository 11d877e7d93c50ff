package main

import (
	"slices"
	"testing"
	"time"
)

// turn is how long bare handler and bot are under load, one after the other.
const turn = 2 * time.Second

// load has them take turns and tells what came of it. The ratio is the median over
// the turns, since other work on the machine comes and goes.
func (h *fullHouse) load(b *testing.B, rate, turns int) {
	var bare, bot []time.Duration
	var ratios []float64
	var total tally
	for b.Loop() {
		for range turns {
			beside := h.fire(b, h.bare, rate, turn)
			v := h.fire(b, h.botURL, rate, turn)
			total.add(h.outcome(b, v))
			bare, bot = append(bare, beside.took...), append(bot, v.took...)
			ratios = append(ratios, float64(p99(v.took))/float64(p99(beside.took)))
		}
	}
	slices.Sort(ratios)
	percentiles(b, "bare", bare)
	percentiles(b, "bot", bot)
	b.ReportMetric(ratios[len(ratios)/2], "p99-ratio")
	b.ReportMetric(float64(total.late), "late")
	b.ReportMetric(float64(total.lost), "lost")
	b.ReportMetric(float64(total.doubled), "doubled")
	b.ReportMetric(total.drain.Seconds()/float64(len(ratios)), "drain-s")
	b.ReportMetric(float64(peakKiB(h.bot.Process.Pid))/1024, "peak-MB")
	b.ReportMetric(0, "ns/op") // a turn lasts as long as it is told to
}

func p99(took []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(took))
	return sorted[len(sorted)*99/100]
}

// tally is what a volley came to.
type tally struct {
	late, lost, doubled int
	drain               time.Duration // from the last command until every answer was there
}

func (o *tally) add(other tally) {
	o.late += other.late
	o.lost += other.lost
	o.doubled += other.doubled
	o.drain += other.drain
}

// outcome waits until the queue is empty and counts final cards: every accepted command has exactly one.
func (h *fullHouse) outcome(b *testing.B, v volley) tally {
	b.Helper()
	start := time.Now()
	h.drained(b)
	o := tally{late: v.late, drain: time.Since(start)}
	cards := h.crowd.answers()
	for i, key := range v.keys {
		switch n := cards[key]; {
		case n > 1:
			o.doubled++
		case n == 0 && v.took[i] > 0:
			o.lost++
		}
	}
	return o
}

// mostDrain bounds how long answers may come after the load.
const mostDrain = 60 * time.Second

// drained waits until there is no work left, looking seldom: it is the bot that is
// measured.
func (h *fullHouse) drained(b *testing.B) {
	b.Helper()
	end := time.After(mostDrain)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		d, err := h.store.Depth(b.Context())
		if err == nil && d.Waiting+d.Working+d.Delayed == 0 {
			return
		}
		select {
		case <-look.C:
		case <-end:
			b.Fatalf("after %s there is still work: %+v, %v", mostDrain, d, err)
		}
	}
}
