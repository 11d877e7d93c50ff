package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// command is crowd.
func (h *slackHouse) command(b *testing.B, base string, serial int) (r *http.Request, key string) {
	b.Helper()
	trigger := fmt.Sprintf("%d.0.bench", serial)
	return h.slash(b, base, slashed{asker(serial), trigger, channelOf(serial), briefOf(serial)}), keyOf(trigger)
}

// accepted is crowd.
func (h *slackHouse) accepted(_ string, status int, said []byte) bool {
	return status == http.StatusOK && len(said) == 0
}

// answers is crowd: each message carries the request that it answers as its mark.
func (h *slackHouse) answers() map[string]int {
	cards := map[string]int{}
	for n := range channels {
		for _, m := range h.fake.Messages(channelOf(n)) {
			if final(m) {
				cards[markOf(m)]++
			}
		}
	}
	return cards
}

// keyOf is the request that a command with a trigger makes.
func keyOf(trigger string) string { return "command:" + trigger }

// slashed is who asks for what, and where.
type slashed struct{ asker, trigger, channel, text string }

// slash is a signed slash command as Slack sends it.
func (h *slackHouse) slash(b *testing.B, base string, s slashed) *http.Request {
	b.Helper()
	o := h.fake.Options()
	body := []byte(url.Values{
		"token": {"none"}, "team_id": {o.Team}, "team_domain": {o.Domain}, "channel_id": {s.channel}, "channel_name": {"launch"},
		"user_id": {s.asker}, "user_name": {"lea"}, "command": {"/draft"}, "text": {fmt.Sprintf("variants:%d ", h.variants) + s.text + " (order " + s.trigger + ")"},
		"api_app_id": {o.App}, "is_enterprise_install": {"false"}, "trigger_id": {s.trigger},
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
