package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"
)

// busyDiscord is the little of Discord that is needed to answer interactions, and
// takes as long as it is told for an edit. An answer can be edited once the
// interaction is acknowledged, at editsAtMost in editsWithin, each counted by itself.
type busyDiscord struct {
	me   string // what it says of the application, as JSON
	url  string // of its API
	slow time.Duration

	mu       sync.Mutex
	acked    map[string]bool   // by token
	messages map[string][]byte // by token of the answer, or by id: what stands there now
	spent    map[string]spent  // by token
	serial   int
	seen     counts
}

// counts is what a busyDiscord was asked.
type counts struct {
	edits   int // that were made
	hasty   int // refused with 429
	early   int // refused, since the interaction was not acknowledged yet
	unmeant int // calls that nothing here answers
}

// spent is how many edits of an answer were made in a window.
type spent struct {
	edits int
	until time.Time
}

// What Discord lets an answer be edited.
const (
	editsAtMost = 5
	editsWithin = 5 * time.Second
)

func newBusyDiscord(b *testing.B, application, publicKey string) *busyDiscord {
	d := &busyDiscord{acked: map[string]bool{}, messages: map[string][]byte{}, spent: map[string]spent{}}
	d.me = fmt.Sprintf(`{"id":%q,"name":"brouillon","flags":0,"verify_key":%q,"bot":{"id":%[1]q,"username":"brouillon","bot":true}}`, application, publicKey)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v10/applications/@me", func(w http.ResponseWriter, _ *http.Request) { say(w, d.me) })
	mux.HandleFunc("GET /api/v10/applications/{app}/commands", func(w http.ResponseWriter, _ *http.Request) { say(w, "[]") })
	mux.HandleFunc("PUT /api/v10/applications/{app}/commands", func(w http.ResponseWriter, _ *http.Request) { say(w, "[]") })
	mux.HandleFunc("PATCH /api/v10/webhooks/{app}/{token}/messages/@original", d.edit)
	mux.HandleFunc("POST /api/v10/webhooks/{app}/{token}", d.post)
	mux.HandleFunc("POST /api/v10/channels/{channel}/messages", d.post)
	mux.HandleFunc("/", d.missing)
	server := httptest.NewServer(mux)
	b.Cleanup(server.Close)
	d.url = server.URL + "/api/v10"
	return d
}

// say writes JSON.
func say(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, body)
}

// edit puts something else in the place of an answer.
func (d *busyDiscord) edit(w http.ResponseWriter, r *http.Request) {
	token := r.PathValue("token")
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "cut", http.StatusBadRequest)
		return
	}
	if !d.may(w, token) {
		return
	}
	<-time.After(d.slow)
	d.mu.Lock()
	d.seen.edits++
	d.messages[token] = raw
	d.mu.Unlock()
	say(w, `{"id":"`+token+`","channel_id":"`+discordChannel+`"}`)
}

// may says whether an answer can be edited, and writes what becomes of it when not.
func (d *busyDiscord) may(w http.ResponseWriter, token string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.acked[token] {
		d.seen.early++
		w.WriteHeader(http.StatusNotFound)
		say(w, `{"message":"Unknown Webhook","code":10015}`)
		return false
	}
	now, s := time.Now(), d.spent[token]
	if !now.Before(s.until) {
		s = spent{until: now.Add(editsWithin)}
	}
	s.edits++
	d.spent[token] = s
	after := strconv.FormatFloat(s.until.Sub(now).Seconds(), 'f', 3, 64)
	w.Header().Set("X-RateLimit-Bucket", "edits")
	w.Header().Set("X-RateLimit-Limit", strconv.Itoa(editsAtMost))
	w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(max(0, editsAtMost-s.edits)))
	w.Header().Set("X-RateLimit-Reset-After", after)
	if s.edits <= editsAtMost {
		return true
	}
	d.seen.hasty++
	w.WriteHeader(http.StatusTooManyRequests)
	say(w, `{"message":"You are being rate limited.","retry_after":`+after+`,"global":false}`)
	return false
}

// post makes another message.
func (d *busyDiscord) post(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "cut", http.StatusBadRequest)
		return
	}
	d.mu.Lock()
	d.serial++
	id := strconv.Itoa(d.serial)
	d.messages[id] = raw
	d.mu.Unlock()
	say(w, `{"id":"`+id+`","channel_id":"`+discordChannel+`"}`)
}

func (d *busyDiscord) missing(w http.ResponseWriter, _ *http.Request) {
	d.mu.Lock()
	d.seen.unmeant++
	d.mu.Unlock()
	http.Error(w, `{"message":"404: Not Found","code":0}`, http.StatusNotFound)
}

// counts is what came so far.
func (d *busyDiscord) counts() counts {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.seen
}

// acknowledge notes that an interaction may be answered from now on.
func (d *busyDiscord) acknowledge(token string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.acked[token] = true
}
