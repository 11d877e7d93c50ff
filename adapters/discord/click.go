package discord

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// click does what was clicked. Forms open first; what cannot be undone, or has
// something to check, is asked once more.
func (d *Door) click(ctx context.Context, s scene) reply {
	b, ok := readButton(s.Data.CustomID)
	part, isPart := strings.CutPrefix(s.Data.CustomID, formOfSettings+"|")
	if isPart {
		return d.openPart(ctx, s, part)
	}
	if !ok {
		return whispered(d.sentence(ctx, s.person, copilot.NewFault(copilot.FaultAbsent, "fault.act", nil, nil)))
	}
	if doubt := d.doubt(ctx, s, b); doubt != nil {
		return d.disowned(ctx, s, b, doubt)
	}
	switch {
	case b.asks:
		return d.askAction(ctx, s, b)
	case b.confirm:
		return d.askAgain(ctx, s, b)
	case b.sure: // the message that was clicked on is the question, not the card
		return d.confirmed(ctx, s, b)
	default:
		return d.inPlace(ctx, s, func(ctx context.Context) error { return d.act(ctx, s, b) })
	}
}

// inPlace does something that changes the message that was clicked on: the answer
// is that message as it is then.
func (d *Door) inPlace(ctx context.Context, s scene, do func(context.Context) error) reply {
	if s.Message == nil {
		return whispered(d.sentence(ctx, s.person, copilot.NewFault(copilot.FaultAbsent, "fault.act", nil, nil)))
	}
	id := s.Message.ID
	alone := s.Message.Flags&flagEphemeral != 0
	d.chat.acks.hold(s.Token, id)
	d.chat.addresses.shown(id, d.address(s, alone), true) // which is of use once this is acknowledged
	ctx, held := withScreen(ctx, id)
	err := d.promptly(ctx, s, do)
	shown := held.take()
	answer, refused := d.refused(ctx, s, err)
	if refused && (shown == nil || !alone) {
		d.chat.addresses.lose(id) // its first answer is another message now
		d.restore(ctx, s, shown)
		return answer
	}
	if refused { // nobody but this answer reaches what one person alone sees
		d.afterwards(ctx, s, func(context.Context) error { return err })
	}
	if shown == nil {
		return reply{Type: replyDeferUpdate}
	}
	return reply{Type: replyUpdate, Data: *shown}
}

// restore shows what was held for an answer that says something else now.
func (d *Door) restore(ctx context.Context, s scene, shown *payload) {
	if shown == nil {
		return
	}
	in := channelOf(s.at)
	d.afterwards(ctx, s, func(ctx context.Context) error {
		_, err := d.chat.rest.edit(ctx, in, s.Message.ID, *shown)
		return err
	})
}

// act does what a button without a form says.
func (d *Door) act(ctx context.Context, s scene, b button) error {
	if b.act == copilot.ActRetry {
		if !s.shows() {
			return copilot.NewFault(copilot.FaultAbsent, "fault.act", nil, nil)
		}
		return d.core.Again(ctx, s.at.Tenant(), b.request)
	}
	if err := d.here(ctx, s, b); err != nil {
		return err
	}
	err := d.core.Click(ctx, ref(s.at, b), d.clicked(s, b, nil))
	if err == nil && b.act == copilot.ActShare {
		d.afterwards(ctx, s, func(ctx context.Context) error {
			d.tell(ctx, s.person, s.at, catalogue.Say(s.person.Locale, "chat.shared", nil))
			return nil
		})
	}
	return err
}

// shows says whether the message that was clicked on, as Discord signed it, has the
// button: its name says nothing that could be checked otherwise.
func (s scene) shows() bool {
	for _, row := range s.Message.Components {
		if slices.Contains(customIDs(row), s.Data.CustomID) {
			return true
		}
	}
	return false
}

// clicked is a click as the core takes it.
func (d *Door) clicked(s scene, b button, form map[string]string) copilot.Click {
	return copilot.Click{
		Act: b.act, Expect: copilot.Expect{Revision: b.revision, Digest: b.digest}, Person: s.person,
		Form: form, Request: "interaction:" + s.ID,
	}
}

// here refuses a draft of another place, and one that somebody else alone was shown:
// whoever sends the name of its button need not have seen it (P6). What one person
// alone sees may be about elsewhere. It is refused as one that is not there.
func (d *Door) here(ctx context.Context, s scene, b button) error {
	draft, err := d.core.Draft(ctx, ref(s.at, b))
	if err != nil {
		return err
	}
	if draft.Private && draft.Author.Same(s.person) || !draft.Private && draft.Place == s.at {
		return nil
	}
	return copilot.NewFault(copilot.FaultAbsent, "fault.draft.absent", nil, nil)
}

func ref(at copilot.Place, b button) copilot.Ref {
	return copilot.Ref{Tenant: at.Tenant(), Draft: b.draft}
}

// askAgain asks whether somebody is sure, before their eyes only.
func (d *Door) askAgain(ctx context.Context, s scene, b button) reply {
	card, a, answer := d.action(ctx, s, b)
	if answer != nil {
		return *answer
	}
	asked := confirmation(s.person.Locale, card, a, b)
	asked.Components = d.chat.sealedButtons(asked.Components, s.Guild, chat.Asking(s.ChannelID, s.person.ID))
	return reply{Type: replyMessage, Data: asked}
}

// confirmed does what somebody is sure of, and says so in the place of the question.
func (d *Door) confirmed(ctx context.Context, s scene, b button) reply {
	err := d.promptly(ctx, s, func(ctx context.Context) error { return d.act(ctx, s, b) })
	words := catalogue.Say(s.person.Locale, "discord.done", nil)
	switch {
	case errors.Is(err, chat.ErrLate):
		words = catalogue.Say(s.person.Locale, "chat.wait", nil)
	case err != nil:
		words = d.sentence(ctx, s.person, err)
	}
	p := said(escape(words))
	p.Flags = 0
	return reply{Type: replyUpdate, Data: p}
}
