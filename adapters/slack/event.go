package slack

import (
	"cmp"
	"context"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// event takes note of what happened. An error means that it was not taken note
// of: Slack delivers it again then, and nothing happens twice.
func (d *Door) event(ctx context.Context, e envelope) error {
	ctx, cancel := chat.Handling(ctx)
	defer cancel()
	if e.Type == "app_rate_limited" { // Slack drops events
		d.chat.keeping.Missed()
		return nil
	}
	at := copilot.Place{Platform: Platform, Workspace: d.workspace(ctx, e.workspace()), Channel: id(e.Event.Channel), Thread: e.Event.Thread}
	switch e.Event.Type {
	case "app_mention":
		return d.mention(ctx, e, at)
	case "message":
		return d.message(ctx, e, at)
	case "channel_left", "group_left", "channel_deleted", "group_deleted":
		return d.chat.keeping.Drop(ctx, at)
	case "app_home_opened":
		return d.openHome(ctx, e.Event, at)
	case "subteam_members_changed":
		d.chat.groups.forget()
	case "user_change":
		d.chat.people.forget(id(e.Event.User))
	case "tokens_revoked", "app_uninstalled":
		d.chat.keeping.Missed() // which erases what is kept: nothing tells of it any more
		d.Log.ErrorContext(ctx, "slack: the app was removed from the workspace: install it again and set SLACK_BOT_TOKEN", "event", e.Event.Type)
	}
	return nil
}

// tombstone is what Slack leaves of a deleted message that has replies: it reports
// that as an edit.
const tombstone = "tombstone"

// message follows what was edited and deleted through to what is kept, and takes
// what somebody writes to the bot directly for a command.
func (d *Door) message(ctx context.Context, delivered envelope, at copilot.Place) error {
	e := delivered.Event
	if err := d.note(ctx, at, e); err != nil {
		return err
	}
	switch {
	case e.SubType == "message_deleted":
		return d.changed(ctx, at, e.Previous, cmp.Or(e.Deleted, e.TS), true)
	case e.SubType == "message_changed" && e.Message != nil && e.Message.SubType == tombstone:
		return d.changed(ctx, at, e.Previous, e.Message.TS, true)
	case e.SubType == "message_changed" && e.Message != nil:
		if e.Previous != nil && e.Previous.Text == e.Message.Text {
			return nil // an unfurl, a reply count
		}
		return d.changed(ctx, at, e.Message, e.Message.TS, false)
	case e.SubType == "" && e.Bot == "" && direct(at):
		return d.mention(ctx, delivered, at)
	}
	return nil
}

func (d *Door) changed(ctx context.Context, at copilot.Place, m *message, ts string, gone bool) error {
	if m != nil && m.Bot != "" { // a program's, ours among them: no summary rests on it
		return nil
	}
	return d.core.SourceChanged(ctx, at, ts, gone)
}
