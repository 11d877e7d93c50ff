package memory

import (
	"errors"
	"log/slog"
)

// spoilt is what a list leaves out because it cannot be read: one bad value must not hide
// those beside it. What is read alone fails; so does a list for which there is no key, or
// all of it would seem not to be there.
type spoilt struct {
	of    string // what is listed
	count int
	first error
}

// leaves notes an error of one value; false when the list has to fail of it.
func (b *spoilt) leaves(err error) bool {
	if errors.Is(err, ErrLocked) {
		return false
	}
	if b.count++; b.first == nil {
		b.first = err
	}
	return true
}

// tell says what was left out.
func (b *spoilt) tell(log *slog.Logger) {
	if b.count > 0 {
		log.Error("something that cannot be read is left out of a list", "of", b.of, "count", b.count, "error", b.first)
	}
}
