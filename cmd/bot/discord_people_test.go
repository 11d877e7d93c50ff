package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
)

// connect runs a gateway until the test ends, or stop is called.
func connect(t *testing.T, g *discord.Gateway) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := g.Run(ctx); err != nil {
			t.Error(err)
		}
	}()
	stop = func() { cancel(); <-done }
	t.Cleanup(stop)
	return stop
}

// people are two who ask for drafts, one after the other each.
type people struct {
	asked   atomic.Int64
	ended   atomic.Bool
	asking  sync.WaitGroup
	mu      sync.Mutex
	replies []discordtest.Reply
}

func askAlways(d *discordDoor) *people {
	c := &people{}
	for who := range 2 {
		c.asking.Go(func() {
			for n := 0; !c.ended.Load(); n++ {
				words := fmt.Sprintf("%s (order %d of %d)", brief, n, who)
				r := d.Command(d.person("lea").ID, discordChannel, "draft", map[string]any{"text": words, "variants": 1})
				c.mu.Lock()
				c.replies = append(c.replies, r)
				c.mu.Unlock()
				c.asked.Add(1)
			}
		})
	}
	return c
}

// after waits until so many more have been answered, or given up.
func (c *people) after(t *testing.T, more int64) {
	t.Helper()
	from := c.asked.Load()
	eventually(t, "more has been asked", func() bool { return c.asked.Load() >= from+more })
}

// stop has the people ask no more, and returns what they were answered.
func (c *people) stop() []discordtest.Reply {
	c.ended.Store(true)
	c.asking.Wait()
	return c.replies
}
