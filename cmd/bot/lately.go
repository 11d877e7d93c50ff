package main

import (
	"context"
	"sync"
	"time"
)

// lately remembers for a while whether the bot is ready: where everybody can ask, that costs
// the store no more than one question at a time, and one in that while. It is safe for
// concurrent use; nil remembers nothing.
type lately struct {
	now    func() time.Time
	good   time.Duration // how long what it remembers is good for
	within time.Duration // how long an answer may take

	mu  sync.Mutex
	at  time.Time // when it was asked last
	err error     // what it said
}

// How long it is remembered whether the bot is ready, and how long the answer may take: for
// whoever asks at its door, and for a scrape.
const (
	goodForDoor, doorWithin     = 250 * time.Millisecond, time.Second
	goodForScrape, scrapeWithin = 3 * time.Second, 250 * time.Millisecond
)

// answer is what ready says, or said a moment ago.
func (l *lately) answer(ctx context.Context, ready func(context.Context) error) error {
	if l == nil {
		return ready(ctx)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := l.now(); l.at.IsZero() || now.Sub(l.at) >= l.good {
		asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.within) // whoever goes away does not make it fail
		defer cancel()
		err := ready(asking)
		l.at, l.err = l.now(), err
	}
	return l.err
}
