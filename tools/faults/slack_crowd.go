package faults

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// slackCrowd are people in a Slack that calls the bot over HTTP.
type slackCrowd struct {
	fake      *slacktest.Slack
	reviewers *reviewers
}

func slackChannel(n int) string { return fmt.Sprintf("C0LOAD%d", n%channels) }

const slackSigner = "U0MARC"

func slackAsker(n int) string { return fmt.Sprintf("U0LEA%02d", n%askers) }

func newSlackCrowd(t testing.TB, store *memory.Store) *slackCrowd {
	t.Helper()
	c := &slackCrowd{fake: slacktest.New(t, slacktest.Options{Lenient: true})}
	c.reviewers = newReviewers(c.fake)
	people := []string{slackSigner}
	for n := range reviewersThere {
		people = append(people, reviewer(n))
	}
	c.fake.User(slacktest.User{ID: slackSigner, Name: "marc", RealName: "Marc Olivier"})
	signers := len(people)
	for n := range askers {
		people = append(people, slackAsker(n))
		c.fake.User(slacktest.User{ID: slackAsker(n), Name: fmt.Sprint("lea", n), RealName: "Léa Martin"})
	}
	for n := range channels {
		c.fake.Channel(slacktest.Channel{ID: slackChannel(n), BotIn: true, Members: people})
		appoint(t, store, copilot.Place{Platform: slack.Platform, Workspace: c.fake.Options().Team, Channel: slackChannel(n)}, people[:signers]...)
	}
	return c
}

// name is crowd.
func (c *slackCrowd) name() string { return "slack" }

// env is crowd.
func (c *slackCrowd) env(through string) []string {
	o := c.fake.Options()
	return []string{"SLACK_SIGNING_SECRET=" + o.SigningSecret, "SLACK_BOT_TOKEN=" + o.BotToken, "SLACK_API_URL=" + through + "/api/"}
}

// base is crowd.
func (c *slackCrowd) base() string { return strings.TrimSuffix(c.fake.APIURL(), "/api/") }

// command is crowd.
func (c *slackCrowd) command(serial int) (*parcel, error) {
	d, err := c.fake.Typed(slackAsker(serial), slackChannel(serial), "/draft", "variants:1 "+words(serial))
	return &parcel{asked: time.Now(), request: d.Request, read: func(said []byte) (outcome, string) {
		if len(said) == 0 {
			return accepted, ""
		}
		d.Answered(http.StatusOK, said)
		return wordsOf(said)
	}}, err
}

// approve is crowd. An acknowledgement carries no words: what is refused, the signer
// is told alone.
func (c *slackCrowd) approve(at card) (*parcel, error) {
	d, err := c.fake.Pressed(slackSigner, at.channel, at.id, "act.approve")
	return &parcel{asked: time.Now(), request: d.Request, read: func([]byte) (outcome, string) { return accepted, "" }}, err
}

// seen is crowd: messages of the channels, and what one person alone was told.
func (c *slackCrowd) seen() map[int][]sight {
	all := map[int][]sight{}
	add := func(m slacktest.Message) {
		text := m.Plain()
		serial := serialIn([]byte(text))
		follows := bytes.Contains(m.Metadata, []byte(`"key":"changes:`))
		all[serial] = append(all[serial], sight{stageOf(text), text, card{m.Channel, m.TS}, follows})
	}
	for n := range channels {
		for _, m := range c.fake.Messages(slackChannel(n)) {
			add(m)
		}
	}
	for n := range askers {
		for _, m := range c.fake.Ephemerals(slackAsker(n)) {
			add(m)
		}
	}
	return all
}

// told is crowd.
func (c *slackCrowd) told() []string {
	var all []string
	people := []string{slackSigner}
	for n := range reviewersThere {
		people = append(people, reviewer(n))
	}
	for _, person := range people {
		for _, m := range c.fake.Ephemerals(person) {
			all = append(all, m.Plain())
		}
	}
	return all
}
