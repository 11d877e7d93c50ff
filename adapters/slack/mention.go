package slack

import (
	"context"
	"errors"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// mention answers somebody who calls the bot by name, or writes to it directly:
// a command without its slash, a wish for a change of the draft at hand, or in a
// thread nothing at all, which asks for a summary of it. The answer comes where
// the question was asked, before everybody who reads there.
func (d *Door) mention(ctx context.Context, e event, at copilot.Place) error {
	own, err := d.chat.self(ctx)
	if err != nil {
		return err
	}
	p := copilot.Person{Platform: Platform, ID: id(e.User)}
	if p.ID == "" || p.ID == own.UserID || e.Bot != "" {
		return nil
	}
	if err := d.resident(ctx, p, at); err != nil {
		return d.refuse(ctx, p, at, err)
	}
	r := copilot.Request{ID: "message:" + at.Channel + ":" + e.TS, Place: at, Person: p, Time: d.now()}
	r, err = d.heard(ctx, r, strings.TrimSpace(plain(strings.ReplaceAll(e.Text, "<@"+own.UserID+">", " "), d.callName)))
	if err == nil {
		err = d.core.Accept(ctx, r)
	}
	return d.refuse(ctx, p, at, err)
}

// refuse tells a person what is theirs to put right; what is not, Slack delivers
// again.
func (d *Door) refuse(ctx context.Context, p copilot.Person, at copilot.Place, err error) error {
	if f, ok := errors.AsType[*copilot.Fault](err); ok && f.Kind != copilot.FaultStore && f.Kind != copilot.FaultInternal {
		return d.chat.Tell(ctx, p, at, d.sentence(ctx, p, err))
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
		r.Command = commandOf(copilot.TaskSummarize).Name
		return r, nil
	}
	parsed, err := d.core.Parse("", strings.TrimPrefix(words, "/"))
	if err == nil {
		r.Command, r.Text, r.Options = parsed.Command, parsed.Text, parsed.Options
		if known, _ := copilot.Lookup(r.Command); known.Settings {
			return r, copilot.NewFault(copilot.FaultInput, "slack.fault.slash", map[string]any{"Command": d.prefix + r.Command}, nil)
		}
		if link, ok := parsePermalink(r.Text); ok && link.Channel != r.Place.Channel {
			return r, copilot.NewFault(copilot.FaultInput, "slack.fault.elsewhere", map[string]any{"Command": d.prefix + r.Command}, nil)
		}
		return settledHere(r), nil
	}
	draft, found, lost := d.draftOf(ctx, r.Place)
	switch {
	case lost != nil:
		return r, lost
	case found:
		r.Draft, r.Text, r.Private = draft.ID, words, draft.Private
		return r, nil
	}
	return r, err
}

// settledHere is a request about the message or thread its words link to, which
// is in the same channel.
func settledHere(r copilot.Request) copilot.Request {
	private := r.Private
	r = settled(r)
	r.Private = private
	return r
}

// draftOf is the open draft that a thread is about: asked for in it, or shown in
// the message it hangs on.
func (d *Door) draftOf(ctx context.Context, at copilot.Place) (copilot.Draft, bool, error) {
	if at.Thread == "" {
		return copilot.Draft{}, false, nil
	}
	open, err := d.core.Drafts(ctx, copilot.Filter{
		Tenant: at.Tenant(), Channel: at.Channel, States: []copilot.State{copilot.Pending, copilot.ChangesRequested},
	})
	if err != nil {
		return copilot.Draft{}, false, err
	}
	for _, draft := range open {
		if draft.Place.Thread == at.Thread {
			return draft, true, nil
		}
		message, err := d.core.Shown(ctx, draft)
		if err == nil && strings.HasPrefix(message+",", at.Channel+":"+at.Thread+",") {
			return draft, true, nil
		}
	}
	return copilot.Draft{}, false, nil
}
