package discord

import (
	"context"
	"errors"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// errUnknown is an interaction of a type that this bot never asked for.
var errUnknown = errors.New("discord: unknown interaction")

// interaction does what was typed, chosen, clicked or sent, and returns the answer.
// Whoever sends that calls acknowledged afterwards, also when it failed.
func (d *Door) interaction(ctx context.Context, i interaction) reply {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(copilot.Refer(ctx, copilot.Reference(i.named()))), chat.AckWithin)
	defer cancel()
	if i.Type == interactionPing {
		return reply{Type: replyPong}
	}
	d.chat.acks.begin(i.Token)
	s, err := d.sceneOf(i)
	if err == nil {
		err = d.admits(ctx, s)
	}
	if err != nil && i.Type == interactionAutocomplete {
		return choices(nil)
	}
	if err != nil {
		return whispered(d.sentence(ctx, s.person, err))
	}
	ctx = d.carried(ctx, s)
	var r reply
	err = d.Safely(func() error {
		r = d.handle(ctx, s)
		return nil
	})
	if err != nil {
		return whispered(d.sentence(ctx, s.person, err))
	}
	d.addressed(s, r)
	return r
}

// admits refuses whom the bot is not there for. From a decision about a draft the core
// does, and puts it on record; what is theirs alone they may say anywhere.
func (d *Door) admits(ctx context.Context, s scene) error {
	named := s.Data.CustomID
	if kind, rest, _ := strings.Cut(named, "|"); kind == formOfAction {
		named = rest
	}
	if b, ok := readButton(named); ok && b.act.Decides() {
		return nil
	}
	if known, _ := copilot.Lookup(s.Data.Name); known.Settings && settingOf(s.Data.Options).Personal() {
		return nil
	}
	return d.core.Admit(ctx, s.at, s.person)
}

// addressed keeps where the person can be told something from now on. What follows a
// promise first takes its place, before everybody's eyes perhaps: so there it has to
// be kept first.
func (d *Door) addressed(s scene, r reply) {
	switch {
	case r.Type == replyDefer:
		d.chat.addresses.pend(s.Guild, s.person.ID, s.Token)
	case s.Type == interactionCommand:
		d.chat.addresses.meet(s.Guild, s.person.ID, d.address(s, true))
	}
}

// acknowledged says that the answer to an interaction is on its way, or never will
// be: what follows may follow.
func (d *Door) acknowledged(i interaction) { d.chat.acks.end(i.Token) }

// unanswered shows what an answer carried that did not arrive: the core takes it for
// shown.
func (d *Door) unanswered(ctx context.Context, i interaction, answer reply) {
	p, ok := answer.Data.(payload)
	if !ok || answer.Type != replyUpdate || i.Message == nil || i.Message.Flags&flagEphemeral != 0 {
		return
	}
	d.Background(func() {
		_ = d.insist(ctx, func(ctx context.Context) error {
			_, err := d.chat.rest.edit(ctx, i.ChannelID, i.Message.ID, p)
			return err
		})
	})
}

// handle does it, by its type.
func (d *Door) handle(ctx context.Context, s scene) reply {
	switch {
	case s.Type == interactionCommand && s.Data.Type == commandMessage:
		return d.messageCommand(ctx, s)
	case s.Type == interactionCommand:
		return d.command(ctx, s)
	case s.Type == interactionComponent:
		return d.click(ctx, s)
	case s.Type == interactionAutocomplete:
		return d.complete(ctx, s)
	case s.Type == interactionModal:
		return d.submitted(ctx, s)
	default:
		return whispered(d.sentence(ctx, s.person, errUnknown))
	}
}
