package slack

import (
	"context"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// mention answers somebody who calls the bot by name, or writes to it directly:
// a command without its slash, a wish for a change of the draft at hand, or in a
// thread nothing at all, which asks for a summary of it. The answer comes where
// the question was asked, before everybody who reads there.
func (d *Door) mention(ctx context.Context, delivered envelope, at copilot.Place) error {
	e := delivered.Event
	p := copilot.Person{Platform: Platform, ID: id(e.User)}
	if p.ID == "" || e.Bot != "" {
		return nil
	}
	r := copilot.Request{ID: "message:" + at.Channel + ":" + e.TS, Said: e.TS, Place: at, Person: p, Time: d.Now()}
	ctx = copilot.Refer(ctx, r.Reference())
	err := d.called(ctx, r, e)
	if err == nil || chat.Passes(err) && !delivered.last() { // then Slack delivers it again
		return err
	}
	d.tell(ctx, p, at, d.sentence(ctx, p, err))
	return nil
}

// called has the core keep what somebody wants who called the bot.
func (d *Door) called(ctx context.Context, r copilot.Request, e event) error {
	p := r.Person
	own, err := d.chat.self(ctx)
	if err != nil || p.ID == own.User {
		return err
	}
	if err := d.core.Admit(ctx, r.Place, p); err != nil {
		return err
	}
	if err := d.resident(ctx, p); err != nil {
		return err
	}
	r, err = d.heard(ctx, r, strings.TrimSpace(plain(strings.ReplaceAll(e.Text, "<@"+own.User+">", " "), d.callName)))
	if err == nil {
		err = d.core.Accept(ctx, r)
	}
	return err
}

// callName names somebody who is mentioned, as far as is known.
func (d *Door) callName(kind byte, id string) string {
	if kind != '@' {
		return ""
	}
	m, _ := d.chat.people.recall(id, nameAge)
	return m.name
}

// heard makes a request of words.
func (d *Door) heard(ctx context.Context, r copilot.Request, words string) (copilot.Request, error) {
	if words == "" && r.Place.Thread != "" {
		r.Command = chat.CommandOf(copilot.TaskSummarize).Name
		return r, nil
	}
	if parsed, err := d.core.Parse("", strings.TrimPrefix(words, "/")); err == nil {
		return d.ordered(r, parsed)
	}
	draft, found, err := d.draftOf(ctx, r.Person, r.Place)
	switch {
	case err != nil:
		return r, err
	case found:
		return changing(r, draft, words), nil
	}
	order := chat.Order(words)
	if order == "" {
		return r, copilot.NewFault(copilot.FaultInput, "slack.fault.mention", map[string]any{"Commands": strings.Join(chat.Commands(""), ", ")}, nil)
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
	typed := map[string]any{"Command": d.prefix + r.Command}
	if known, _ := copilot.Lookup(r.Command); known.Settings {
		return r, copilot.NewFault(copilot.FaultInput, "slack.fault.slash", typed, nil)
	}
	if link, ok := parsePermalink(r.Text); ok && link.Channel != r.Place.Channel {
		return r, copilot.NewFault(copilot.FaultInput, "slack.fault.elsewhere", typed, nil)
	}
	r, _ = atLink(r) // in this channel: it is answered here
	return r, nil
}
