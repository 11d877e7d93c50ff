package main

import (
	"net/http"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// BenchmarkFootprint is how much of Redis a command takes that ends in a draft of three texts
// of 230 characters, and its signature: the memory that maxmemory counts, and the file on the
// disk before Redis rewrites it. With and without a secret key.
func BenchmarkFootprint(b *testing.B) {
	for name, key := range map[string]string{"plain": "", "sealed": "a secret of these benchmarks, long enough"} {
		b.Run(name, func(b *testing.B) {
			h := newSlackTown(b, key)
			h.writes, h.variants = threeTexts, 3
			h.furnish(b, append(h.toSlack(), "SLACK_SIGNING_SECRET="+h.fake.Options().SigningSecret, "BOT_SECRET_KEY="+key)...)
			h.bot, h.botURL = spawn(b, exec.Command(h.binary), h.env...)
			h.fake.ConnectHTTP(h.botURL)
			h.draftMany(b, footprintWarm)
			for b.Loop() {
				h.footprint(b)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// How many drafts are made before any is measured, and how many then.
const (
	footprintWarm = 100
	footprints    = 400
)

// threeTexts is a model that writes three texts as long as the brief it was given.
func threeTexts(r *http.Request) string {
	serial := orderIn(r)
	texts := make([]string, 3)
	for i := range texts {
		texts[i] = briefOf((i+1)<<32 + serial) // which no command has
	}
	return texts[0] + "\n=== story\n" + texts[1] + "\n=== question\n" + texts[2]
}

// draftMany asks for drafts, slowly enough that they are answered meanwhile.
func (h *slackHouse) draftMany(b *testing.B, n int) volley {
	const rate = 40
	v := h.fire(b, h.botURL, rate, time.Duration(n)*time.Second/rate)
	if t := h.outcome(b, v); t.late+t.lost+t.doubled > 0 {
		b.Fatalf("of %d commands: %+v", n, t)
	}
	return v
}

// sign has Marc sign the first of three texts.
func (h *slackHouse) sign(m slacktest.Message) bool {
	if !h.fake.Click("U0MARC", m.Channel, m.TS, "act.approve?").Acked() {
		return false
	}
	h.fake.Await("the form", func() bool {
		form, open := h.fake.View("U0MARC")
		return open && strings.Contains(string(form.Blocks), `"variant"`)
	})
	if !h.fake.Submit("U0MARC", "", map[string]string{"variant": "1"}).Acked() {
		return false
	}
	h.fake.Await("the stamp", func() bool { now, _ := h.fake.Message(m.Channel, m.TS); return !final(now) })
	return true
}

// footprint measures drafts, and then their signatures.
func (h *slackHouse) footprint(b *testing.B) {
	b.Helper()
	before, asked := weigh(b, h.server), h.asked.Load()
	v := h.draftMany(b, footprints)
	drafted := weigh(b, h.server)
	cards := map[string]bool{}
	for _, key := range v.keys {
		cards[key] = true
	}
	signed := 0
	for n := range channels {
		for _, m := range h.fake.Messages(channelOf(n)) {
			if cards[markOf(m)] && final(m) && h.sign(m) {
				signed++
			}
		}
	}
	if signed != footprints {
		b.Fatalf("%d of %d drafts were signed", signed, footprints)
	}
	h.drained(b)
	after := weigh(b, h.server)
	b.ReportMetric(float64(h.asked.Load()-asked)/footprints, "model-calls")
	drafted.minus(before).report(b, "draft")
	after.minus(drafted).report(b, "signature")
}

// weight is what lies in a Redis, in bytes.
type weight struct {
	memory, file int
	kinds        map[string]int // of the keys, as they are told of in memory's doc.go
}

// weigh looks at every key.
func weigh(b *testing.B, server *memorytest.Server) weight {
	b.Helper()
	w := weight{
		memory: info(b, server, "used_memory") - info(b, server, "mem_clients_normal") - info(b, server, "mem_aof_buffer"),
		file:   info(b, server, "aof_current_size"), kinds: map[string]int{},
	}
	for _, key := range strings.Fields(strings.Trim(server.Do("KEYS *"), "[]")) {
		size, err := strconv.Atoi(server.Do("MEMORY USAGE " + key + " SAMPLES 0"))
		if err == nil { // else it has expired
			w.kinds[kindOf(key)] += size
		}
	}
	return w
}

// kindOf is for how long a key is kept, and for what.
func kindOf(key string) string {
	_, rest, _ := strings.Cut(key, ":")
	first, rest, _ := strings.Cut(rest, ":")
	switch {
	case first == "draft" || first == "drafts":
		return "drafts"
	case first == "audit" || first == "ledger" || first == "chain":
		return "record"
	case first == "posts":
		return "posts"
	case strings.HasPrefix(rest, "seen:"):
		return "one-day"
	case first == "context" || first == "minutes" || first == "cited" || first == "caughtup":
		return "thirty-days"
	}
	return "other"
}

func (w weight) minus(other weight) weight {
	d := weight{memory: w.memory - other.memory, file: w.file - other.file, kinds: map[string]int{}}
	for kind := range w.kinds {
		d.kinds[kind] = w.kinds[kind] - other.kinds[kind]
	}
	return d
}

func (w weight) report(b *testing.B, of string) {
	b.ReportMetric(float64(w.memory)/footprints, of+"-B")
	b.ReportMetric(float64(w.file)/footprints, of+"-file-B")
	for kind, bytes := range w.kinds {
		b.ReportMetric(float64(bytes)/footprints, of+"-"+kind+"-B")
	}
}
