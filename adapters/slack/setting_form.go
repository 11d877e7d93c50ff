package slack

import (
	"context"
	"fmt"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Inputs of a fact.
const (
	inputFact   = "fact"
	inputSource = "source"
	inputUntil  = "until"
)

// factForm asks for a fact.
func factForm(lang string, at copilot.Place) slackgo.ModalViewRequest {
	say := func(key string) string { return catalogue.Say(lang, key, nil) }
	view := modal(callbackFact, "", say("chat.fact.submit"), say("chat.cancel"), []slackgo.Block{
		textInput(inputFact, say("chat.fact"), "", "", true, false),
		textInput(inputSource, say("chat.fact.source"), "", "", false, true),
		textInput(inputUntil, say("chat.fact.until"), say("chat.fact.until.hint"), "", false, true),
	})
	view.Title, view.PrivateMetadata = plainText(say("setting.facts.add"), maxTitle), form{Place: at}.metadata()
	return view
}

// addFact adds the fact that was sent, if who sent it still administers.
func (d *Door) addFact(ctx context.Context, p copilot.Person, f form, v view) error {
	said := func(name string) string { return v.State.Values[name][inputID].said() }
	asked := copilot.Setting{Sub: copilot.SubFacts, Do: copilot.FactsAdd, Words: said(inputFact), Source: said(inputSource), Until: said(inputUntil)}
	if err := d.lets(ctx, p, asked); err != nil {
		return err
	}
	told, err := d.core.Answer(ctx, f.Place, d.met(ctx, p), asked)
	if err == nil {
		d.tell(ctx, p, f.Place, told)
	}
	return err
}

// pastes are how many inputs a file may be pasted into.
const pastes = 5

// pasteName names them; errors are about the first.
func pasteName(n int) string {
	if n == 0 {
		return inputText
	}
	return fmt.Sprintf("%s/%d", inputText, n)
}

// importForm asks for a file.
func importForm(lang string, at copilot.Place) slackgo.ModalViewRequest {
	say := func(key string) string { return catalogue.Say(lang, key, nil) }
	blocks := []slackgo.Block{textInput(pasteName(0), say("chat.import"), say("chat.import.hint"), "", true, false)}
	for n := 1; n < pastes; n++ {
		blocks = append(blocks, textInput(pasteName(n), say("chat.import.more"), "", "", true, true))
	}
	view := modal(callbackImport, "", say("chat.import.submit"), say("chat.cancel"), blocks)
	view.Title, view.PrivateMetadata = plainText(say("setting.import"), maxTitle), form{Place: at}.metadata()
	return view
}

// readFile reads the file that was sent, if who sent it still administers.
func (d *Door) readFile(ctx context.Context, p copilot.Person, f form, v view) error {
	if err := d.lets(ctx, p, copilot.Setting{Sub: copilot.SubImport}); err != nil {
		return err
	}
	var pieces []string
	for n := range pastes {
		pieces = append(pieces, v.State.Values[pasteName(n)][inputID].said())
	}
	p = d.met(ctx, p)
	k, err := d.core.Import(ctx, f.Place, p, chat.Joined(pieces))
	if err != nil {
		return err
	}
	d.tell(ctx, p, f.Place, catalogue.Say(p.Locale, "imported", catalogue.Args{"Count": len(k.Facts)}))
	d.Redraw(func(ctx context.Context) error { return d.core.Redraw(ctx, f.Place) })
	return nil
}
