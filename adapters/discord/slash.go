package discord

import (
	"context"
	"maps"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// shareChannel is the value of the option share that has everybody see a summary.
const shareChannel = "channel"

// command answers a slash command: what is asked is kept before it is acknowledged;
// one that needs words and has none opens its form; what is wrong is said to the
// person who typed it.
func (d *Door) command(ctx context.Context, s scene) reply {
	known, ok := copilot.Lookup(s.Data.Name)
	if ok && known.Settings {
		return d.setting(ctx, s)
	}
	given := map[string]string{}
	for _, o := range s.Data.Options {
		given[o.Name] = strings.TrimSpace(o.text())
	}
	given[optionText] = d.readable(ctx, s, given[optionText])
	if !ok { // one that Discord still shows: the table names the nearest
		known.Name = s.Data.Name
	}
	if known.Text == copilot.Required && given[optionText] == "" {
		return d.openForm(s, form{Command: known.Name}, given)
	}
	r, err := d.asked(ctx, s, known, given)
	if err != nil {
		return whispered(d.sentence(ctx, s.person, err))
	}
	return d.accept(ctx, s, r)
}

// readable is what somebody typed, as it reads: names for people, roles and channels,
// which Discord delivers as their ids.
func (d *Door) readable(ctx context.Context, s scene, typed string) string {
	if !strings.Contains(typed, "<") {
		return typed
	}
	ctx, cancel := context.WithTimeout(ctx, namesWithin)
	defer cancel()
	asked := map[string]string{}
	return plain(typed, func(kind byte, id string) string {
		name, known := asked[id]
		if !known && len(asked) < maxNames {
			name = d.chat.looked(ctx, s.at, kind, id)
			asked[id] = name
		}
		return name
	})
}

// Bounds of looking up who is mentioned in what somebody typed: the command waits for
// it, and is accepted in any case.
const (
	maxNames    = 10
	namesWithin = 500 * time.Millisecond
)

// asked is the request that a command's options make. What is typed as its text may
// hold options too, as in other chats, or the link to a message.
func (d *Door) asked(ctx context.Context, s scene, known copilot.Command, given map[string]string) (copilot.Request, error) {
	r := d.request(s)
	parsed, err := d.core.Parse(s.person.Locale, "/"+known.Name+" "+given[optionText])
	if err != nil {
		return r, err
	}
	r.Command, r.Text, r.Options = parsed.Command, parsed.Text, parsed.Options
	if r.Options == nil {
		r.Options = map[string]string{}
	}
	r.Private = known.Task == copilot.TaskSummarize && given[optionShare] != shareChannel // nobody reads it over their shoulder
	typed := maps.Clone(given)
	delete(typed, optionText)
	delete(typed, optionShare)
	for name, value := range typed {
		if value != "" {
			r.Options[name] = value
		}
	}
	return d.atLink(ctx, r, known)
}

// atLink makes a request about the conversation that its words link to: its answer
// is for whoever asked.
func (d *Door) atLink(ctx context.Context, r copilot.Request, known copilot.Command) (copilot.Request, error) {
	link, ok := parsePermalink(r.Text)
	if !ok || !known.Reads {
		return r, nil
	}
	if link.Guild != r.Place.Workspace {
		return r, copilot.NewFault(copilot.FaultForbidden, "discord.fault.elsewhere", nil, nil)
	}
	in, err := d.chat.channels.find(ctx, link.Channel, nameAge)
	if err != nil {
		return r, err
	}
	if in.Guild != r.Place.Workspace { // whatever the link says of it (P6)
		return r, copilot.NewFault(copilot.FaultForbidden, "fault.conversation.forbidden", nil, nil)
	}
	r.Place, r.Text, r.Private = placeOf(in.Guild, in), "", true
	return atMessage(r, link, known, in.thread()), nil
}

// atMessage makes a request about what a link to a message means: hashtags of that
// message; a summary of the thread it is in, or of what was said from it on.
func atMessage(r copilot.Request, link permalink, known copilot.Command, inThread bool) copilot.Request {
	_, since := r.Options["since"]
	_, last := r.Options["last"]
	switch {
	case link.Message == "" || since || last:
	case known.Task != copilot.TaskSummarize:
		r.About = link.Message
	case !inThread:
		r.Options["since"] = momentOfMessage(link.Message)
	}
	return r
}
