package discord

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"slices"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/chat/chattest"
)

// RestBy has the rests that Discord asks for taken another way than by the clock on
// the wall, and the tries at an address made sooner after one another.
func (c *Chat) RestBy(rest func(context.Context, time.Duration) error) {
	c.rest.limits.pause = func(ctx context.Context, d time.Duration, wake <-chan struct{}) error {
		if d > 0 {
			return rest(ctx, d)
		}
		return pause(ctx, d, wake)
	}
	c.pause = func(ctx context.Context, d time.Duration) error { return chat.Rest(ctx, d/20) }
}

// Sealed is the custom_id of a button as it would stand in a message, had we put it
// there: what somebody could send who has our key.
func (c *Chat) Sealed(guild, channel, message, customID string) string {
	b, _ := readButton(customID)
	b.seal = c.signet.Seal(b.claim(guild, chat.Standing(channel, message)))
	return b.customID()
}

// Clicks is what comes of a click as it is delivered, whatever it says, on a message that
// has the button; asked is that it is sent with the form that the button opens. It is
// what the person alone is told, "" for nothing.
func (d *Door) Clicks(ctx context.Context, who string, b chattest.Button, asked bool) string {
	row, err := json.Marshal(component{Type: componentRow, Components: []component{{Type: componentButton, CustomID: b.Said}}})
	if err != nil {
		return err.Error()
	}
	i := interaction{
		ID: idOf(d.Now()), Type: interactionComponent, Token: rand.Text(), Guild: b.Workspace, ChannelID: b.Channel, Locale: "fr",
		Channel: &channel{ID: b.Channel}, Member: &member{User: &user{ID: who, Name: "marc"}},
		Owners: map[string]snowflake{installedInServer: b.Workspace}, Data: interactionData{CustomID: b.Said},
		Message: &message{ID: b.Message, Channel: b.Channel, Components: []json.RawMessage{row}},
	}
	if asked {
		i.Type, i.Data.CustomID = interactionModal, formOfAction+"|"+b.Said
		for _, name := range []string{"reason", "text", "text.1/0"} {
			i.Data.Components = append(i.Data.Components, givenRow{Type: componentLabel, Component: &givenComponent{Type: componentTextInput, CustomID: name, Value: "forged"}})
		}
	}
	r := d.interaction(ctx, i)
	d.acknowledged(i)
	if p, ok := r.Data.(payload); ok && r.Type == replyMessage {
		return p.Content
	}
	return ""
}

// Passes says whether what a code tells of may be over soon.
func Passes(code int) bool { return slices.Contains(passing, code) }
