package slack

import (
	"cmp"
	"context"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// setting does what was typed after the command of the settings; what needs a form
// opens it.
func (d *Door) setting(ctx context.Context, trigger string, p copilot.Person, at copilot.Place, typed string) reply {
	asked, err := copilot.ReadSetting(plain(typed, d.callName))
	if users, _ := mentions(typed); asked.Sub == copilot.SubDelegate && len(users) > 0 {
		asked.To = copilot.Person{Platform: Platform, ID: users[0]}
	}
	if err == nil && !asked.Personal() {
		err = d.core.Admit(ctx, at, p)
	}
	switch {
	case err != nil:
	case asked.Sub == copilot.SubRetry:
		return d.retryAll(ctx, p, at)
	case asked.Sub == copilot.SubExport:
		return d.export(ctx, trigger, p, at)
	case asked.Sub == copilot.SubFacts && !asked.Asks() || asked.Counts() || asked.Personal():
		return d.answer(ctx, p, at, asked)
	default:
		err = d.openSettings(ctx, trigger, p, at, asked, typed)
	}
	if err != nil {
		return whispered(d.sentence(ctx, p, err))
	}
	return nil
}

// lets refuses whoever may not do what is asked with what a channel knows: only
// administrators change it, and nobody of another company is told. What is about
// themselves anybody may.
func (d *Door) lets(ctx context.Context, p copilot.Person, asked copilot.Setting) error {
	switch {
	case asked.Changes():
		return d.admin(ctx, p)
	case asked.Personal():
		return nil
	}
	return d.resident(ctx, p)
}

// threadOf is the thread that somebody linked to, since no command can be typed in one; only
// of a channel that they are in.
func (d *Door) threadOf(ctx context.Context, p copilot.Person, at copilot.Place, asked copilot.Setting) (copilot.Place, error) {
	link, ok := parsePermalink(asked.Words)
	if asked.Do != copilot.ForgetThread || !ok {
		return at, nil
	}
	at.Channel, at.Thread = link.Channel, cmp.Or(link.Thread, link.TS)
	return at, d.chat.rooms.admit(ctx, at.Workspace, p.ID, at.Channel)
}

// maxSaid is how much is said at once, in UTF-16 units: Slack takes 40,000, escapes
// among them.
const maxSaid = 7_500

// answer says what was asked, or how it is after it was done.
func (d *Door) answer(ctx context.Context, p copilot.Person, at copilot.Place, asked copilot.Setting) reply {
	began := time.Now()
	err := d.lets(ctx, p, asked)
	if err == nil && asked.Sub == copilot.SubForget {
		at, err = d.threadOf(ctx, p, at, asked)
	}
	if err == nil {
		asked.Whole = asked.Counts() && d.admin(ctx, p) == nil
		var said string
		p = d.met(ctx, p)
		if said, err = d.core.Answer(ctx, at, p, asked); err == nil {
			pieces := chat.Split(d.prefixed(said), maxSaid)
			for _, piece := range pieces[1:] {
				d.tell(ctx, p, at, piece)
			}
			return d.drawn(ctx, p, at, asked, pieces[0], began)
		}
	}
	return whispered(d.sentence(ctx, p, err))
}

// voiceNotice says how the brand speaks, to somebody who may not change it.
func (d *Door) voiceNotice(ctx context.Context, p copilot.Person, at copilot.Place, asked copilot.Setting) (slackgo.ModalViewRequest, error) {
	var none slackgo.ModalViewRequest
	if err := d.resident(ctx, p); err != nil {
		return none, err
	}
	p = d.met(ctx, p)
	said, err := d.core.Answer(ctx, at, p, asked)
	if err != nil {
		return none, err
	}
	var blocks []slackgo.Block
	for _, u := range sections(escape(d.prefixed(said))) {
		blocks = append(blocks, u.blocks...)
	}
	return modal(callbackWait, "", "", catalogue.Say(p.Locale, "chat.close", nil), blocks), nil
}

// export shows all a channel knows as a file, exactly: to whoever asked alone, or in a
// modal where a message has no room for it.
func (d *Door) export(ctx context.Context, trigger string, p copilot.Person, at copilot.Place) reply {
	lang := d.language(ctx, p)
	err := d.lets(ctx, p, copilot.Setting{Sub: copilot.SubExport})
	var file []byte
	if err == nil {
		file, err = d.core.Export(ctx, at)
	}
	var blocks []slackgo.Block
	for _, piece := range chat.Split(string(file), maxSection) {
		exact := slackgo.NewRichTextSectionTextElement(piece, nil)
		blocks = append(blocks, slackgo.NewRichTextBlock("", &slackgo.RichTextPreformatted{
			Type: slackgo.RTEPreformatted, Elements: []slackgo.RichTextSectionElement{exact},
		}))
	}
	about := d.prefixed(catalogue.Say(lang, "chat.export", nil))
	view := modal(callbackWait, about, "", catalogue.Say(lang, "chat.close", nil), blocks)
	switch {
	case err != nil:
	case chat.Width(string(file)) <= maxCharacters:
		return map[string]any{"response_type": "ephemeral", "text": escape(about), "blocks": append([]slackgo.Block{contextBlock(about)}, blocks...)}
	case len(blocks) >= maxViewBlocks || len(body(view)) > maxView:
		err = copilot.NewFault(copilot.FaultInput, "fault.export.big", nil, nil)
	default:
		_, _, err = d.chat.openView(ctx, trigger, view)
	}
	if err != nil {
		return whispered(d.sentence(ctx, p, err))
	}
	return nil
}

// Slack's bounds of a modal: how many blocks, and how many bytes.
const (
	maxViewBlocks = 100
	maxView       = 240_000 // of 250,000
)
