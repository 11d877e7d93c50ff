package slack

import (
	"context"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Slack's bounds of a modal, in UTF-16 units.
const (
	maxTitle  = 24
	maxLabel  = 2_000
	maxHint   = 2_000
	maxChoice = 75
	maxInput  = 3_000
	maxRadios = 10
)

// modal frames blocks; what it is about stands above them.
func modal(callback, about, submit, cancel string, blocks []slackgo.Block) slackgo.ModalViewRequest {
	if about != "" {
		blocks = append([]slackgo.Block{contextBlock(about)}, blocks...)
	}
	v := slackgo.ModalViewRequest{
		Type: slackgo.VTModal, CallbackID: callback, Title: plainText("Brouillon", maxTitle), Close: plainText(cancel, maxTitle),
		Blocks: slackgo.Blocks{BlockSet: blocks},
	}
	if submit != "" {
		v.Submit = plainText(submit, maxTitle)
	}
	return v
}

// notice is a modal that only says something.
func notice(lang, sentence string) slackgo.ModalViewRequest {
	return modal(callbackWait, "", "", catalogue.Say(lang, "chat.close", nil), []slackgo.Block{section(escape(sentence))})
}

// textInput asks for words.
func textInput(name, label, hint, value string, long, mayBeEmpty bool) *slackgo.InputBlock {
	e := slackgo.NewPlainTextInputBlockElement(nil, inputID)
	e.Multiline, e.InitialValue, e.MaxLength = long, value, maxInput
	b := slackgo.NewInputBlock(name, plainText(label, maxLabel), nil, e)
	b.Optional = mayBeEmpty
	if hint != "" {
		b.Hint = plainText(hint, maxHint)
	}
	return b
}

// selectInput asks for one of several choices, or none of them.
func selectInput(name, label string, choices []copilot.Choice, chosen string) *slackgo.InputBlock {
	e := slackgo.NewOptionsSelectBlockElement(slackgo.OptTypeStatic, nil, inputID)
	for _, c := range choices {
		o := slackgo.NewOptionBlockObject(c.Value, plainText(c.Label, maxChoice), nil)
		e.Options = append(e.Options, o)
		if c.Value == chosen {
			e.InitialOption = o
		}
	}
	return optional(name, label, e)
}

// checkbox asks for a yes.
func checkbox(name, label, yes string, on bool) *slackgo.InputBlock {
	o := slackgo.NewOptionBlockObject("yes", plainText(yes, maxChoice), nil)
	e := slackgo.NewCheckboxGroupsBlockElement(inputID, o)
	if on {
		e.InitialOptions = []*slackgo.OptionBlockObject{o}
	}
	return optional(name, label, e)
}

// openView opens a modal and returns its id; with opened false one is open already,
// for a delivery that came before this one and was the same.
func (c *Chat) openView(ctx context.Context, trigger string, v slackgo.ModalViewRequest) (id string, opened bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, chat.AckWithin)
	defer cancel()
	var answer *slackgo.ViewResponse
	err = c.api.patiently(ctx, func() (err error) {
		answer, err = c.api.OpenViewContext(ctx, trigger, v)
		return err
	})
	switch {
	case codeOf(err) == "exchanged_trigger_id":
		return "", false, nil
	case ctx.Err() != nil: // waiting any longer would outlast the trigger
		return "", false, copilot.NewFault(copilot.FaultInput, "slack.fault.trigger", nil, err)
	case err != nil:
		return "", false, err
	}
	return answer.ID, true, nil
}

// updateView changes an open modal. One that was closed meanwhile is none.
func (c *Chat) updateView(ctx context.Context, id string, v slackgo.ModalViewRequest) error {
	err := c.api.patiently(ctx, func() error {
		_, err := c.api.UpdateViewContext(ctx, v, "", "", id)
		return err
	})
	if codeOf(err) == "not_found" {
		return nil
	}
	return err
}
