package discord

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// flagHasThread is the flag of a message that a thread hangs on.
const flagHasThread = 1 << 5

// messageCommand answers a command of a message's menu. What needs words asks for
// them first.
func (d *Door) messageCommand(ctx context.Context, s scene) reply {
	target, ok := s.Data.Resolved.Messages[s.Data.Target]
	if !ok {
		target = message{ID: s.Data.Target}
	}
	target.Channel = channelOf(s.at)
	if target.Content != "" || len(target.Embeds)+len(target.Attachment) > 0 {
		d.chat.targets.keep(target)
	}
	name, _ := ofMessage(s.Data.Name)
	command, ok := copilot.Lookup(name)
	if !ok {
		return whispered(d.sentence(ctx, s.person, copilot.NewFault(copilot.FaultAbsent, "fault.act", nil, nil)))
	}
	r := d.request(s)
	r.Command = name
	switch {
	case command.Text == copilot.Required:
		return d.openForm(s, form{Command: name, About: target.ID}, nil)
	case command.Task == copilot.TaskSummarize:
		r.Private = true
		r = from(r, target, d.chat.inThread(r.Place))
	default:
		r.About = target.ID
	}
	return d.accept(ctx, s, r)
}

// from makes a request about the thread that a message is in or that hangs on it;
// without any, about what was said from that message on.
func from(r copilot.Request, m message, inThread bool) copilot.Request {
	switch {
	case inThread:
	case m.Flags&flagHasThread != 0:
		r.Place.Thread = m.ID // a thread is named after the message it hangs on
	default:
		r.Options = map[string]string{"since": momentOfMessage(m.ID)}
	}
	return r
}

// momentOfMessage is when a message was written, as an option holds it.
func momentOfMessage(id snowflake) string {
	return timeOf(id).Truncate(time.Second).Format(time.RFC3339)
}
