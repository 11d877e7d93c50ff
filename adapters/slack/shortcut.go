package slack

import (
	"cmp"
	"context"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// shortcuts are what a message's menu offers: a command of the table, about that
// message or the thread it is in.
var shortcuts = map[string]struct {
	task   copilot.Task
	thread bool // about the thread, not the one message
}{
	shortcutSummarize: {copilot.TaskSummarize, true},
	shortcutDraft:     {copilot.TaskDraft, false},
	shortcutHashtags:  {copilot.TaskHashtags, false},
}

// shortcut answers a shortcut of a message. What needs words asks for them first.
func (d *Door) shortcut(ctx context.Context, i interaction) reply {
	chosen, ok := shortcuts[i.Callback]
	if !ok {
		return nil
	}
	person, at := i.person(), i.place()
	at.Thread = cmp.Or(i.Message.Thread, i.Message.TS)
	command := chat.CommandOf(chosen.task)
	err := d.core.Admit(ctx, at, person)
	switch {
	case err != nil:
	case command.Text == copilot.Required:
		err = d.openForm(ctx, i.Trigger, person, form{Command: command.Name, Place: at, About: i.Message.TS})
	default:
		r := copilot.Request{ID: i.named(), Command: command.Name, Place: at, Person: person, Time: d.Now(), Private: true}
		if !chosen.thread {
			r.About, r.Private = i.Message.TS, false
		}
		err = d.core.Accept(ctx, r)
	}
	if err != nil {
		return d.tell(ctx, person, at, d.sentence(ctx, person, err))
	}
	return nil
}
