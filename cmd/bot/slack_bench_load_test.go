package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// volley is what became of commands that were sent at a constant rate.
type volley struct {
	keys []string        // of the requests, as the answers are marked with
	took []time.Duration // until each was acknowledged; 0 for one that was not
	late int             // acknowledged after Slack's 3 seconds, or not at all
}

// tolerance is how long Slack waits for an acknowledgement.
const tolerance = 3 * time.Second

// fire sends commands on a schedule that waits for no answer, so that a slow
// server makes no pause for itself. Each is timed from when it is sent.
func (h *slackHouse) fire(b *testing.B, base string, rate int, during time.Duration) volley {
	b.Helper()
	n := int(during.Seconds() * float64(rate))
	v := volley{keys: make([]string, n), took: make([]time.Duration, n)}
	requests := make([]*http.Request, n)
	for i := range requests {
		h.serial++
		trigger := fmt.Sprintf("%d.%d.bench", h.serial, rate)
		v.keys[i] = "command:" + trigger
		requests[i] = h.command(b, base, trigger, channelOf(h.serial))
	}
	var flying sync.WaitGroup
	start := time.Now()
	for i, r := range requests {
		<-time.After(time.Until(start.Add(time.Duration(i) * time.Second / time.Duration(rate))))
		sent := time.Now()
		flying.Go(func() {
			if acknowledged(h.client, r) {
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

// command is a signed slash command as Slack sends it.
func (h *slackHouse) command(b *testing.B, base, trigger, channel string) *http.Request {
	b.Helper()
	o := h.fake.Options()
	body := []byte(url.Values{
		"token": {"none"}, "team_id": {o.Team}, "team_domain": {o.Domain}, "channel_id": {channel}, "channel_name": {"launch"},
		"user_id": {"U0LEA"}, "user_name": {"lea"}, "command": {"/draft"}, "text": {"variants:1 " + brief + " (order " + trigger + ")"},
		"api_app_id": {o.App}, "is_enterprise_install": {"false"}, "trigger_id": {trigger},
	}.Encode())
	r, err := http.NewRequest(http.MethodPost, base+o.Paths.Commands, bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	now := time.Now()
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Slack-Request-Timestamp", strconv.FormatInt(now.Unix(), 10))
	r.Header.Set("X-Slack-Signature", slacktest.Sign(o.SigningSecret, now, body))
	return r
}

// acknowledged sends a command; true when it was accepted: with status 200 and
// nothing to say against it.
func acknowledged(client *http.Client, r *http.Request) bool {
	response, err := client.Do(r)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	return err == nil && response.StatusCode == http.StatusOK && len(said) == 0
}
