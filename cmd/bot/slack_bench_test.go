package main

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// BenchmarkSlackLoad sends commands at a constant rate, in turn to a bare handler
// and to the bot, both processes on one Redis that fsyncs every write. The issue's
// bounds: acknowledgement p99 at most twice the bare handler's at 100/s and 500/s;
// nothing late, lost or doubled at 1,000/s; at most 80 MB at 500/s.
func BenchmarkSlackLoad(b *testing.B) {
	h := newSlackHouse(b)
	h.fire(b, h.bare, 100, time.Second)
	h.outcome(b, h.fire(b, h.botURL, 100, time.Second))
	b.Run("100 per second", func(b *testing.B) { h.load(b, 100, 3) })
	b.Run("500 per second", func(b *testing.B) { h.load(b, 500, 3) })
	b.Run("1000 per second", func(b *testing.B) { h.load(b, 1000, 1) })
}

// final says whether a message is an answer to sign, not progress.
func final(m slacktest.Message) bool { return bytes.Contains(m.Blocks, []byte(`"act.approve`)) }

// markOf is the request that a message answers.
func markOf(m slacktest.Message) string {
	var mark struct {
		Payload struct {
			Key string `json:"key"`
		} `json:"event_payload"`
	}
	_ = json.Unmarshal(m.Metadata, &mark) // without a mark: nobody's
	return mark.Payload.Key
}
