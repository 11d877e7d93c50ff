package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// action finds the action of a button on its card as it is now; answer is what there
// is to say instead, nil for nothing.
func (d *Door) action(ctx context.Context, s scene, b button) (card copilot.Card, a copilot.Action, answer *reply) {
	var read copilot.Card // written by whoever is late, too: not looked at after an error
	err := d.Promptly(ctx, func(ctx context.Context) (err error) {
		if err := d.here(ctx, s, b); err != nil {
			return err
		}
		if b.act.Decides() {
			k := copilot.Decision{Draft: b.draft, Revision: b.revision, Digest: b.digest, Verdict: copilot.Verdict(b.act), Person: s.person}
			if err := d.core.May(ctx, ref(s.at, b), k); err != nil {
				return err
			}
		}
		read, err = d.core.Card(ctx, ref(s.at, b), b.revision, s.person.Locale)
		return err
	}, told)
	if err != nil {
		r := whispered(d.sentence(ctx, s.person, slow(err)))
		return copilot.Card{}, a, &r
	}
	card = read
	at := slices.IndexFunc(card.Actions(), func(a copilot.Action) bool { return a.Act == b.act })
	if at < 0 {
		r := whispered(chat.Past(s.person.Locale, card))
		return card, a, &r
	}
	return card, card.Actions()[at], nil
}

// told is for what was told already: that it took too long.
func told(context.Context, error) {}

// slow is what a person is told when something took too long for an answer.
func slow(err error) error {
	if errors.Is(err, chat.ErrLate) {
		return copilot.NewFault(copilot.FaultStore, "fault.store", nil, err)
	}
	return err
}

// askAction opens the form of a card's action, as the draft is now.
func (d *Door) askAction(ctx context.Context, s scene, b button) reply {
	card, a, answer := d.action(ctx, s, b)
	if answer != nil {
		return *answer
	}
	parts, err := actionInputs(card, a)
	if err != nil {
		return whispered(d.sentence(ctx, s.person, err))
	}
	title := a.Label
	if note := formNote(card, a); note != "" && parts[0].Type != componentTextDisplay { // no room but there
		title = "✏️ " + chat.LabelOf(card)
	}
	return reply{Type: replyModal, Data: modal{formOfAction + "|" + b.customID(), chat.Short(title, maxFormTitle), parts}}
}

// actionInputs asks what an action needs to know, after what there is to check
// before signing. Generated text stands below the label, as everywhere.
func actionInputs(card copilot.Card, a copilot.Action) ([]component, error) {
	var parts []component
	if note := formNote(card, a); note != "" {
		parts = append(parts, component{Type: componentTextDisplay, Content: note})
	}
	for _, field := range a.Form {
		parts = append(parts, fieldInputs(card, field)...)
	}
	if len(parts) > maxInputs { // of five texts the hashtags stay what they are
		parts = slices.DeleteFunc(parts, func(c component) bool { return c.Component != nil && c.Component.CustomID == fieldHashtags })
	}
	if len(parts) > maxInputs && parts[0].Type == componentTextDisplay {
		parts = parts[1:]
	}
	if len(parts) > maxInputs {
		return nil, copilot.NewFault(copilot.FaultInput, "discord.fault.form", nil, nil)
	}
	return parts, nil
}

// formNote is what stands above the inputs: the label over generated text, and what
// there is to check.
func formNote(card copilot.Card, a copilot.Action) string {
	var lines []string
	if slices.ContainsFunc(a.Form, chat.ShowsText) {
		if said := chat.LabelOf(card); said != "" {
			lines = append(lines, "✏️ **"+escape(said)+"**")
		}
	}
	if a.Act == copilot.ActApprove {
		for _, b := range card.Blocks() {
			if b.Kind == copilot.BlockFindings {
				lines = append(lines, "**"+escape(b.Title)+"**")
				for _, f := range findings(b.Items) {
					lines = append(lines, f.shown)
				}
			}
		}
	}
	return chat.Short(strings.Join(lines, "\n"), maxNote)
}

// maxNote bounds a text display of a modal, in characters.
const maxNote = 2_000

// fieldInputs are the inputs of a field: several for a text that is longer than one
// takes.
func fieldInputs(card copilot.Card, f copilot.Field) []component {
	if len(f.Options) > 0 {
		return []component{label(f.Label, "", versions(card, f))}
	}
	if !strings.HasPrefix(f.Name, "text.") {
		return []component{label(f.Label, "", textInput(f.Name, f.Value, f.Long, f.Required))}
	}
	pieces := chat.Split(f.Value, maxInput)
	if len(pieces) == 0 {
		pieces = []string{""}
	}
	var parts []component
	for i, piece := range pieces {
		words := f.Label
		if len(pieces) > 1 {
			words = chat.Short(words, maxInputLabel-8) + fmt.Sprintf(" (%d/%d)", i+1, len(pieces))
		}
		parts = append(parts, label(words, "", textInput(f.Name+"/"+strconv.Itoa(i), piece, true, i == 0)))
	}
	return parts
}

// versions asks for one of the texts of a card, by how each begins.
func versions(card copilot.Card, f copilot.Field) component {
	all := requiredSelect(f.Name, f.Options, "")
	for _, b := range card.Blocks() {
		for i := range all.Options {
			if b.Kind == copilot.BlockText && all.Options[i].Value == strconv.Itoa(b.Variant) {
				all.Options[i].Description = chat.Short(chat.OneLine(b.Text), maxChoice)
			}
		}
	}
	return all
}

// joined are the answers to a form by the names of its fields, the pieces of long
// texts put together again.
func joined(answers map[string][]string) map[string]string {
	all := map[string]string{}
	for name, values := range answers {
		if !strings.Contains(name, "/") {
			all[name] = strings.Join(values, "")
		}
	}
	for n := 1; ; n++ {
		field, found := fmt.Sprintf("text.%d", n), false
		for i := 0; ; i++ {
			values, ok := answers[field+"/"+strconv.Itoa(i)]
			if !ok {
				break
			}
			found = true
			all[field] += strings.Join(values, "")
		}
		if !found {
			return all
		}
	}
}
