package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// The callbacks of our modals.
const (
	callbackCommand  = "command"
	callbackAction   = "action"
	callbackSettings = "settings"
	callbackFact     = "fact"
	callbackImport   = "import"
	callbackWait     = "wait" // nothing to send yet
)

// form is what a modal remembers of where and why it was opened.
type form struct {
	Command string        `json:"command,omitempty"` // of callbackCommand
	About   string        `json:"about,omitempty"`   // the message it is about
	Place   copilot.Place `json:"place"`
	On      string        `json:"on,omitempty"`     // of callbackAction: the message that was clicked on
	Button  string        `json:"button,omitempty"` // of callbackAction: action_id and value
	Value   string        `json:"value,omitempty"`
	Joins   []int         `json:"joins,omitempty"` // of an edit: how many inputs each text has
	Only    string        `json:"only,omitempty"`  // of callbackSettings: the part that is shown
	Seen    string        `json:"seen,omitempty"`  // of callbackSettings: what it showed, as the core knows it
}

func (f form) metadata() string {
	b, err := json.Marshal(f)
	if err != nil { // it is made of strings and numbers
		return ""
	}
	return string(b)
}

func readForm(metadata string) (form, error) {
	var f form
	if err := json.Unmarshal([]byte(metadata), &f); err != nil {
		return f, fmt.Errorf("slack: read a form: %w", err)
	}
	return f, nil
}

// Names of the inputs that no option or field names.
const (
	inputText  = "text"
	inputShare = "share"
	inputID    = "answer" // action_id of every input: the block_id is its name
)

// openForm opens the form of a command at once, for what opens it is good for
// three seconds; when the person's language is not known yet it is put right
// afterwards.
func (d *Door) openForm(ctx context.Context, trigger string, p copilot.Person, f form) error {
	lang, known := d.glance(p)
	id, opened, err := d.chat.openView(ctx, trigger, d.commandForm(lang, f))
	if err != nil || !opened || known {
		return err
	}
	d.afterwards(ctx, p, f.Place, func(ctx context.Context) error {
		if real := d.language(ctx, p); real != lang {
			return d.chat.updateView(ctx, id, d.commandForm(real, f))
		}
		return nil
	})
	return nil
}

// commandForm has an input for each option of a command.
func (d *Door) commandForm(lang string, f form) slackgo.ModalViewRequest {
	command, _ := copilot.Lookup(f.Command)
	say := func(key string) string { return catalogue.Say(lang, key, nil) }
	var blocks []slackgo.Block
	if command.Text == copilot.Required || !command.Reads {
		hint := catalogue.Say(lang, "fault.brief.empty", catalogue.Args{"Command": d.prefix + command.Name})
		blocks = append(blocks, textInput(inputText, say("chat.form.text"), hint, "", true, false))
	}
	for _, o := range command.Options {
		if input := optionInput(lang, o); input != nil {
			blocks = append(blocks, input)
		}
	}
	if command.Task == copilot.TaskSummarize {
		blocks = append(blocks, shareInput(lang))
	}
	view := modal(callbackCommand, command.Description(lang), say("chat.form.submit"), say("chat.cancel"), blocks)
	view.Title = plainText("/"+d.prefix+command.Name, maxTitle)
	view.PrivateMetadata = f.metadata()
	return view
}

// optionInput is the input for an option; nil for one that no form asks for.
func optionInput(lang string, o copilot.Option) slackgo.Block {
	label := chat.Capital(o.Description(lang))
	switch o.Kind {
	case copilot.OptionChoice:
		return selectInput(o.Name, label, o.Choices(lang), o.Default)
	case copilot.OptionNumber:
		e := slackgo.NewNumberInputBlockElement(nil, inputID, false)
		e.MinValue, e.MaxValue, e.InitialValue = strconv.Itoa(o.Min), strconv.Itoa(o.Max), o.Default
		return optional(o.Name, label, e)
	case copilot.OptionAudience, copilot.OptionSince:
		return textInput(o.Name, label, "", o.Default, false, true)
	default: // a draft is chosen on its card
		return nil
	}
}

func optional(name, label string, e slackgo.BlockElement) *slackgo.InputBlock {
	b := slackgo.NewInputBlock(name, plainText(label, maxLabel), nil, e)
	b.Optional = true
	return b
}

// shareInput asks who is to see a summary: by default nobody else.
func shareInput(lang string) slackgo.Block {
	choice := func(value string) *slackgo.OptionBlockObject {
		return slackgo.NewOptionBlockObject(value, plainText(catalogue.Say(lang, "chat.form.share."+value, nil), maxChoice), nil)
	}
	e := slackgo.NewRadioButtonsBlockElement(inputID, choice("me"), choice("channel"))
	e.InitialOption = choice("me")
	return slackgo.NewInputBlock(inputShare, plainText(catalogue.Say(lang, "chat.form.share", nil), maxLabel), nil, e)
}

// request is what was sent with the form of a command.
func (f form) request(v view) copilot.Request {
	r := copilot.Request{ID: v.named(), Command: f.Command, Place: f.Place, About: f.About, Options: map[string]string{}}
	for name, inputs := range v.State.Values {
		said := strings.TrimSpace(inputs[inputID].said())
		switch {
		case name == inputText:
			r.Text = said
		case name == inputShare:
			r.Private = said != "channel"
		case said != "":
			r.Options[name] = said
		}
	}
	return r
}
