// Package inprocess runs a Store on a Redis inside the process, for trying the
// copilot out and for tests. Nothing is kept after the process ends.
package inprocess

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"

	"github.com/alicebob/miniredis/v2"

	"github.com/brouillon/brouillon/memory"
)

// Open starts the Redis and opens a Store on it: the same code on the same wire
// as with a real one. It listens on loopback under a password that nobody knows.
// Closing the store stops it.
func Open(ctx context.Context, o memory.Options) (*memory.Store, error) {
	server := miniredis.NewMiniRedis()
	password := rand.Text()
	server.RequireAuth(password)
	if err := server.Start(); err != nil {
		return nil, fmt.Errorf("start the redis inside the process: %w", err)
	}
	server.ClockTTL(true)
	u := url.URL{Scheme: "redis", User: url.UserPassword("", password), Host: server.Addr()}
	closed := o.Closed
	o.Closed = func() {
		server.Close()
		if closed != nil {
			closed()
		}
	}
	s, err := memory.Open(ctx, u.String(), o)
	if err != nil {
		server.Close()
		return nil, err
	}
	return s, nil
}
