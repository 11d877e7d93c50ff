package slack

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// askAction opens the form of a card's action: an empty one at once, for what
// opens it is good for three seconds, then what the store says of the draft.
func (d *Door) askAction(ctx context.Context, trigger string, p copilot.Person, f form, b button) error {
	lang, _ := d.glance(p)
	id, opened, err := d.chat.openView(ctx, trigger, notice(lang, catalogue.Say(lang, "chat.wait", nil)))
	if err != nil || !opened {
		return err
	}
	d.afterwards(ctx, p, f.Place, func(ctx context.Context) error {
		return d.chat.updateView(ctx, id, d.actionView(ctx, p, f, b))
	})
	return nil
}

// actionView is the form of an action as the draft is now, or what there is to say
// instead.
func (d *Door) actionView(ctx context.Context, p copilot.Person, f form, b button) slackgo.ModalViewRequest {
	lang := d.language(ctx, p)
	if err := d.prove(ctx, d.met(ctx, p), f, b); err != nil {
		return notice(lang, d.sentence(ctx, p, err))
	}
	draft, err := d.core.Draft(ctx, ref(f.Place, b))
	if err == nil && draft.Private && !draft.Author.Same(p) { // whoever sends a button's name need not have seen it (P6)
		err = copilot.NewFault(copilot.FaultAbsent, "fault.draft.absent", nil, nil)
	}
	if err != nil {
		return notice(lang, d.sentence(ctx, p, err))
	}
	if b.act.Decides() {
		k := copilot.Decision{Draft: b.draft, Revision: b.revision, Digest: b.digest, Verdict: copilot.Verdict(b.act), Person: d.met(ctx, p)}
		if err := d.core.May(ctx, ref(f.Place, b), k); err != nil {
			return notice(lang, d.sentence(ctx, p, err))
		}
	}
	card, err := d.core.Card(ctx, ref(f.Place, b), b.revision, lang)
	if err != nil {
		return notice(lang, d.sentence(ctx, p, err))
	}
	at := slices.IndexFunc(card.Actions(), func(a copilot.Action) bool { return a.Act == b.act })
	if at < 0 {
		return notice(lang, chat.Past(lang, card))
	}
	return actionForm(lang, f, card, card.Actions()[at])
}

func ref(at copilot.Place, b button) copilot.Ref {
	return copilot.Ref{Tenant: at.Tenant(), Draft: b.draft}
}

// actionForm asks what an action needs to know. Generated text in it stands
// between the labels, as everywhere.
func actionForm(lang string, f form, card copilot.Card, a copilot.Action) slackgo.ModalViewRequest {
	r := renderer{card: card, label: chat.LabelOf(card), lang: lang}
	var blocks []slackgo.Block
	for _, field := range a.Form {
		blocks = append(blocks, r.field(field, &f)...)
	}
	if a.Act == copilot.ActApprove {
		blocks = append(r.doubts(), blocks...)
	}
	if slices.ContainsFunc(a.Form, chat.ShowsText) {
		head := r.labelUnit().blocks
		blocks = append(append(slices.Clone(head), blocks...), head...)
	}
	view := modal(callbackAction, "", done(lang, a), catalogue.Say(lang, "chat.cancel", nil), blocks)
	view.Title = plainText(a.Label, maxTitle)
	view.PrivateMetadata = f.metadata()
	return view
}

// done is what the button of a form says, where the name of the action would only
// repeat what opened it.
func done(lang string, a copilot.Action) string {
	switch a.Act {
	case copilot.ActEdit, copilot.ActFollowUp:
		return catalogue.Say(lang, "chat.done."+string(a.Act), nil)
	default:
		return a.Label
	}
}

func (r renderer) field(f copilot.Field, to *form) []slackgo.Block {
	if len(f.Options) > 0 {
		return r.choices(f)
	}
	if !strings.HasPrefix(f.Name, "text.") {
		return []slackgo.Block{textInput(f.Name, f.Label, "", f.Value, f.Long, !f.Required)}
	}
	pieces := chat.Split(f.Value, maxInput)
	to.Joins = append(to.Joins, len(pieces))
	var blocks []slackgo.Block
	for i, piece := range pieces {
		label := f.Label
		if len(pieces) > 1 {
			label += fmt.Sprintf(" (%d/%d)", i+1, len(pieces))
		}
		blocks = append(blocks, textInput(pieceName(f.Name, i), label, "", piece, true, i > 0))
	}
	return blocks
}

// pieceName names the inputs of a text that is longer than one input takes.
func pieceName(field string, piece int) string { return field + "/" + strconv.Itoa(piece) }

// choices shows the text of each variant and asks for one of them.
func (r renderer) choices(f copilot.Field) []slackgo.Block {
	var blocks []slackgo.Block
	for _, b := range r.card.Blocks() {
		if b.Kind == copilot.BlockText {
			for _, u := range r.text(b) {
				blocks = append(blocks, u.blocks...)
			}
		}
	}
	var options []*slackgo.OptionBlockObject
	for _, c := range f.Options[:min(len(f.Options), maxRadios)] {
		options = append(options, slackgo.NewOptionBlockObject(c.Value, plainText(c.Label, maxChoice), nil))
	}
	e := slackgo.NewRadioButtonsBlockElement(inputID, options...)
	return append(blocks, slackgo.NewInputBlock(f.Name, plainText(f.Label, maxLabel), nil, e))
}

// doubts are what there is to check before signing.
func (r renderer) doubts() []slackgo.Block {
	var blocks []slackgo.Block
	for _, b := range r.card.Blocks() {
		if b.Kind == copilot.BlockFindings {
			for _, u := range r.block(b) {
				blocks = append(blocks, u.blocks...)
			}
		}
	}
	return blocks
}

// answers are what was sent with the form of an action, by the names of its
// fields.
func (f form) answers(v view) map[string]string {
	all := map[string]string{}
	for name, inputs := range v.State.Values {
		if !strings.Contains(name, "/") {
			all[name] = inputs[inputID].said()
		}
	}
	for n, pieces := range f.Joins {
		field := fmt.Sprintf("text.%d", n+1)
		for i := range pieces {
			all[field] += v.State.Values[pieceName(field, i)][inputID].said()
		}
	}
	return all
}
