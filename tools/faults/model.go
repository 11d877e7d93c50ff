package faults

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
)

// model writes what it is asked, with the serial of what it was asked, in pieces;
// for some serials slowly, so that leases have to be renewed.
func model(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	serial := briefed(body)
	text := words(serial)
	if bytes.Contains(body, []byte("What the reviewer asks to change")) {
		text = strings.Replace(text, "New ", "Fresh ", 1)
	}
	events := openaitest.Stream("=== fact\n" + text + "\n=== hashtags\n#Lyon #Bakery\n")
	pause := 4 * time.Millisecond
	if serial%slowOneIn == 1 {
		pause = slowly / time.Duration(len(events))
	}
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for _, e := range events {
		if _, err := io.WriteString(w, e); err != nil || out.Flush() != nil || !sleep(r.Context(), pause) {
			return
		}
	}
}

// How many commands there are to one that is written slowly, and how long that
// takes: longer than a lease goes unrenewed.
const (
	slowOneIn = 40
	slowly    = 5 * time.Second
)

// briefed is the serial of the brief in a call to the model, which also tells of
// what was drafted before it.
func briefed(body []byte) int {
	var asked struct {
		Messages []openaitest.Message `json:"messages"`
	}
	if json.Unmarshal(body, &asked) != nil || len(asked.Messages) == 0 {
		return 0
	}
	words := asked.Messages[len(asked.Messages)-1].Content
	for _, before := range []string{"\nBrief: ", "to revise:"} {
		if _, after, found := strings.Cut(words, before); found {
			return serialIn([]byte(after))
		}
	}
	return serialIn(bytes.TrimSpace([]byte(words)))
}
