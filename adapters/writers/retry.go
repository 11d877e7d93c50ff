package writers

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Patience says how Retry tries again. A zero field is its default.
type Patience struct {
	Tries    int            // in all, at least 1; default 3
	First    time.Duration  // the wait after the first failure, doubled after each further one; default 500 ms
	Longest  time.Duration  // no wait of our own is longer; default 8 s
	MaxAfter time.Duration  // an endpoint that asks for a longer wait is not asked again; default 20 s
	Within   time.Duration  // no try begins later than this after the first did; default 1 min
	Random   func() float64 // in [0, 1); default math/rand
}

// Retry tries again after temporary errors. The wait is what the endpoint asked
// for, or else grows from try to try; both are spread at random so that many
// callers do not come back together. It does not wait beyond ctx's deadline: it
// returns the error at once when there is no time left for another try, or when
// one would begin later than Patience.Within: an endpoint that is slow to fail is
// not waited for three times over.
//
// A try that failed after it had shown pieces is taken back with "\f".
func Retry(w copilot.Writer, p Patience) copilot.Writer {
	p.Tries = max(1, cmp.Or(p.Tries, 3))
	p.First = cmp.Or(p.First, 500*time.Millisecond)
	p.Longest = cmp.Or(p.Longest, 8*time.Second)
	p.MaxAfter = cmp.Or(p.MaxAfter, 20*time.Second)
	p.Within = cmp.Or(p.Within, time.Minute)
	if p.Random == nil {
		p.Random = rand.Float64
	}
	return &retry{w, p}
}

type retry struct {
	next     copilot.Writer
	patience Patience
}

// Compose is Writer.Compose, tried up to Patience.Tries times.
func (r *retry) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	shown, start := follow(piece), time.Now()
	for try := 1; ; try++ {
		answer, err := r.next.Compose(ctx, p, shown.say)
		if err == nil || try >= r.patience.Tries {
			return answer, err
		}
		delay, ok := r.patience.wait(err, try)
		if !ok || time.Since(start)+delay > r.patience.Within || !sleep(ctx, delay) {
			return answer, cmp.Or(ctx.Err(), err)
		}
		shown.takeBack()
	}
}

// wait is how long to wait after the try-th failure, and whether it makes sense.
func (p Patience) wait(err error, try int) (time.Duration, bool) {
	e, ok := errors.AsType[*copilot.WriterError](err)
	if !ok || !e.Temporary() || e.After > p.MaxAfter {
		return 0, false
	}
	spread := p.Random()
	if e.After > 0 {
		return e.After + time.Duration(spread*float64(p.First)), true
	}
	grown := min(p.First<<min(try-1, 16), p.Longest)
	return time.Duration((0.5 + spread/2) * float64(grown)), true
}

// sleep says whether the time passed with ctx still alive; it does not even
// begin when ctx is bound to end first.
func sleep(ctx context.Context, d time.Duration) bool {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= d {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
