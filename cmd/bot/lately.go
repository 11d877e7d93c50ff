package main

import (
	"context"
	"sync"
	"time"
)

// lately remembers for a moment whether the bot is ready: where everybody can ask, that costs
// the store no more than one question at a time, and four a second. It is safe for concurrent
// use; nil remembers nothing.
type lately struct {
	now func() time.Time

	mu  sync.Mutex
	at  time.Time // when it was asked last
	err error     // what it said
}

const momentOfReadiness = 250 * time.Millisecond

// answer is what ready says, or said a moment ago.
func (l *lately) answer(ctx context.Context, ready func(context.Context) error) error {
	if l == nil {
		return ready(ctx)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := l.now(); l.at.IsZero() || now.Sub(l.at) >= momentOfReadiness {
		asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second) // whoever goes away does not make it fail
		defer cancel()
		err := ready(asking)
		l.at, l.err = l.now(), err
	}
	return l.err
}
