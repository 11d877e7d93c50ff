package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// fresh is a channel that few have written in: looking through it costs nothing.
func (h *slackHouse) fresh(b *testing.B, n int) string {
	id := fmt.Sprintf("C0CALM%03d", n/20)
	if n%20 == 0 {
		h.channel(b, id)
	}
	return id
}

// card waits for the final card in a channel that answers a command.
func (h *slackHouse) card(channel, trigger string) slacktest.Message {
	var card slacktest.Message
	h.fake.Await("the final card", func() bool {
		for _, m := range h.fake.Messages(channel) {
			if final(m) && markOf(m) == keyOf(trigger) {
				card = m
				return true
			}
		}
		return false
	})
	return card
}

// draft asks for a draft, and returns its final card.
func (h *slackHouse) draft(b *testing.B, n int) slacktest.Message {
	channel, trigger := h.fresh(b, n), fmt.Sprintf("%d.0.calm", n)
	if !h.acknowledged(h.slash(b, h.botURL, slashed{"U0LEA", trigger, channel, briefOf(n)}), keyOf(trigger)) {
		b.Fatal("a command was not acknowledged")
	}
	return h.card(channel, trigger)
}

// BenchmarkSlackAnswer is a command in Slack until its final card is there, with
// nothing else to do, less the time the model takes: at most 5 ms in the middle.
func BenchmarkSlackAnswer(b *testing.B) {
	h := newSlackHouse(b)
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		start, thought := time.Now(), h.thinking.Load()
		h.draft(b, n)
		took = append(took, time.Since(start)-time.Duration(h.thinking.Load()-thought))
		h.drained(b)
	}
	percentiles(b, "added", took)
}

// BenchmarkSlackDecision is a click on Approve until it is acknowledged, which
// comes after everybody has been shown the stamp: at most 10 ms for 99 in 100.
func BenchmarkSlackDecision(b *testing.B) {
	h := newSlackHouse(b)
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		card := h.draft(b, n)
		h.drained(b)
		reply := h.fake.Click("U0MARC", card.Channel, card.TS, "act.approve")
		took = append(took, reply.Took)
		if m, _ := h.fake.Message(card.Channel, card.TS); !reply.Acked() || final(m) {
			b.Fatalf("a decision was not shown: %d %s", reply.Status, reply.Body)
		}
	}
	percentiles(b, "decision", took)
}
