package discord

import (
	"context"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// settingOf is what the options of the command of the settings ask for.
func settingOf(given []givenOption) copilot.Setting {
	if len(given) == 0 {
		return copilot.Setting{Sub: copilot.SubSettings}
	}
	asked := copilot.Setting{Sub: given[0].Name}
	if asked.Sub == copilot.SubDelegate {
		return delegation(given[0].Options)
	}
	switch {
	case len(given[0].Options) == 0:
		return asked
	case asked.Sub == copilot.SubContext, asked.Sub == copilot.SubStats:
		asked.Words = given[0].Options[0].text()
		return asked
	case asked.Sub == copilot.SubForget:
		return forgets(given[0].Options)
	case asked.Sub != copilot.SubFacts:
		return asked
	}
	asked.Do = given[0].Options[0].Name
	for _, o := range given[0].Options[0].Options {
		switch o.Name {
		case optionFact:
			asked.Words = strings.TrimSpace(o.text())
		case optionSource:
			asked.Source = o.text()
		case optionUntil:
			asked.Until = o.text()
		}
	}
	return asked
}

// delegation is who is to sign for somebody, and until when.
func delegation(given []givenOption) copilot.Setting {
	asked := copilot.Setting{Sub: copilot.SubDelegate}
	for _, o := range given {
		switch o.Name {
		case optionPerson:
			asked.To = copilot.Person{Platform: Platform, ID: o.text()}
		case optionUntil:
			asked.Until = o.text()
		case optionOff:
			if o.text() == "true" {
				asked.Do = copilot.DelegateOff
			}
		}
	}
	return asked
}

// forgets is what is to be forgotten.
func forgets(given []givenOption) copilot.Setting {
	asked := copilot.Setting{Sub: copilot.SubForget}
	for _, o := range given {
		switch o.Name {
		case optionSure:
			asked.Sure = o.text() == "yes"
		case optionWhat:
			asked.Do = o.text()
			if asked.Do == channelFacts {
				asked.Do, asked.Facts = copilot.ForgetChannel, true
			}
		}
	}
	return asked
}

// setting does what is asked of a channel's settings. Forms and changes are for whoever
// may manage the server; the others may read what the drafts of the channel show anyway.
func (d *Door) setting(ctx context.Context, s scene) reply {
	asked := settingOf(s.Data.Options)
	reads := asked.Sub == copilot.SubVoice || asked.Sub == copilot.SubFacts || asked.Sub == copilot.SubExport || asked.Counts() || asked.Personal()
	asked.Whole = s.manages() == nil
	if err := s.manages(); err != nil && (asked.Changes() || !reads) {
		return whispered(d.sentence(ctx, s.person, err))
	}
	switch {
	case asked.Sub == copilot.SubRetry:
		return d.retryAll(ctx, s)
	case asked.Sub == copilot.SubExport:
		return d.export(ctx, s)
	case asked.Sub == copilot.SubImport:
		return importForm(s.person.Locale)
	case asked.Asks():
		return factForm(s.person.Locale, asked)
	case reads:
		asked.Words, asked.Source = d.readable(ctx, s, asked.Words), d.readable(ctx, s, asked.Source)
		return d.answer(ctx, s, asked)
	default:
		return d.openPart(ctx, s, asked.Sub)
	}
}

// answer says what was asked, or how it is after it was done; with how the brand speaks
// goes the button that opens its form.
func (d *Door) answer(ctx context.Context, s scene, asked copilot.Setting) reply {
	var link string
	began := time.Now()
	return d.outcome(ctx, s, func(ctx context.Context) (string, error) {
		told, err := d.core.Answer(ctx, s.at, s.person, asked)
		if err == nil {
			link = d.plots.For(ctx, d.chat.Sees, asked, s.person, s.at, began)
		}
		return told, err
	}, func(told string) reply {
		drawn := d.drawn(s.person.Locale, link)
		if len(drawn) > 0 {
			told += "\n" + catalogue.Say(s.person.Locale, "chat.plots", nil)
		}
		p := payload{Content: escape(told), Embeds: []embed{}, Components: drawn, Flags: flagEphemeral | flagSuppressEmbeds}
		if chat.Width(p.Content) > maxContent {
			p = d.paged(ctx, s, typedPages([]string{told}))
			p.Components = drawn
		}
		if asked.Sub == copilot.SubVoice && s.manages() == nil {
			change := component{
				Type: componentButton, Style: styleSecondary, CustomID: formOfSettings + "|" + copilot.SubVoice,
				Label: catalogue.Say(s.person.Locale, "discord.settings.change", nil),
			}
			p.Components = []component{{Type: componentRow, Components: []component{change}}}
		}
		return reply{Type: replyMessage, Data: p}
	})
}

// paged is the first of the pages, before one person's eyes; the others follow it.
func (d *Door) paged(ctx context.Context, s scene, pages [][]embed) payload {
	if len(pages) > 1 {
		d.afterwards(ctx, s, func(ctx context.Context) error { return d.giveBack(ctx, s, pages[1:]) })
	}
	return payload{Embeds: pages[0], Components: []component{}, Flags: flagEphemeral}
}

// export shows all a channel knows as a file, before one person's eyes.
func (d *Door) export(ctx context.Context, s scene) reply {
	var file []byte
	err := d.Promptly(ctx, func(ctx context.Context) (err error) {
		file, err = d.core.Export(ctx, s.at)
		return err
	}, told)
	if err != nil {
		return whispered(d.sentence(ctx, s.person, slow(err)))
	}
	d.afterwards(ctx, s, func(ctx context.Context) error { return d.sendOut(ctx, s, file) })
	return whispered(catalogue.Say(s.person.Locale, "chat.export", nil))
}

// sendOut attaches a file to a message; where Discord takes none, it is shown.
func (d *Door) sendOut(ctx context.Context, s scene, file []byte) error {
	p := payload{Embeds: []embed{}, Components: []component{}, Flags: flagEphemeral}
	err := d.chat.followUp(ctx, d.address(s, true), attached{p, s.channelName() + ".yaml", file})
	switch {
	case err == nil:
		return nil
	case len(file) > maxExport:
		return copilot.NewFault(copilot.FaultInput, "fault.export.big", nil, err)
	}
	d.Log.WarnContext(ctx, "discord: a file is shown, not attached", "error", err)
	return d.giveBack(ctx, s, filePages(file))
}

// maxExport is how long a file may be that is shown, in bytes: a dozen messages.
const maxExport = 64_000

// filePages are a file, exactly, as the embeds of messages.
func filePages(file []byte) [][]embed {
	layout := pages{room: maxCharacters}
	for _, u := range shown(strings.TrimSuffix(string(file), "\n"), fenced) {
		u.alone = true
		layout.add(u)
	}
	layout.end()
	return layout.done
}

// fenced is a piece of a file as a block of code, in which nothing is markup, unless it
// would end that block.
func fenced(piece string) string {
	if strings.Contains(piece, "```") || strings.HasPrefix(piece, "\n") {
		return escape(piece)
	}
	return "```yaml\n" + strings.TrimSuffix(piece, "\n") + "\n```"
}
