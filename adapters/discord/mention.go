package discord

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// mention answers somebody who calls the bot by name, or replies to a card of its
// own, which Discord shows it without any further right: a command without its
// slash, a wish for a change of the draft at hand, or in a thread nothing at all,
// which asks for a summary of it. The answer comes where the question was asked,
// before everybody who reads there.
func (d *Door) mention(ctx context.Context, m message) error {
	if !spoken(m) || len(m.Mentions) == 0 {
		return nil
	}
	own, err := d.chat.rest.self(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(m.Mentions, func(u user) bool { return u.ID == own.Bot }) {
		return nil
	}
	in, err := d.chat.channels.find(ctx, m.Channel, nameAge)
	if err != nil {
		return err
	}
	at := placeOf(m.Guild, in)
	p := d.author(m)
	if err := d.core.Admit(ctx, at, p); err != nil {
		return d.replied(ctx, m, p, err)
	}
	words := strings.NewReplacer("<@"+own.Bot+">", " ", "<@!"+own.Bot+">", " ").Replace(m.Content)
	r := copilot.Request{ID: m.named(), Said: m.ID, Place: at, Person: p, Time: d.Now()}
	words = strings.TrimSpace(plain(words, d.chat.namesIn(at, m)))
	if m.Replied != nil && chat.Pleasantry(words) { // who replies mentions, whether they mean to or not
		return nil
	}
	r, err = d.heard(ctx, r, m, words)
	if err == nil {
		err = d.core.Accept(ctx, r)
	}
	return d.replied(ctx, m, p, err)
}

// replied tells somebody who wrote to the bot what is theirs to put right, before
// everybody where they wrote; to them alone where that cannot be, or the bot is not there
// for them. Other errors may pass.
func (d *Door) replied(ctx context.Context, m message, p copilot.Person, err error) error {
	if err == nil || chat.Passes(err) {
		return err
	}
	sentence := d.sentence(ctx, p, err)
	if copilot.Denied(err) {
		return d.chat.Tell(ctx, p, copilot.Place{Platform: Platform, Workspace: m.Guild}, sentence)
	}
	if _, err = d.chat.rest.create(ctx, m.Channel, answering(m.ID, sentence)); closed(err) {
		err = d.chat.Tell(ctx, p, copilot.Place{Platform: Platform, Workspace: m.Guild}, sentence)
	}
	return err
}

// author is who wrote a message. Their language is what they last used a command in,
// as far as this process has seen.
func (d *Door) author(m message) copilot.Person {
	p := copilot.Person{Platform: Platform, ID: m.Author.ID, Name: m.Author.name(), Locale: d.chat.locales.of(m.Author.ID)}
	p.Locale = cmp.Or(p.Locale, d.Locale)
	if m.Member != nil {
		p.Name = cmp.Or(m.Member.Nick, p.Name)
	}
	return p
}

// answering is a sentence of ours as a reply to a message, which pings nobody.
func answering(id snowflake, sentence string) payload {
	p := said(escape(sentence))
	p.Reference = &reference{Message: id}
	p.Nonce, p.EnforceNonce = nonce("refused:"+id, 0), true
	return p
}

// heard makes a request of words.
func (d *Door) heard(ctx context.Context, r copilot.Request, m message, words string) (copilot.Request, error) {
	if words == "" && d.chat.inThread(r.Place) {
		r.Command = chat.CommandOf(copilot.TaskSummarize).Name
		return r, nil
	}
	draft, ok, err := d.repliedTo(ctx, r, m)
	if err != nil {
		return r, err
	}
	if ok { // whatever its words begin with
		r.Draft, r.Text = draft.ID, words
		return r, nil
	}
	if parsed, err := d.core.Parse("", strings.TrimPrefix(words, "/")); err == nil {
		return d.ordered(r, parsed)
	}
	order := chat.Order(words)
	if order == "" {
		return r, copilot.NewFault(copilot.FaultInput, "discord.fault.mention", catalogue.Args{"Commands": strings.Join(chat.Commands(""), ", ")}, nil)
	}
	parsed, err := d.core.Parse("", order)
	if err != nil {
		return r, err
	}
	return d.ordered(r, parsed)
}

// ordered is a request for a command that was called by its name.
func (d *Door) ordered(r, parsed copilot.Request) (copilot.Request, error) {
	r.Command, r.Text, r.Options = parsed.Command, parsed.Text, parsed.Options
	known, _ := copilot.Lookup(r.Command)
	if _, link := parsePermalink(r.Text); known.Settings || link {
		return r, copilot.NewFault(copilot.FaultInput, "discord.fault.slash", catalogue.Args{"Command": r.Command}, nil)
	}
	return r, nil
}
