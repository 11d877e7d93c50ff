package slack

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// background does something that outlives its acknowledgement. Wait waits for it.
func (d *Door) background(do func()) {
	d.running.Go(func() {
		_ = d.safely(func() error { do(); return nil }) // it is in the log
	})
}

// safely does something that may panic.
func (d *Door) safely(do func() error) error { return safely(d.log, do) }

// safely turns a panic into an error: one bad delivery must not take the process,
// and what others asked of it, with it. The log has where it happened, and nothing
// of what anybody wrote.
func safely(log *slog.Logger, do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			log.Error("slack: panic", "type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			err = fmt.Errorf("slack: panic: %T", p)
		}
	}()
	return do()
}
