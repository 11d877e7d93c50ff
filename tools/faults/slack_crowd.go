package faults

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// crowd are people of one platform: what they send, and what they see.
type crowd interface {
	// deliver sends a command to a server, for the nth time.
	deliver(ctx context.Context, address string, o *order, n int) (outcome, string)
	// seen is what people see in the end, by serial.
	seen() map[int][]sight
}

// sight is one message that people see.
type sight struct {
	stage stage
	text  string
	id    string
}

// slackCrowd are people in a Slack that calls the bot over HTTP.
type slackCrowd struct {
	fake   *slacktest.Slack
	client *http.Client
}

// tolerance is how long Slack and Discord wait for an answer.
const tolerance = 3 * time.Second

// channels the load is spread over.
const channels = 8

func slackChannel(n int) string { return fmt.Sprintf("C0LOAD%d", n%channels) }

const (
	asker  = "U0LEA"
	signer = "U0MARC"
)

func newSlackCrowd(t testing.TB, store *memory.Store) *slackCrowd {
	t.Helper()
	c := &slackCrowd{fake: slacktest.New(t, slacktest.Options{Lenient: true}), client: newClient()}
	c.fake.User(slacktest.User{ID: asker, Name: "lea", RealName: "Léa Martin"})
	c.fake.User(slacktest.User{ID: signer, Name: "marc", RealName: "Marc Olivier"})
	for n := range channels {
		c.fake.Channel(slacktest.Channel{ID: slackChannel(n), BotIn: true, Members: []string{asker, signer}})
		at := copilot.Place{Platform: slack.Platform, Workspace: c.fake.Options().Team, Channel: slackChannel(n)}
		appoint(t, store, at, signer)
	}
	return c
}

// appoint says who may sign off at a place.
func appoint(t testing.TB, store *memory.Store, at copilot.Place, person string) {
	t.Helper()
	signs := copilot.Profile{Approvers: []copilot.Approver{{ID: person, Name: "Marc Olivier"}}}
	if err := store.SetProfile(t.Context(), at, signs); err != nil {
		t.Fatal(err)
	}
}

func newClient() *http.Client {
	return &http.Client{Timeout: tolerance, Transport: &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true}}
}

// env is what the bot needs to be in this Slack, through an address of its own.
func (c *slackCrowd) env(through string) []string {
	o := c.fake.Options()
	return []string{"SLACK_SIGNING_SECRET=" + o.SigningSecret, "SLACK_BOT_TOKEN=" + o.BotToken, "SLACK_API_URL=" + through + "/slack/api/"}
}

// base is the address of the fake.
func (c *slackCrowd) base() string { return strings.TrimSuffix(c.fake.APIURL(), "/api/") }

// deliver is crowd. Each delivery is signed at a second of its own, as retries are:
// the very same bytes twice are no retry but a replay.
func (c *slackCrowd) deliver(ctx context.Context, address string, o *order, n int) (outcome, string) {
	opt := c.fake.Options()
	body := []byte(url.Values{
		"token": {"none"}, "team_id": {opt.Team}, "team_domain": {opt.Domain}, "channel_id": {o.channel}, "channel_name": {"launch"},
		"user_id": {asker}, "user_name": {"lea"}, "command": {"/draft"},
		"text":       {"variants:1 " + brief + " (order " + mark(o.serial) + ")."},
		"api_app_id": {opt.App}, "is_enterprise_install": {"false"}, "trigger_id": {"1.0." + mark(o.serial)},
	}.Encode())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address+opt.Paths.Commands, bytes.NewReader(body))
	if err != nil {
		return unanswered, err.Error()
	}
	at := o.asked.Add(-time.Duration(n) * time.Second)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Slack-Request-Timestamp", strconv.FormatInt(at.Unix(), 10))
	r.Header.Set("X-Slack-Signature", slacktest.Sign(opt.SigningSecret, at, body))
	if n > 0 {
		r.Header.Set("X-Slack-Retry-Num", strconv.Itoa(n))
		r.Header.Set("X-Slack-Retry-Reason", "http_timeout")
	}
	return send(c.client, r, func(said []byte) bool { return len(said) == 0 })
}

// send sends a delivery and reads how it was answered.
func send(client *http.Client, r *http.Request, accepts func(said []byte) bool) (outcome, string) {
	response, err := client.Do(r)
	if err != nil {
		return unanswered, err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	said, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return unanswered, err.Error()
	case response.StatusCode != http.StatusOK:
		return failed, response.Status + " " + string(said)
	case accepts(said):
		return accepted, ""
	}
	return refused, string(said)
}

// seen is crowd: messages of the channels, and what one person alone was told.
func (c *slackCrowd) seen() map[int][]sight {
	all := map[int][]sight{}
	add := func(m slacktest.Message) {
		text := m.Plain()
		serial := serialIn([]byte(text))
		if serial == 0 {
			serial = serialIn(m.Metadata)
		}
		all[serial] = append(all[serial], sight{stageOf(text), text, m.Channel + "/" + m.TS})
	}
	for n := range channels {
		for _, m := range c.fake.Messages(slackChannel(n)) {
			add(m)
		}
	}
	for _, person := range []string{asker, signer} {
		for _, m := range c.fake.Ephemerals(person) {
			add(m)
		}
	}
	return all
}
