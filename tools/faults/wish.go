package faults

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// reviewers ask for changes in Slack: each has one form open at a time, as people do.
type reviewers struct {
	fake *slacktest.Slack
	free chan string // user ids
}

const reviewersThere = 4

func reviewer(n int) string { return fmt.Sprintf("U0CARL%d", n) }

func newReviewers(fake *slacktest.Slack) *reviewers {
	r := &reviewers{fake, make(chan string, reviewersThere)}
	for n := range reviewersThere {
		fake.User(slacktest.User{ID: reviewer(n), Name: reviewer(n), RealName: "Carl " + reviewer(n)})
		r.free <- reviewer(n)
	}
	return r
}

// wished is what a reviewer asks for. The model writes what they ask for at once.
func wished(serial int) string { return "Say fresh instead of new " + mark(serial) }

// ask opens the form of Request changes and returns what is sent with it; nil when
// the form does not open in time, which whoever clicked can see.
func (r *reviewers) ask(ctx context.Context, h *house, o *order, at card, person string) *parcel {
	press, err := r.fake.Pressed(person, at.channel, at.id, "act.request_changes?")
	if err != nil {
		h.journal.note(o.serial, "nothing to press: %v", err)
		return nil
	}
	p := &parcel{asked: time.Now(), request: press.Request, read: func([]byte) (outcome, string) { return accepted, "" }}
	doors := h.doors()
	to, said := p.deliver(ctx, h.client, "http://"+doors[o.serial%len(doors)], 0)
	h.journal.note(o.serial, "form asked for: %v %s", to, said)
	values := map[string]string{"reason": wished(o.serial)}
	for until := time.Now().Add(tolerance); time.Now().Before(until); sleep(ctx, 20*time.Millisecond) {
		form, err := r.fake.Sent(person, values)
		if err == nil {
			return sent(form)
		}
	}
	return nil
}

// sent is a form on its way. The first answer counts: the form closes with it.
func sent(form slacktest.Delivery) *parcel {
	var mu sync.Mutex
	closed := false
	return &parcel{asked: time.Now(), request: form.Request, read: func(said []byte) (outcome, string) {
		mu.Lock()
		defer mu.Unlock()
		if closed {
			return withheld, string(said)
		}
		form.Answered(http.StatusOK, said)
		if len(said) == 0 {
			closed = true
			return accepted, ""
		}
		return wordsOf(said)
	}}
}

// wish has a reviewer ask for changes to a card, soon after it is there.
func (h *house) wish(o *order, at card) {
	rng := rand.New(rand.NewPCG(h.agenda.plan.seed, uint64(o.serial)<<2))
	ctx := h.t.Context()
	if !sleep(ctx, time.Duration(rng.Int64N(int64(spread)))) {
		return
	}
	r := h.slack.reviewers
	person := <-r.free
	defer func() { r.free <- person }()
	if p := r.ask(ctx, h, o, at, person); p != nil {
		h.strew(ctx, p, o, 3, h.journal.wished)
	}
	h.slack.fake.Abandon(person)
}
