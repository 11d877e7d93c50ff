package slack

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// interaction does what was clicked, chosen or sent with a modal.
func (d *Door) interaction(ctx context.Context, i interaction) reply {
	ctx, cancel := chat.Handling(copilot.Refer(ctx, copilot.Reference(i.named())))
	defer cancel()
	i.installed = d.workspace(ctx, i.workspace())
	if i.ResponseURL != "" {
		d.chat.whisper.keep(i.User.ID, i.place().Channel, i.ResponseURL)
	}
	switch i.Type {
	case "block_actions":
		return d.blockAction(ctx, i)
	case "view_submission":
		return d.submitted(ctx, i)
	case "message_action":
		return d.shortcut(ctx, i)
	default: // a modal that was closed, say
		return nil
	}
}

// blockAction does what was clicked. Forms open first, before any slow work.
func (d *Door) blockAction(ctx context.Context, i interaction) reply {
	if len(i.Actions) == 0 {
		return nil
	}
	action := i.Actions[0]
	person, at := i.person(), i.place()
	told := func(sentence string) reply { return d.tell(ctx, person, at, sentence) }
	b, ok := readButton(action.ID, action.Value)
	f := form{Place: at, On: i.on(), Button: action.ID, Value: action.Value}
	switch {
	case !ok && strings.HasPrefix(action.ID, actPrefix):
		return told(d.sentence(ctx, person, copilot.NewFault(copilot.FaultAbsent, "fault.act", nil, nil)))
	case !ok:
		return d.homeAction(ctx, i)
	case b.asks:
		err := d.admits(ctx, at, person, b.act)
		if err == nil {
			err = d.askAction(ctx, i.Trigger, person, f, b)
		}
		if err != nil {
			return told(d.sentence(ctx, person, err))
		}
		return nil
	}
	return d.promptly(ctx, person, at, func(ctx context.Context) error { return d.act(ctx, d.met(ctx, person), f, b) }, told)
}

// tell says something to the person who clicked: the acknowledgement of a click
// carries no words.
func (d *Door) tell(ctx context.Context, to copilot.Person, at copilot.Place, sentence string) reply {
	d.Afterwards(ctx, func(ctx context.Context) error { return d.chat.Tell(ctx, to, at, sentence) }, func(_ context.Context, err error) {
		if err != nil {
			d.Log.ErrorContext(ctx, "slack: nobody was told", "error", err)
		}
	})
	return nil
}

// act does what a button without a form says.
func (d *Door) act(ctx context.Context, p copilot.Person, f form, b button) error {
	if err := d.mayClick(ctx, f.Place, p, b.act); err != nil {
		return err
	}
	if err := d.prove(ctx, p, f, b); err != nil {
		return err
	}
	if b.act == copilot.ActRetry {
		return d.core.Again(ctx, f.Place.Tenant(), b.request)
	}
	err := d.core.Click(ctx, ref(f.Place, b), copilot.Click{
		Act: b.act, Expect: copilot.Expect{Revision: b.revision, Digest: b.digest}, Person: p,
	})
	if err == nil && b.act == copilot.ActShare {
		d.tell(ctx, p, f.Place, catalogue.Say(p.Locale, "chat.shared", nil))
	}
	return err
}

// mayClick turns people away that the bot is not there for, and those of another
// company. From a decision the core does, and puts it on record.
func (d *Door) mayClick(ctx context.Context, at copilot.Place, p copilot.Person, act copilot.Act) error {
	if err := d.admits(ctx, at, p, act); err != nil || act.Decides() {
		return err
	}
	return d.resident(ctx, p)
}

// admits is the part of mayClick that a form may wait for before it opens.
func (d *Door) admits(ctx context.Context, at copilot.Place, p copilot.Person, act copilot.Act) error {
	if act.Decides() {
		return nil
	}
	return d.core.Admit(ctx, at, p)
}

// submitted does what was sent with a modal. A refusal leaves the modal open with
// what was typed, and says why under the input it is about.
func (d *Door) submitted(ctx context.Context, i interaction) reply {
	f, err := readForm(i.View.Metadata)
	person := i.person()
	if err != nil {
		d.Log.WarnContext(ctx, "slack: a modal of nobody's", "error", err)
		return nil
	}
	f.Place.Platform, f.Place.Workspace = Platform, i.workspace() // never what a form says (P6)
	var do func(context.Context) error
	switch i.View.Callback {
	case callbackCommand:
		do = func(ctx context.Context) error { return d.sendCommand(ctx, person, f, i.View) }
	case callbackAction:
		do = func(ctx context.Context) error { return d.sendAction(ctx, person, f, i.View) }
	case callbackSettings:
		do = func(ctx context.Context) error { return d.saveSettings(ctx, person, f, i.View) }
	case callbackFact:
		do = func(ctx context.Context) error { return d.addFact(ctx, person, f, i.View) }
	case callbackImport:
		do = func(ctx context.Context) error { return d.readFile(ctx, person, f, i.View) }
	default:
		return nil
	}
	var blame string
	return d.promptly(ctx, person, f.Place, func(ctx context.Context) error {
		var err error
		if i.View.Callback != callbackAction { // that is refused as a click is
			err = d.core.Admit(ctx, f.Place, person)
		}
		if err == nil {
			err = do(ctx)
		}
		blame = blamed(i.View, err)
		return err
	}, func(sentence string) reply { return d.keepOpen(ctx, person, i.View, blame, sentence) })
}

// keepOpen keeps a modal open, with what was typed into it.
func (d *Door) keepOpen(ctx context.Context, p copilot.Person, v view, input, sentence string) reply {
	if input != "" {
		return map[string]any{"response_action": "errors", "errors": map[string]string{input: sentence}}
	}
	raw, err := json.Marshal(notice(d.language(ctx, p), sentence))
	if err != nil {
		return nil
	}
	return map[string]any{"response_action": "update", "view": json.RawMessage(raw)}
}

// blamed is the input of a modal that an error is about: the one its option
// names, else the words, else the first there is; "" for a modal without any.
func blamed(v view, err error) string {
	f := copilot.AsFault(err, "")
	name, _ := f.Args["Option"].(string)
	for _, candidate := range []string{name, inputText, "reason", "variant", inputFact, pieceName("text.1", 0)} {
		if _, ok := v.State.Values[candidate]; ok && candidate != "" {
			return candidate
		}
	}
	first := ""
	for candidate := range v.State.Values {
		if first == "" || candidate < first {
			first = candidate
		}
	}
	return first
}

// sendCommand has the core keep what was asked with a form.
func (d *Door) sendCommand(ctx context.Context, p copilot.Person, f form, v view) error {
	r := f.request(v)
	r.Person, r.Time = p, d.Now()
	return d.core.Accept(ctx, r)
}

// sendAction does what the form of a card's action was about.
func (d *Door) sendAction(ctx context.Context, p copilot.Person, f form, v view) error {
	b, ok := readButton(f.Button, f.Value)
	if !ok || !b.asks {
		return copilot.NewFault(copilot.FaultAbsent, "fault.act", nil, nil)
	}
	if err := d.mayClick(ctx, f.Place, p, b.act); err != nil {
		return err
	}
	p = d.met(ctx, p)
	if err := d.prove(ctx, p, f, b); err != nil {
		return err
	}
	return d.core.Click(ctx, ref(f.Place, b), copilot.Click{
		Act: b.act, Expect: copilot.Expect{Revision: b.revision, Digest: b.digest}, Person: p,
		Form: f.answers(v), Request: "view:" + v.ID,
	})
}
