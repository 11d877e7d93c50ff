package discord

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// FuzzInteraction: whatever is delivered, Discord is answered in one of its ways, as
// that kind of interaction is answered, and nothing panics.
func FuzzInteraction(f *testing.F) {
	for _, seed := range interactionSeeds {
		f.Add([]byte(seed))
	}
	c := silentDiscord(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		i, err := readInteraction(raw)
		if err != nil {
			return
		}
		d := NewDoor(&refuser{}, c, DoorOptions{Log: slog.New(slog.DiscardHandler)})
		r := d.interaction(t.Context(), i)
		d.acknowledged(i)
		if b, err := json.Marshal(r); err != nil || len(b) == 0 {
			t.Fatalf("%+v: %v", r, err)
		}
		if !fits(i.Type, r) {
			t.Fatalf("an interaction of type %d is answered with %+v", i.Type, r)
		}
	})
}

// refuser is a core that accepts nothing.
type refuser struct{ keeper }

func (*refuser) Accept(context.Context, copilot.Request) error {
	return copilot.NewFault(copilot.FaultStore, "fault.store", nil, nil)
}

func (*refuser) Click(context.Context, copilot.Ref, copilot.Click) error {
	return copilot.NewFault(copilot.FaultAbsent, "fault.draft.absent", nil, nil)
}

// fits says whether Discord takes an answer to a type of interaction.
func fits(kind int, r reply) bool {
	switch r.Type {
	case replyPong:
		return kind == interactionPing
	case replyAutocomplete:
		return kind == interactionAutocomplete
	case replyModal:
		m, ok := r.Data.(modal)
		return kind != interactionModal && ok && m.CustomID != "" && len(m.CustomID) <= maxCustomID && m.Title != "" && len(m.Components) <= maxInputs
	case replyMessage:
		p, ok := r.Data.(payload)
		return kind != interactionPing && kind != interactionAutocomplete && ok && p.Content != "" && p.Flags&flagEphemeral != 0
	case replyDefer:
		return kind == interactionCommand || kind == interactionModal
	case replyDeferUpdate, replyUpdate:
		return kind == interactionComponent || kind == interactionModal
	}
	return false
}

// interactionSeeds are some of each kind.
var interactionSeeds = []string{
	`{"type":1}`,
	`{"id":"1481000000000000001","token":"t","type":2,"guild_id":"1","channel_id":"2","channel":{"id":"2","type":11,"parent_id":"3"},"locale":"fr","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"},"permissions":"32"},"data":{"name":"draft","type":1,"options":[{"name":"text","type":3,"value":"our launch"}]}}`,
	`{"token":"t","type":2,"guild_id":"1","channel_id":"2","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"}},"data":{"name":"draft","type":1}}`,
	`{"token":"t","type":2,"guild_id":"1","channel_id":"2","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"},"permissions":"8"},"data":{"name":"copilot","options":[{"name":"settings","type":1}]}}`,
	`{"token":"t","type":2,"guild_id":"1","channel_id":"2","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"}},"data":{"name":"Draft a reply","type":3,"target_id":"4","resolved":{"messages":{"4":{"id":"4","content":"hello"}}}}}`,
	`{"token":"t","type":3,"guild_id":"1","channel_id":"2","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"}},"message":{"id":"4","flags":64},"data":{"custom_id":"act.edit?|d|1|AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}`,
	`{"token":"t","type":3,"guild_id":"1","channel_id":"2","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"}},"data":{"custom_id":"act.retry|interaction:1"}}`,
	`{"token":"t","type":4,"guild_id":"1","channel_id":"2","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"}},"data":{"name":"draft","options":[{"name":"network","type":3,"value":"li","focused":true}]}}`,
	`{"token":"t","type":5,"guild_id":"1","channel_id":"2","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"}},"message":{"id":"4"},"data":{"custom_id":"do|act.edit|d|1|AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","components":[{"type":18,"component":{"type":4,"custom_id":"text.1/0","value":"x"}},{"type":1,"components":[{"type":4,"custom_id":"hashtags","value":"#x"}]}]}}`,
	`{"token":"t","type":5,"guild_id":"1","channel_id":"2","authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"},"permissions":"32"},"data":{"custom_id":"settings|approvers","components":[{"type":18,"component":{"type":7,"custom_id":"approvers","values":["1","5"]}}],"resolved":{"roles":{"5":{"id":"5","name":"x"}}}}}`,
}
