package slack

import (
	"context"
	"time"

	"github.com/slack-go/slack/socketmode"

	"github.com/brouillon/brouillon/adapters/chat"
)

// read takes what arrives at a connection, until ctx ends, or until taking does
// and what was taken is acknowledged: cut off before, Slack would deliver it again.
func (s *Socket) read(ctx, taking context.Context, client *socketmode.Client, slots chan struct{}) {
	var working chat.Tasks
	up := false
	set := func(now bool) {
		switch {
		case now && !up:
			s.open.Add(1)
			s.chat.keeping.Up()
		case !now && up:
			s.open.Add(-1)
			s.chat.keeping.Down()
		}
		up = now
	}
	defer set(false)
	broken := func() { // Slack tells before it ends one: what it sent meanwhile nobody knows
		if up {
			s.log.WarnContext(ctx, "slack: a connection broke off")
			s.chat.keeping.Missed()
		}
	}
	for {
		select {
		case <-ctx.Done():
			broken()
			return
		case <-taking.Done():
			drain(ctx, &working)
			return
		case e := <-client.Events:
			switch e.Type {
			case socketmode.EventTypeConnected:
				set(true)
			case socketmode.EventTypeConnecting:
				broken()
				set(false)
			case socketmode.EventTypeDisconnect, socketmode.EventTypeConnectionError, socketmode.EventTypeInvalidAuth:
				set(false)
			}
			if raw, ok := rawOf(e); ok && taken(taking, slots) {
				s.door.Running.Begin()
				working.Go(func() {
					defer s.door.Running.End()
					defer func() { <-slots }()
					s.take(ctx, client, raw)
				})
			}
		}
	}
}

// taken waits until there is room for another delivery; false when none is taken
// any more: Slack has another connection take it then.
func taken(taking context.Context, slots chan struct{}) bool {
	select {
	case slots <- struct{}{}:
		return true
	case <-taking.Done():
		return false
	}
}

// drain waits for what was taken, for a while, and until it is acknowledged.
func drain(ctx context.Context, working *chat.Tasks) {
	t := time.NewTimer(acknowledged)
	defer t.Stop()
	select {
	case <-working.Settled():
	case <-t.C:
	case <-ctx.Done():
	}
	_ = chat.Rest(ctx, flush)
}
