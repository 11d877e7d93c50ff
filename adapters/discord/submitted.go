package discord

import (
	"context"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// submitted does what was sent with a modal. A refusal repeats what was typed: the
// modal is gone by then.
func (d *Door) submitted(ctx context.Context, s scene) reply {
	answers := s.Data.answers()
	kind, rest, _ := strings.Cut(s.Data.CustomID, "|")
	switch kind {
	case formOfCommand:
		if f, ok := readForm(s.Data.CustomID); ok {
			return d.kept(ctx, s, d.accept(ctx, s, d.filledIn(ctx, s, f, answers)))
		}
	case formOfAction:
		if b, ok := readButton(rest); ok && b.asks {
			if doubt := d.doubt(ctx, s, b); doubt != nil {
				return d.kept(ctx, s, d.disowned(ctx, s, b, doubt))
			}
			return d.kept(ctx, s, d.sendAction(ctx, s, b, joined(answers)))
		}
	case formOfSettings, formOfFact, formOfImport:
		return d.sendSetting(ctx, s, kind, rest, answers)
	}
	return d.kept(ctx, s, whispered(d.sentence(ctx, s.person, copilot.NewFault(copilot.FaultAbsent, "fault.act", nil, nil))))
}

// sendSetting does what a form of a channel's settings says, if who sent it may still
// manage the server.
func (d *Door) sendSetting(ctx context.Context, s scene, kind, rest string, answers map[string][]string) reply {
	if err := s.manages(); err != nil {
		return d.kept(ctx, s, whispered(d.sentence(ctx, s.person, err)))
	}
	switch kind {
	case formOfFact:
		return d.sendFact(ctx, s, joined(answers))
	case formOfImport:
		return d.sendFile(ctx, s)
	default:
		part, seen, _ := strings.Cut(rest, "|")
		return d.saveSettings(ctx, s, part, seen)
	}
}

// filledIn is the request that the form of a command makes.
func (d *Door) filledIn(ctx context.Context, s scene, f form, answers map[string][]string) copilot.Request {
	r := f.request(d.request(s), answers)
	r.Text = d.readable(ctx, s, r.Text)
	return r
}

// kept adds to a refusal what the person had typed, so that nothing is lost: as much
// as a message holds, and the rest in further ones.
func (d *Door) kept(ctx context.Context, s scene, r reply) reply {
	p, ok := r.Data.(payload)
	if !ok || r.Type != replyMessage {
		return r
	}
	pages := typedPages(s.Data.typed())
	if len(pages) == 0 {
		return r
	}
	p.Embeds, p.Flags = pages[0], flagEphemeral
	if rest := pages[1:]; len(rest) > 0 {
		d.afterwards(ctx, s, func(ctx context.Context) error { return d.giveBack(ctx, s, rest) })
	}
	return reply{Type: replyMessage, Data: p}
}

// giveBack shows a person what they had typed, before their eyes only.
func (d *Door) giveBack(ctx context.Context, s scene, pages [][]embed) error {
	to := d.address(s, true)
	for _, embeds := range pages {
		p := payload{Embeds: embeds, Components: []component{}, Flags: flagEphemeral}
		if err := d.chat.followUp(ctx, to, p); err != nil {
			return err
		}
	}
	return nil
}

// typedPages are the words that somebody typed into a form, exactly, as the embeds of
// messages; none where they typed nothing.
func typedPages(typed []string) [][]embed {
	p := pages{room: maxCharacters}
	for _, words := range typed {
		for _, u := range shown(words, escape) {
			u.alone = true
			p.add(u)
		}
	}
	if len(p.now) > 0 {
		p.end()
	}
	return p.done
}

// sendAction does what the form of a card's action was about.
func (d *Door) sendAction(ctx context.Context, s scene, b button, answers map[string]string) reply {
	alone := s.Message != nil && s.Message.Flags&flagEphemeral != 0
	switch {
	case b.act == copilot.ActFollowUp: // another card follows, as a new message
		k := d.clicked(s, b, answers)
		k.Reply = d.chat.sealer.seal(d.address(s, alone))
		if err := d.doHere(ctx, s, b, k); err != nil {
			return whispered(d.sentence(ctx, s.person, err))
		}
		return deferred(alone)
	case b.act == copilot.ActEdit && alone:
		return d.editAlone(ctx, s, b, answers)
	default:
		return d.inPlace(ctx, s, func(ctx context.Context) error {
			form, err := d.completed(ctx, s, b, answers)
			if err != nil {
				return err
			}
			return d.doHere(ctx, s, b, d.clicked(s, b, form))
		})
	}
}

// doHere does what was clicked about a draft of this place.
func (d *Door) doHere(ctx context.Context, s scene, b button, k copilot.Click) error {
	if err := d.here(ctx, s, b); err != nil {
		return err
	}
	return d.core.Click(ctx, ref(s.at, b), k)
}

// editAlone keeps what somebody wrote into a draft that they alone see. Its new card
// can be shown to them in the answer to what they sent and nowhere else, so that is
// promised first.
func (d *Door) editAlone(ctx context.Context, s scene, b button, answers map[string]string) reply {
	to := d.address(s, true)
	k := d.clicked(s, b, nil)
	d.Background(func() {
		ctx, cancel := chat.Handling(ctx)
		defer cancel()
		d.chat.acks.wait(ctx, s.Token)
		d.chat.addresses.await(k.Request, to)
		err := d.Safely(func() (err error) {
			if k.Form, err = d.completed(ctx, s, b, answers); err != nil {
				return err
			}
			return d.doHere(ctx, s, b, k)
		})
		if _, untaken := d.chat.addresses.take(k.Request); untaken || err != nil {
			d.concluded(ctx, s, to, err)
		}
	})
	return deferred(true)
}

// concluded says in the place of a promised answer how it went, and gives back what
// was typed for nothing.
func (d *Door) concluded(ctx context.Context, s scene, to address, why error) {
	words := catalogue.Say(s.person.Locale, "discord.done", nil)
	if why != nil {
		words = d.sentence(ctx, s.person, why)
	}
	p := said(escape(words))
	p.Flags = 0
	_, err := d.chat.editOriginal(ctx, to, p)
	if err == nil {
		d.chat.addresses.answered(to)
	}
	if err == nil && why != nil {
		err = d.giveBack(ctx, s, typedPages(s.Data.typed()))
	}
	if err != nil {
		d.Log.ErrorContext(ctx, "discord: nobody was told", "error", err)
	}
}
