package slack

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// reply is the body of an acknowledgement, nil for an empty one.
type reply any

// promptly does something and acknowledges with its outcome; when it takes too
// long for that, the acknowledgement is empty and a refusal is told afterwards.
func (d *Door) promptly(ctx context.Context, to copilot.Person, at copilot.Place, do func(context.Context) error, refused func(sentence string) reply) reply {
	err := d.Promptly(ctx, do, func(ctx context.Context, err error) { d.tellFault(ctx, to, at, err) })
	if err == nil || errors.Is(err, chat.ErrLate) {
		return nil
	}
	return refused(d.sentence(context.WithoutCancel(ctx), to, err))
}

// afterwards does what need not be done before the acknowledgement, and tells the
// person when it fails.
func (d *Door) afterwards(ctx context.Context, to copilot.Person, at copilot.Place, do func(context.Context) error) {
	d.Afterwards(ctx, do, func(ctx context.Context, err error) { d.tellFault(ctx, to, at, err) })
}

func (d *Door) tellFault(ctx context.Context, to copilot.Person, at copilot.Place, err error) {
	if err == nil {
		return
	}
	if told := d.chat.Tell(ctx, to, at, d.sentence(ctx, to, err)); told != nil {
		d.Log.ErrorContext(ctx, "slack: nobody was told", "error", err, "tell", told)
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
