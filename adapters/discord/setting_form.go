package discord

import (
	"context"
	"fmt"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// factForm asks for a fact, filled in with what was given already.
func factForm(lang string, given copilot.Setting) reply {
	say := func(key string) string { return catalogue.Say(lang, key, nil) }
	bounded := func(c component, most int) component {
		c.MaxLength = most
		return c
	}
	return reply{Type: replyModal, Data: modal{formOfFact, chat.Short(say("setting.facts.add"), maxFormTitle), []component{
		label(say("chat.fact"), "", bounded(textInput(optionFact, "", true, true), maxFact)),
		label(say("chat.fact.source"), "", bounded(textInput(optionSource, given.Source, false, false), maxSource)),
		label(say("chat.fact.until"), say("chat.fact.until.hint"), bounded(textInput(optionUntil, given.Until, false, false), maxSince)),
	}}}
}

// sendFact adds the fact that was sent.
func (d *Door) sendFact(ctx context.Context, s scene, answers map[string]string) reply {
	return d.answer(ctx, s, copilot.Setting{
		Sub: copilot.SubFacts, Do: copilot.FactsAdd,
		Words: d.readable(ctx, s, answers[optionFact]), Source: d.readable(ctx, s, answers[optionSource]), Until: answers[optionUntil],
	})
}

// importForm asks for a file, in as many inputs as a modal has.
func importForm(lang string) reply {
	say := func(key string) string { return catalogue.Say(lang, key, nil) }
	inputs := []component{label(say("chat.import"), say("chat.import.hint"), textInput(optionText, "", true, true))}
	for n := 1; n < maxInputs; n++ {
		inputs = append(inputs, label(say("chat.import.more"), "", textInput(fmt.Sprintf("%s/%d", optionText, n), "", true, false)))
	}
	return reply{Type: replyModal, Data: modal{formOfImport, chat.Short(say("setting.import"), maxFormTitle), inputs}}
}

// sendFile reads the file that was sent.
func (d *Door) sendFile(ctx context.Context, s scene) reply {
	return d.outcome(ctx, s, func(ctx context.Context) (string, error) {
		k, err := d.core.Import(ctx, s.at, s.person, chat.Joined(s.Data.typed()))
		if err != nil {
			return "", err
		}
		d.Redraw(func(ctx context.Context) error { return d.core.Redraw(quietly(ctx), s.at) })
		return catalogue.Say(s.person.Locale, "imported", catalogue.Args{"Count": len(k.Facts)}), nil
	}, whispered)
}
