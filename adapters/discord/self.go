package discord

import (
	"context"
	"fmt"
	"time"
)

// identity is who we are in Discord.
type identity struct {
	Application snowflake
	Bot         snowflake // the user that the bot is
	Name        string    // of the bot
	PublicKey   string    // with which interactions over HTTP are signed, in hex
	content     bool      // whether the words of others may be read

	read time.Time // when content was
}

// Flags of an application that may read the words of others: one that was reviewed,
// and one in few enough servers.
const (
	flagContent        = 1 << 18
	flagContentLimited = 1 << 19
)

// contentKept is how long what Discord said of our reading is believed: it is
// switched on and off by hand, by somebody who then looks whether it works.
const contentKept = time.Minute

// self is who we are: asked until Discord has answered once. Whether words may be
// read is asked again after a minute, and stays as it was while Discord does not say.
func (r *rest) self(ctx context.Context) (identity, error) {
	if own, ok := r.known(); ok {
		return own, nil
	}
	select {
	case r.asking <- struct{}{}:
	case <-ctx.Done():
		return identity{}, fmt.Errorf("discord: ask who we are: %w", ctx.Err())
	}
	defer func() { <-r.asking }()
	if own, ok := r.known(); ok { // somebody else asked
		return own, nil
	}
	return r.ask(ctx)
}

// known is who we are as Discord said it not long ago.
func (r *rest) known() (identity, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.own == nil || r.now().Sub(r.own.read) >= contentKept {
		return identity{}, false
	}
	return *r.own, true
}

// ask asks Discord who we are, and keeps it.
func (r *rest) ask(ctx context.Context) (identity, error) {
	a, err := r.me(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err == nil:
		r.own = &identity{
			Application: a.ID, Bot: a.Bot.ID, Name: a.Bot.Name, PublicKey: a.PublicKey,
			content: a.Flags&(flagContent|flagContentLimited) != 0,
		}
		r.application = a.ID
	case r.own == nil:
		return identity{}, err
	}
	r.own.read = r.now()
	return *r.own, nil
}

// applicationID is the id of our app, which the paths of answers have.
func (r *rest) applicationID(ctx context.Context) (string, error) {
	r.mu.Lock()
	id := r.application
	r.mu.Unlock()
	if id != "" {
		return id, nil
	}
	own, err := r.self(ctx)
	return own.Application, err
}
