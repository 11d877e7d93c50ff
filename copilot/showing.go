package copilot

import (
	"context"
	"errors"
	"fmt"
)

// sight is what a worker knows of the message that answers its job.
type sight struct {
	message string     // "" while there is none
	kept    chan error // whether its name was kept; nil when nobody need ask
}

// wait returns when the name of the message is kept: it is kept while the writer
// writes, and must be before the draft is.
func (s *sight) wait() error {
	if s == nil || s.kept == nil {
		return nil
	}
	err := <-s.kept
	s.kept = nil
	return err
}

// show puts a card where the request's answer goes, creating the message the first
// time. A job that nobody has had before has no message yet, and one that this
// worker has shown has the one it knows: the store is asked for neither.
func (c *Copilot) show(ctx context.Context, job Job, card Card) error {
	r := job.Request
	at := Spot{Place: r.Place, Key: r.ID, Again: job.Fence.Number != 1, Since: r.Time, Reply: r.Reply}
	if r.Private {
		at.For = r.Person
	}
	if job.seen == nil {
		_, err := c.showAt(ctx, at, card)
		return err
	}
	if job.seen.message == "" && at.Again {
		if err := c.find(ctx, &at); err != nil {
			return err
		}
		job.seen.message = at.Message
	}
	at.Message = job.seen.message
	chat, err := c.chat(at.Place)
	if err != nil {
		return err
	}
	if err := Held(ctx); err != nil {
		return err
	}
	id, err := c.display(ctx, chat, at, card)
	if err != nil {
		return fmt.Errorf("show card: %w", err)
	}
	if id == at.Message {
		return nil
	}
	if err := job.seen.wait(); err != nil {
		return fmt.Errorf("remember message: %w", err)
	}
	kept := make(chan error, 1)
	job.seen.message, job.seen.kept = id, kept
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		kept <- c.Memory.Posted(ctx, r.Tenant(), r.ID, id, fenceOf(ctx))
	}()
	return nil
}

// display is Chat.Show, witnessed.
func (c *Copilot) display(ctx context.Context, chat Chat, at Spot, card Card) (id string, err error) {
	err = c.stage(ctx, Stage{Kind: StageShow, Chat: at.Place.Platform}, func(ctx context.Context) (err error) {
		id, err = chat.Show(ctx, at, card)
		return err
	})
	return id, err
}

func (c *Copilot) chat(at Place) (Chat, error) {
	chat, ok := c.Chats[at.Platform]
	if !ok {
		return nil, fmt.Errorf("no chat %q", at.Platform)
	}
	return chat, nil
}

// showAt shows a card at a spot, in the message that is known to be the spot's,
// and returns the name that the message has now.
func (c *Copilot) showAt(ctx context.Context, at Spot, card Card) (string, error) {
	if err := c.find(ctx, &at); err != nil {
		return "", err
	}
	return c.showIn(ctx, at, card)
}

// find fills in the message of a spot, if it has one.
func (c *Copilot) find(ctx context.Context, at *Spot) error {
	message, err := c.Memory.Post(ctx, at.Place.Tenant(), at.Key)
	if err != nil && !errors.Is(err, ErrAbsent) {
		return fmt.Errorf("find message: %w", err)
	}
	at.Message = message
	return nil
}

// showIn shows a card in the message of a spot, or makes it, and returns the name
// that the message has now.
func (c *Copilot) showIn(ctx context.Context, at Spot, card Card) (string, error) {
	chat, err := c.chat(at.Place)
	if err != nil {
		return "", err
	}
	if err := Held(ctx); err != nil {
		return "", err
	}
	id, err := c.display(ctx, chat, at, card)
	if err != nil {
		return "", fmt.Errorf("show card: %w", err)
	}
	if id == at.Message {
		return id, nil
	}
	if err := c.Memory.Posted(ctx, at.Place.Tenant(), at.Key, id, fenceOf(ctx)); err != nil {
		return "", fmt.Errorf("remember message: %w", err)
	}
	return id, nil
}
