package memory

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"
)

// Fuse says when a Circuit opens. All who share a circuit give it the same.
type Fuse struct {
	Failures, Of int           // so many of the last so many calls that ended; 1 <= Failures <= Of
	Rest         time.Duration // how long it stays open before one call may try; at least 1 ms
	Trial        time.Duration // how long that call may take before another may; at least 1 ms
}

// Circuit is a breaker that all stores on one Redis share: what each learns of an
// endpoint counts for all, and while it is open none calls it. After the rest one call
// over all stores may try; should its process die, another may when the trial is over.
// It goes by the server's clock, and forgets what nobody has called for a day.
type Circuit struct {
	store *Store
	keys  []string
	fuse  Fuse
}

// Circuit makes one under a name, or finds that of others; an error says what the fuse
// must not be.
func (s *Store) Circuit(name string, f Fuse) (*Circuit, error) {
	if f.Failures < 1 || f.Of < f.Failures || min(f.Rest, f.Trial) < time.Millisecond {
		return nil, fmt.Errorf("memory: fuse %+v: want 1 to Of failures, and at least 1ms", f)
	}
	return &Circuit{s, s.keys.circuit(name), f}, nil
}

// Enter asks for a call. With a turn it may be made, and Leave or Abandon has to
// follow; without one it may not, and wait is how long the endpoint is still left alone:
// 0 while another tries it.
func (c *Circuit) Enter(ctx context.Context) (turn string, wait time.Duration, err error) {
	reply, err := c.store.run(ctx, toEnter, c.keys, rand.Text(), microseconds(c.fuse.Rest), microseconds(c.fuse.Trial)).Slice()
	if err != nil {
		return "", 0, err
	}
	turn, _ = reply[0].(string)
	us, _ := reply[1].(int64)
	return turn, time.Duration(us) * time.Microsecond, nil
}

// Leave says whether the endpoint did well. A call that began before the circuit opened
// counts no more, nor one that tried it and was overtaken.
func (c *Circuit) Leave(ctx context.Context, turn string, well bool) error {
	if well {
		return c.judge(ctx, turn, "1")
	}
	return c.judge(ctx, turn, "0")
}

// Abandon ends a turn in which the endpoint proved nothing: one that tried an open
// circuit is followed by another rest.
func (c *Circuit) Abandon(ctx context.Context, turn string) error { return c.judge(ctx, turn, "") }

func (c *Circuit) judge(ctx context.Context, turn, verdict string) error {
	f := c.fuse
	return c.store.run(ctx, toJudge, c.keys, rand.Text(), turn, verdict, f.Failures, f.Of, microseconds(f.Rest)).Err()
}
