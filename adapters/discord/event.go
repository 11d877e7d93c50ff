package discord

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Deliver takes one event of the gateway: its name and its data as they came. What
// is an interaction is answered; what was edited or deleted is followed; a message
// that calls the bot by its name is taken for a command.
func (d *Door) Deliver(ctx context.Context, event string, raw json.RawMessage) {
	switch event {
	case "INTERACTION_CREATE":
		d.interact(ctx, raw)
	case "MESSAGE_CREATE":
		d.noted(ctx, raw, d.mention, d.unkept)
	case "MESSAGE_UPDATE":
		d.noted(ctx, raw, func(ctx context.Context, m message) error {
			if m.Edited == "" || m.Author.Bot { // an unfurl; a program's, ours among them
				return nil
			}
			return d.changed(ctx, m.Guild, m.Channel, []snowflake{m.ID}, false)
		}, nil)
	case "MESSAGE_DELETE":
		d.noted(ctx, raw, func(ctx context.Context, m message) error {
			return d.changed(ctx, m.Guild, m.Channel, []snowflake{m.ID}, true)
		}, nil)
	case "MESSAGE_DELETE_BULK":
		d.deleted(ctx, raw)
	}
}

// interact answers an interaction that came over the gateway.
func (d *Door) interact(ctx context.Context, raw json.RawMessage) {
	i, err := readInteraction(raw)
	if err != nil {
		d.Log.WarnContext(ctx, "discord: unreadable", "error", err)
		return
	}
	answer := d.interaction(ctx, i)
	defer d.acknowledged(i)
	if err := d.acknowledge(ctx, i, answer); err != nil {
		d.Log.WarnContext(ctx, "discord: not acknowledged in time", "error", err)
		d.unanswered(ctx, i, answer)
	}
}

// acknowledge sends an answer, again while there is time for it: what was accepted
// is answered in any case, but the person would be told that nobody responds.
func (d *Door) acknowledge(ctx context.Context, i interaction, answer reply) error {
	ctx, cancel := context.WithTimeout(ctx, ackTime)
	defer cancel()
	for pause := firstRest; ; pause *= 2 {
		err := d.chat.rest.callback(ctx, i.ID, i.Token, answer)
		if err == nil || !chat.Passes(err) || errors.Is(err, errUnknownInteraction) {
			return err
		}
		if chat.Rest(ctx, pause) != nil {
			return err
		}
	}
}

// noted reads a message's event and does something about it, more than once when the
// store does not answer: Discord tells it no second time. sorry, unless nil, is told
// why it was not taken note of in the end.
func (d *Door) noted(ctx context.Context, raw json.RawMessage, do func(context.Context, message) error, sorry func(context.Context, message, error) error) {
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		d.Log.WarnContext(ctx, "discord: unreadable", "error", err)
		return
	}
	if m.Guild == "" || m.Channel == "" || m.ID == "" { // said to the bot alone, where it hears nobody; or none
		return
	}
	ctx = copilot.Refer(ctx, copilot.Reference(m.named()))
	err := d.insist(ctx, func(ctx context.Context) error { return do(ctx, m) })
	if err != nil && sorry != nil {
		_ = d.insist(ctx, func(ctx context.Context) error { return sorry(ctx, m, err) }) // it is in the log
	}
}

// unkept tells somebody who called the bot that their order was not accepted.
func (d *Door) unkept(ctx context.Context, m message, why error) error {
	if !chat.Passes(why) { // then they are told already
		return nil
	}
	_, err := d.chat.rest.create(ctx, m.Channel, answering(m.ID, d.sentence(ctx, d.author(m), why)))
	return err
}

// insistPauses are the pauses between the tries to take note of an event.
var insistPauses = []time.Duration{time.Second, 5 * time.Second, 20 * time.Second}

// maxInsisting is how many events are waited with at once; of more each is tried once.
const maxInsisting = 200

// insist does something until it goes well, four times within two minutes, and
// returns why it did not. What trying again does not cure is tried once.
func (d *Door) insist(ctx context.Context, do func(context.Context) error) error {
	crowded := d.insisting.Add(1) > maxInsisting
	defer d.insisting.Add(-1)
	for n := 0; ; n++ {
		ctx, cancel := chat.Handling(ctx)
		err := d.Safely(func() error { return do(ctx) })
		cancel()
		if err == nil {
			return nil
		}
		if crowded || n == len(insistPauses) || !chat.Passes(err) || chat.Rest(d.Closing, insistPauses[n]) != nil {
			d.Log.ErrorContext(ctx, "discord: event not taken note of", "error", err)
			return err
		}
	}
}

// deleted follows messages that were deleted at once.
func (d *Door) deleted(ctx context.Context, raw json.RawMessage) {
	var many struct {
		IDs     []snowflake `json:"ids"`
		Channel snowflake   `json:"channel_id"`
		Guild   snowflake   `json:"guild_id"`
	}
	if err := json.Unmarshal(raw, &many); err != nil {
		d.Log.WarnContext(ctx, "discord: unreadable", "error", err)
		return
	}
	if many.Guild == "" || many.Channel == "" {
		return
	}
	_ = d.insist(ctx, func(ctx context.Context) error { return d.changed(ctx, many.Guild, many.Channel, many.IDs, true) })
}

// changed follows messages that were edited or deleted through to what is kept.
func (d *Door) changed(ctx context.Context, guild, in snowflake, ids []snowflake, gone bool) error {
	at := copilot.Place{Platform: Platform, Workspace: guild, Channel: in}
	found, err := d.chat.channels.find(ctx, in, nameAge)
	if err == nil {
		at = placeOf(guild, found)
	} else if had, known := d.chat.channels.recall(in, forEver); known { // gone by now
		at = placeOf(guild, had)
	} else if !closed(err) { // one that is hidden is taken at its word
		return err
	}
	for _, id := range ids {
		d.chat.targets.forget(id)
		if err := d.core.SourceChanged(ctx, at, id, gone); err != nil {
			return err
		}
	}
	return nil
}
