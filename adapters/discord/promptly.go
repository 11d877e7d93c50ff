package discord

import (
	"context"
	"errors"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// promptly does something and says how it went; chat.ErrLate when it takes longer
// than an acknowledgement waits, and then the person is told of a refusal
// afterwards.
func (d *Door) promptly(ctx context.Context, s scene, do func(context.Context) error) error {
	return d.Promptly(ctx, do, func(ctx context.Context, err error) { d.tellFault(ctx, s, err) })
}

// outcome does something and answers with what that says. When it takes longer than an
// acknowledgement waits, the person is told of it afterwards; a refusal repeats what they
// had typed.
func (d *Door) outcome(ctx context.Context, s scene, do func(context.Context) (string, error), answer func(said string) reply) reply {
	var said string
	err := d.Promptly(ctx, func(ctx context.Context) (err error) {
		said, err = do(ctx)
		return err
	}, func(ctx context.Context, err error) {
		if d.tellFault(ctx, s, err); err == nil {
			d.tellLate(ctx, s, answer(said), said)
		}
	})
	switch {
	case errors.Is(err, chat.ErrLate):
		return whispered(catalogue.Say(s.person.Locale, "chat.wait", nil))
	case err != nil:
		return d.kept(ctx, s, whispered(d.sentence(ctx, s.person, err)))
	}
	return answer(said)
}

// tellLate gives an answer for which the acknowledgement did not wait; where it cannot be
// given as such, its words are told.
func (d *Door) tellLate(ctx context.Context, s scene, r reply, said string) {
	if p, ok := r.Data.(payload); ok && d.chat.followUp(ctx, d.address(s, true), p) == nil {
		return
	}
	d.tell(ctx, s.person, s.at, said)
}

// refused is the answer to what went wrong, if it did, before one person's eyes.
func (d *Door) refused(ctx context.Context, s scene, err error) (reply, bool) {
	if err == nil || errors.Is(err, chat.ErrLate) {
		return reply{}, false
	}
	return whispered(d.sentence(ctx, s.person, err)), true
}

// afterwards does what need not be done before the acknowledgement, and tells the
// person when it fails.
func (d *Door) afterwards(ctx context.Context, s scene, do func(context.Context) error) {
	d.Afterwards(ctx, do, func(ctx context.Context, err error) { d.tellFault(ctx, s, err) })
}

// tellFault tells a person why something was not done, and gives back what they had
// typed for it.
func (d *Door) tellFault(ctx context.Context, s scene, err error) {
	if err == nil {
		return
	}
	d.tell(ctx, s.person, s.at, d.sentence(ctx, s.person, err))
	if err := d.giveBack(ctx, s, typedPages(s.Data.typed())); err != nil {
		d.Log.ErrorContext(ctx, "discord: what was typed is not given back", "error", err)
	}
}

// tell says something to a person, as an answer to what they did last.
func (d *Door) tell(ctx context.Context, to copilot.Person, at copilot.Place, sentence string) {
	if err := d.chat.Tell(ctx, to, at, sentence); err != nil {
		d.Log.ErrorContext(ctx, "discord: nobody was told", "error", err)
	}
}
