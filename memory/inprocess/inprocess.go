// Package inprocess runs a Store on a Redis inside the process, for trying the
// copilot out and for tests. Nothing is kept after the process ends.
package inprocess

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/brouillon/brouillon/memory"
)

// tick is how often keys are let expire. miniredis can do that by itself, but
// then looks at every key before every command.
const tick = 5 * time.Second

// Open starts the Redis and opens a Store on it: the same code on the same wire
// as with a real one. It listens on loopback under a password that nobody knows.
// Closing the store stops it.
func Open(ctx context.Context, o memory.Options) (*memory.Store, error) {
	r := redis{server: miniredis.NewMiniRedis(), ended: make(chan struct{})}
	password := rand.Text()
	r.server.RequireAuth(password)
	if err := r.server.Start(); err != nil {
		return nil, fmt.Errorf("start the redis inside the process: %w", err)
	}
	ticker := time.NewTicker(tick)
	r.wg.Go(func() { r.run(ticker.C) })

	closed := o.Closed
	o.Closed = func() {
		ticker.Stop()
		r.close()
		if closed != nil {
			closed()
		}
	}
	u := url.URL{Scheme: "redis", User: url.UserPassword("", password), Host: r.server.Addr()}
	s, err := memory.Open(ctx, u.String(), o)
	if err != nil {
		ticker.Stop()
		r.close()
		return nil, err
	}
	if err := s.Unlock(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// redis is the server and its clock.
type redis struct {
	server *miniredis.Miniredis
	ended  chan struct{}
	wg     sync.WaitGroup
}

// run lets time pass in the server as it passes outside.
func (r *redis) run(ticks <-chan time.Time) {
	for last := time.Now(); ; {
		select {
		case now := <-ticks:
			r.server.FastForward(now.Sub(last))
			last = now
		case <-r.ended:
			return
		}
	}
}

func (r *redis) close() {
	close(r.ended)
	r.wg.Wait()
	r.server.Close()
}
