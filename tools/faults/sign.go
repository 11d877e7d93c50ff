package faults

import (
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"time"
)

// How many answers there are to one that somebody signs off, and, in Slack, to one that
// somebody wants changed.
const (
	signOneIn = 5
	wishOneIn = 20
)

// visible notes that the answer to a command can be seen, and has some signed off.
func (h *house) visible(serial int, answer []byte) {
	var message struct {
		OK        *bool  `json:"ok"`
		Channel   any    `json:"channel"`
		TS        string `json:"ts"`
		ID        string `json:"id"`
		ChannelID string `json:"channel_id"`
	}
	if json.Unmarshal(answer, &message) != nil || message.OK != nil && !*message.OK {
		return
	}
	channel, _ := message.Channel.(string) // in Discord it would be an object
	at := card{cmp.Or(channel, message.ChannelID), cmp.Or(message.TS, message.ID)}
	o := h.journal.answered(serial)
	switch {
	case o == nil || at.id == "":
	case serial%signOneIn == 0:
		h.signing.Go(func() { h.sign(o, at) })
	case serial%wishOneIn == 3 && o.crowd == h.slack:
		h.signing.Go(func() { h.wish(o, at) })
	}
}

// sign presses Approve on a card, soon after it is there.
func (h *house) sign(o *order, at card) {
	rng := rand.New(rand.NewPCG(h.agenda.plan.seed, uint64(o.serial)<<1))
	if !sleep(h.t.Context(), time.Duration(rng.Int64N(int64(spread)))) {
		return
	}
	p, err := o.crowd.approve(at)
	if err != nil {
		h.journal.note(o.serial, "nothing to press: %v", err)
		return
	}
	h.strew(h.t.Context(), p, o, 3, h.journal.clicked)
}
