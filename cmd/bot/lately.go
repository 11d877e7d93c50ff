package main

import (
	"context"
	"sync"
	"time"
)

// lately remembers for a while what the store said: where everybody can ask, that costs the
// store no more than one question at a time, and one in that while. It is safe for
// concurrent use; nil remembers nothing.
type lately[T any] struct {
	now    func() time.Time
	good   time.Duration // how long what it remembers is good for
	within time.Duration // how long an answer may take

	mu   sync.Mutex
	at   time.Time // when it was asked last
	said T
}

// How long it is remembered what the store says, and how long its answer may take: for whoever
// asks at the bot's door whether it is ready, and for a scrape.
const (
	goodForDoor, doorWithin     = 250 * time.Millisecond, time.Second
	goodForScrape, scrapeWithin = 3 * time.Second, 250 * time.Millisecond
)

// forScrapes remembers what a scrape may be told.
func forScrapes[T any](now func() time.Time) *lately[T] {
	return &lately[T]{now: now, good: goodForScrape, within: scrapeWithin}
}

// answer is what is said when asked, or was a moment ago.
func (l *lately[T]) answer(ctx context.Context, ask func(context.Context) T) T {
	if l == nil {
		return ask(ctx)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := l.now(); l.at.IsZero() || now.Sub(l.at) >= l.good {
		asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.within) // whoever goes away does not make it fail
		defer cancel()
		l.said = ask(asking)
		l.at = l.now()
	}
	return l.said
}
