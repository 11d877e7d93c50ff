package chat

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// Safely turns a panic into an error: one bad delivery must not take the process,
// and what others asked of it, with it. The log has under the name of a platform where it happened, and nothing
// of what anybody wrote.
func Safely(log *slog.Logger, where string, do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			log.Error(where+": panic", "type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			err = fmt.Errorf("%s: panic: %T", where, p)
		}
	}()
	return do()
}
