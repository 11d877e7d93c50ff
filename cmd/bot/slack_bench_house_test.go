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
	fake     *slacktest.Slack
	variants int // that people ask for
}

// channels spreads the load; U0MARC may sign in all of them.
const channels = 8

func channelOf(n int) string { return fmt.Sprintf("C0LOAD%d", n%channels) }

// asker is who gives a command. One person has two answered at once: a load of many is
// given by many.
func asker(serial int) string { return fmt.Sprintf("U0LEA%02d", serial%manyAskers) }

func newSlackHouse(b *testing.B) *slackHouse {
	b.Helper()
	h := newSlackTown(b, "")
	h.settle(b, "SLACK_SIGNING_SECRET="+h.fake.Options().SigningSecret, h.toSlack()...)
	h.fake.ConnectHTTP(h.botURL)
	return h
}

// toSlack is what the bot needs to be there, but for what it verifies signatures with.
func (h *slackHouse) toSlack() []string {
	return []string{"SLACK_BOT_TOKEN=" + h.fake.Options().BotToken, "SLACK_API_URL=" + h.fake.APIURL()}
}

// newSlackTown is a Slack with many who ask, in which no bot lives yet; the one that will
// has a secret key, "" for none.
func newSlackTown(b *testing.B, key string) *slackHouse {
	b.Helper()
	h := &slackHouse{fake: slacktest.New(b, slacktest.Options{Lenient: true}), variants: 1}
	h.fullHouse = newFullHouse(b, h, key)
	h.people(b)
	return h
}

// people are somebody who asks and somebody who signs, in every channel.
func (h *slackHouse) people(b *testing.B) {
	h.fake.User(slacktest.User{ID: "U0LEA", Name: "lea", RealName: "Léa Martin"})
	h.fake.User(slacktest.User{ID: "U0MARC", Name: "marc", RealName: "Marc Olivier"})
	for n := range manyAskers {
		h.fake.User(slacktest.User{ID: asker(n), Name: asker(n), RealName: "Léa Martin"})
	}
	for n := range channels {
		h.channel(b, channelOf(n))
	}
}

func (h *slackHouse) channel(b *testing.B, id string) {
	b.Helper()
	members := []string{"U0LEA", "U0MARC"}
	for n := range manyAskers {
		members = append(members, asker(n))
	}
	h.fake.Channel(slacktest.Channel{ID: id, BotIn: true, Members: members})
	at := copilot.Place{Platform: slack.Platform, Workspace: h.fake.Options().Team, Channel: id}
	signs := copilot.Profile{Approvers: []copilot.Approver{{ID: "U0MARC", Name: "Marc Olivier"}}}
	eventually(b, "the profile is kept", func() bool { return h.store.SetProfile(b.Context(), at, signs) == nil })
}
