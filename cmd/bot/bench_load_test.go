package main

import (
	"io"
	"net/http"
	"sync"
	"testing"
	"time"
)

// volley is what became of commands that were sent at a constant rate.
type volley struct {
	keys []string        // of the requests
	took []time.Duration // until each was acknowledged; 0 for one that was not
	late int             // acknowledged after 3 seconds, or not at all
}

// tolerance is how long Slack and Discord wait for an acknowledgement.
const tolerance = 3 * time.Second

// fire sends commands on a schedule that waits for no answer, so that a slow
// server makes no pause for itself. Each is timed from when it is sent.
func (h *fullHouse) fire(b *testing.B, base string, rate int, during time.Duration) volley {
	b.Helper()
	n := int(during.Seconds() * float64(rate))
	v := volley{keys: make([]string, n), took: make([]time.Duration, n)}
	requests := make([]*http.Request, n)
	for i := range requests {
		h.serial++
		requests[i], v.keys[i] = h.crowd.command(b, base, h.serial)
	}
	var flying sync.WaitGroup
	start := time.Now()
	for i, r := range requests {
		<-time.After(time.Until(start.Add(time.Duration(i) * time.Second / time.Duration(rate))))
		sent := time.Now()
		flying.Go(func() {
			if h.acknowledged(r, v.keys[i]) {
				v.took[i] = time.Since(sent)
			}
		})
	}
	flying.Wait()
	for _, took := range v.took {
		if took == 0 || took > tolerance {
			v.late++
		}
	}
	return v
}

// acknowledged sends a command; true when it was accepted.
func (h *fullHouse) acknowledged(r *http.Request, key string) bool {
	response, err := h.client.Do(r)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	return err == nil && h.crowd.accepted(key, response.StatusCode, said)
}
