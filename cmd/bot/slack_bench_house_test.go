package main

import (
	"fmt"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// slackHouse is the bot with a Slack.
type slackHouse struct {
	*fullHouse
	fake *slacktest.Slack
}

// channels spreads the load; U0MARC may sign in all of them.
const channels = 8

func channelOf(n int) string { return fmt.Sprintf("C0LOAD%d", n%channels) }

func newSlackHouse(b *testing.B) *slackHouse {
	b.Helper()
	h := &slackHouse{fake: slacktest.New(b, slacktest.Options{Lenient: true})}
	h.fullHouse = newFullHouse(b, h)
	h.people(b)
	o := h.fake.Options()
	h.settle(b, "SLACK_SIGNING_SECRET="+o.SigningSecret, "SLACK_BOT_TOKEN="+o.BotToken, "SLACK_API_URL="+h.fake.APIURL())
	h.fake.ConnectHTTP(h.botURL)
	return h
}

// people are somebody who asks and somebody who signs, in every channel.
func (h *slackHouse) people(b *testing.B) {
	h.fake.User(slacktest.User{ID: "U0LEA", Name: "lea", RealName: "Léa Martin"})
	h.fake.User(slacktest.User{ID: "U0MARC", Name: "marc", RealName: "Marc Olivier"})
	for n := range channels {
		h.channel(b, channelOf(n))
	}
}

func (h *slackHouse) channel(b *testing.B, id string) {
	b.Helper()
	h.fake.Channel(slacktest.Channel{ID: id, BotIn: true, Members: []string{"U0LEA", "U0MARC"}})
	at := copilot.Place{Platform: slack.Platform, Workspace: h.fake.Options().Team, Channel: id}
	signs := copilot.Profile{Approvers: []copilot.Approver{{ID: "U0MARC", Name: "Marc Olivier"}}}
	eventually(b, "the profile is kept", func() bool { return h.store.SetProfile(b.Context(), at, signs) == nil })
}
