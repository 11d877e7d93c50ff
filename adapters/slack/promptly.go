package slack

import (
	"context"
	"encoding/json"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// handling goes on when the connection that brought a delivery is gone: what was
// begun comes to an end that is known.
func handling(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), lateAfter)
}

// reply is the body of an acknowledgement, nil for an empty one.
type reply any

// ackWithin is how long an acknowledgement waits for what was asked to be done.
// Slack gives 3 seconds in all.
const ackWithin = 2200 * time.Millisecond

// promptly does something and acknowledges with its outcome; when it takes too
// long for that, the acknowledgement is empty and a refusal is told afterwards.
func (d *Door) promptly(ctx context.Context, to copilot.Person, at copilot.Place, do func(context.Context) error, refused func(sentence string) reply) reply {
	ctx = context.WithoutCancel(ctx)
	outcome := make(chan error)
	late := make(chan struct{})
	d.background(func() {
		ctx, cancel := context.WithTimeout(ctx, lateAfter)
		defer cancel()
		err := d.safely(func() error { return do(ctx) })
		select {
		case outcome <- err:
		case <-late:
			d.tellFault(ctx, to, at, err)
		}
	})
	t := time.NewTimer(ackWithin)
	defer t.Stop()
	select {
	case err := <-outcome:
		if err == nil {
			return nil
		}
		return refused(d.sentence(ctx, to, err))
	case <-t.C:
		close(late)
		return nil
	}
}

// afterwards does what need not be done before the acknowledgement, and tells the
// person when it fails.
func (d *Door) afterwards(ctx context.Context, to copilot.Person, at copilot.Place, do func(context.Context) error) {
	ctx = context.WithoutCancel(ctx)
	d.background(func() {
		ctx, cancel := context.WithTimeout(ctx, lateAfter)
		defer cancel()
		d.tellFault(ctx, to, at, d.safely(func() error { return do(ctx) }))
	})
}

// lateAfter bounds what goes on after its acknowledgement.
const lateAfter = 20 * time.Second

func (d *Door) tellFault(ctx context.Context, to copilot.Person, at copilot.Place, err error) {
	if err == nil {
		return
	}
	if told := d.chat.Tell(ctx, to, at, d.sentence(ctx, to, err)); told != nil {
		d.log.Error("slack: nobody was told", "error", err, "tell", told)
	}
}

// whispered is an acknowledgement that only the person sees.
func whispered(sentence string) reply {
	return map[string]any{"response_type": "ephemeral", "text": escape(sentence)}
}

// body encodes a reply, nil for an empty one.
func body(r reply) []byte {
	if r == nil {
		return nil
	}
	b, err := json.Marshal(r)
	if err != nil { // every reply is made of strings and maps
		return nil
	}
	return b
}
