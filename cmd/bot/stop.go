package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// errLeave ends the context of a process that whoever runs it asks to leave: people
// are still sent to it until all have heard that it is not ready any more.
var errLeave = errors.New("asked to leave")

// untilTold ends when the process is told to stop: at once by somebody at a terminal,
// by errLeave otherwise. Told a second time, it ends where it stands.
func untilTold(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	go func() {
		defer signal.Stop(told)
		select {
		case s := <-told:
			if s == syscall.SIGTERM {
				cancel(errLeave)
			}
			cancel(nil)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// afterwards ends a while after ctx was ended by errLeave, and with ctx otherwise; it
// has the values of ctx.
func afterwards(ctx context.Context, while time.Duration) (context.Context, context.CancelFunc) {
	after, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(context.Cause(ctx), errLeave) {
			select {
			case <-time.After(while):
			case <-after.Done():
			}
		}
		cancel()
	})
	return after, func() { stop(); cancel() }
}
