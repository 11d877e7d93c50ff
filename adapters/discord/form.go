package discord

import (
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// What the custom id of a modal begins with.
const (
	formOfCommand  = "command"
	formOfAction   = "do"
	formOfSettings = "settings"
	formOfFact     = "fact"
	formOfImport   = "import"
)

// form is what a modal remembers of why it was opened; where, Discord says.
type form struct {
	Command string // of formOfCommand
	About   string // the message it is about
}

func (f form) customID() string { return formOfCommand + "|" + f.Command + "|" + f.About }

// readForm reads what customID wrote.
func readForm(customID string) (form, bool) {
	fields := strings.Split(customID, "|")
	if len(fields) != 3 || fields[0] != formOfCommand {
		return form{}, false
	}
	return form{fields[1], fields[2]}, true
}

// openForm opens the form of a command, filled in with what was given already.
func (d *Door) openForm(s scene, f form, given map[string]string) reply {
	lang := s.person.Locale
	command, _ := copilot.Lookup(f.Command)
	hint := catalogue.Say(lang, "fault.brief.empty", catalogue.Args{"Command": command.Name})
	parts := []component{label(catalogue.Say(lang, "chat.form.text", nil), hint, textInput(optionText, given[optionText], true, true))}
	for _, o := range command.Options {
		if input, ok := optionInput(lang, o, given[o.Name]); ok && len(parts) < maxInputs {
			parts = append(parts, label(chat.Capital(o.Description(lang)), "", input))
		}
	}
	return reply{Type: replyModal, Data: modal{f.customID(), chat.Short(title(lang, command, f), maxFormTitle), parts}}
}

// title says what a form is for.
func title(lang string, c copilot.Command, f form) string {
	if f.About != "" {
		return catalogue.Say(lang, "discord.message.draft", nil)
	}
	return "/" + c.Name
}

// optionInput is the input for an option; false for one that no form asks for.
func optionInput(lang string, o copilot.Option, given string) (component, bool) {
	switch o.Kind {
	case copilot.OptionChoice:
		return selectInput(o.Name, o.Choices(lang), given), true
	case copilot.OptionAudience, copilot.OptionSince:
		return textInput(o.Name, given, false, false), true
	default: // a draft is chosen on its card; of numbers the usual one serves
		return component{}, false
	}
}

// request is what was sent with the form.
func (f form) request(r copilot.Request, answers map[string][]string) copilot.Request {
	r.Command, r.About, r.Options = f.Command, f.About, map[string]string{}
	for name, values := range answers {
		given := strings.TrimSpace(strings.Join(values, ""))
		switch {
		case name == optionText:
			r.Text = given
		case given != "":
			r.Options[name] = given
		}
	}
	return r
}
