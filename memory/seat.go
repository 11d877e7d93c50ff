package memory

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ErrTaken says that a seat is another's, or was left.
var ErrTaken = errors.New("memory: seat taken")

// Sit takes a seat: of all stores on one Redis, one holds it at a time. It is free
// at first, when it was left, and when nobody has stayed in it for as long as it
// lasts: at least 1 ms, on the server's clock, and counted by the holder from before
// the call. The fence is one more than that of the taking before, for ever. Whoever
// holds the seat already gets their fence again: so after an error Sit may be called
// at once, although the seat may have been taken. ErrTaken when it is another's.
func (s *Store) Sit(ctx context.Context, name string, lasts time.Duration) (fence int64, err error) {
	if err := lasting(lasts); err != nil {
		return 0, err
	}
	fence, err = s.run(ctx, toSit, s.keys.seat(name), s.holder, lasts.Milliseconds()).Int64()
	if err == nil && fence == 0 {
		err = ErrTaken
	}
	return fence, err
}

// Stay keeps a seat for longer, also one that has expired if nobody took it since;
// ErrTaken when it is another's by now, or was left.
func (s *Store) Stay(ctx context.Context, name string, fence int64, lasts time.Duration) error {
	if err := lasting(lasts); err != nil {
		return err
	}
	return seated(s.run(ctx, toStay, s.keys.seat(name), fence, lasts.Milliseconds()).Int())
}

// Leave frees a seat at once for whoever sits next; ErrTaken changes nothing.
func (s *Store) Leave(ctx context.Context, name string, fence int64) error {
	return seated(s.run(ctx, toLeave, s.keys.seat(name), fence).Int())
}

// seated reads the reply of a script that does nothing for a stale fence.
func seated(reply int, err error) error {
	if err == nil && reply == 0 {
		return ErrTaken
	}
	return err
}

// lasting refuses a time that Redis cannot let pass.
func lasting(lasts time.Duration) error {
	if lasts < time.Millisecond {
		return fmt.Errorf("memory: seat for %v: want at least 1ms", lasts)
	}
	return nil
}
