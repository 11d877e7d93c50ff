package copilot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// Work answers accepted requests until ctx ends. Then it hands back what it is
// working on, and returns when nothing runs any more.
func (c *Copilot) Work(ctx context.Context) { c.WorkUntil(ctx, ctx) }

// WorkUntil is Work that begins nothing once intake ends, and finishes what it can of
// what it has begun until ctx ends.
func (c *Copilot) WorkUntil(intake, ctx context.Context) {
	var running sync.WaitGroup
	running.Go(func() { c.sweep(intake) })
	running.Go(func() { c.retiring(intake) })
	running.Go(func() { c.expireAll(intake) })
	for range c.Workers {
		running.Go(func() {
			for {
				c.giveWay(intake)
				job, err := c.Queue.Claim(intake)
				if err != nil {
					return
				}
				c.handle(ctx, job)
			}
		})
	}
	running.Wait()
}

// Bounds of ending a job: telling the person may have to wait for a platform that
// wants a rest, telling the queue for a store that is away; a process that stops has
// less time for that.
const (
	tellWithin    = 20 * time.Second
	settleWithin  = patience
	releaseWithin = 5 * time.Second
)

// handle works on one job and settles it with the queue, whatever happens. The
// lease is held until then.
func (c *Copilot) handle(ctx context.Context, job Job) {
	ctx = Refer(ctx, job.Request.Reference())
	ctx, end := c.witness(ctx, Stage{
		Kind: StageJob, Chat: job.Request.Place.Platform, What: job.Request.What(),
		Job: job.ID, Attempt: job.Attempt, Again: job.Fence.Number != 1, Accepted: job.Accepted, Mark: job.Request.Mark,
	})
	leased, stop := c.hold(ctx, job)
	defer stop()
	job.seen = &sight{}
	err := c.safely(leased, &job)
	done := End{How: Failed, Why: kindOf(err)}
	defer func() { end(done) }()
	// The outcome must reach the queue even while the process is stopping.
	err = c.caught(ctx, job.ID, func() error {
		how, err := c.settleJob(context.WithoutCancel(leased), ctx.Err() != nil, job, err)
		switch {
		case err != nil:
		case how == EndReleased: // nothing went wrong
			done = End{How: how}
		default:
			done.How = how
		}
		return errors.Join(err, job.seen.wait())
	})
	if errors.Is(err, ErrLeaseLost) {
		done = End{How: EndLost}
		c.yield(ctx, job)
	} else if err != nil {
		// The lease runs out by itself: another worker takes the job over.
		if c.Log.ErrorContext(ctx, "job not settled", "job", job.ID, "error", err); done.How == Failed {
			done.Why = cmp.Or(done.Why, kindOf(err))
		}
	}
}

// surely does something with the queue within a time, again while the store is away:
// what it did unheard it does not do again, since the lease is lost then.
func (c *Copilot) surely(ctx context.Context, within time.Duration, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	return storeFault(again(ctx, c.Away, func() error { return do(ctx) }))
}

// meet learns who asked: their name, and the language they read. Without an
// answer the request keeps what the delivery said.
func (c *Copilot) meet(ctx context.Context, r Request) Person {
	chat, ok := c.Chats[r.Place.Platform]
	if !ok {
		return r.Person
	}
	p, err := chat.Who(ctx, r.Person, r.Place)
	if err != nil {
		c.Log.DebugContext(ctx, "person not known", "error", err)
		return r.Person
	}
	return p
}

// caught turns a panic into an error: one bad request must not take the others with it.
func (c *Copilot) caught(ctx context.Context, job string, do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			c.Log.ErrorContext(ctx, "panic", "job", job, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %T", p)
		}
	}()
	return do()
}

// safely answers a job, whatever happens.
func (c *Copilot) safely(ctx context.Context, job *Job) error {
	return c.caught(ctx, job.ID, func() error {
		job.Request.Person = c.meet(ctx, job.Request)
		err := c.stage(ctx, Stage{Kind: StageAnswer, What: job.Request.What()}, func(ctx context.Context) error { return c.answer(ctx, *job) })
		if lost := job.seen.wait(); err == nil && lost != nil {
			err = fmt.Errorf("remember message: %w", lost)
		}
		if cause := context.Cause(ctx); errors.Is(cause, ErrLeaseLost) {
			return cause
		}
		return err
	})
}

// settleJob tells the queue how a job went, and the person when it went wrong; the ending
// is what became of it, unless there is an error.
func (c *Copilot) settleJob(ctx context.Context, stopping bool, job Job, err error) (Ending, error) {
	fault, isFault := errors.AsType[*Fault](err)
	switch {
	case err == nil:
		return EndAnswered, c.finish(ctx, job)
	case errors.Is(err, ErrLeaseLost):
		return EndLost, err
	case stopping:
		return EndReleased, c.surely(ctx, releaseWithin, func(ctx context.Context) error { return c.Queue.Release(ctx, job) })
	case isFault && fault.Kind == FaultWriter:
		return c.writerFailed(ctx, job, fault)
	case isFault && !fault.Passes() && job.Request.untyped():
		return c.giveUp(ctx, job, fault) // a second click revives it
	case isFault && !fault.Passes():
		if err := c.fail(ctx, job, fault, false); err != nil {
			return c.tryLater(ctx, job, fault)
		}
		return EndTold, c.finish(ctx, job)
	default:
		return c.tryLater(ctx, job, AsFault(err, job.Request.Reference()))
	}
}

func (c *Copilot) finish(ctx context.Context, job Job) error {
	return c.surely(ctx, settleWithin, func(ctx context.Context) error { return c.Queue.Finish(ctx, job) })
}

// writerTries is how often a request is given to the writer in all; each time
// the writer's own decorators have already tried again.
const writerTries = 3

func (c *Copilot) writerFailed(ctx context.Context, job Job, fault *Fault) (Ending, error) {
	w, ok := asWriterError(fault)
	if ok && w.Temporary() && job.Attempt < writerTries {
		return c.tryLater(ctx, job, fault)
	}
	return c.giveUp(ctx, job, fault)
}

// giveUp parks a job for somebody to revive. The visible failure comes first: if
// it cannot be shown, the job goes back to the queue instead of into silence.
func (c *Copilot) giveUp(ctx context.Context, job Job, fault *Fault) (Ending, error) {
	c.Log.ErrorContext(ctx, "request given up", "job", job.ID, "attempt", job.Attempt, "error", fault)
	if err := c.fail(ctx, job, fault, true); err != nil {
		return c.tryLater(ctx, job, fault)
	}
	return EndParked, c.surely(ctx, settleWithin, func(ctx context.Context) error { return c.Queue.Park(ctx, job, fault.Error()) })
}

// fail shows that a request has no answer, and why. Where the place takes no
// message at all, the person is told instead: never silence (P4). What only fails now
// is an error, to be tried again: told besides, it would be there twice, and the
// placeholder would stay. That sharing failed is for the person alone from the start:
// nothing was before others yet.
func (c *Copilot) fail(ctx context.Context, job Job, fault *Fault, retry bool) error {
	card := failureCard(job.Request, locale(job.Request), fault, retry)
	if job.Request.untyped() {
		return c.tell(ctx, job.Request, card)
	}
	err := c.insist(ctx, job, card)
	if err == nil {
		return job.seen.wait()
	}
	if _, refused := errors.AsType[*Fault](err); !refused {
		return err
	}
	if told := c.tell(ctx, job.Request, card); told != nil {
		return errors.Join(err, told)
	}
	return nil
}

// tell says to whoever asked what a card says.
func (c *Copilot) tell(ctx context.Context, r Request, card Card) error {
	ctx, cancel := context.WithTimeout(ctx, tellWithin)
	defer cancel()
	said := make([]string, 0, len(card.blocks))
	for _, b := range card.blocks {
		said = append(said, b.Text)
	}
	chat, err := c.chat(r.Place)
	if err != nil {
		return err
	}
	return chat.Tell(ctx, r.Person, r.Place, strings.Join(said, "\n"))
}

// insistPauses are how long a platform in trouble is left alone before a failure is
// shown once more, in all well below tellWithin.
var insistPauses = [...]time.Duration{250 * time.Millisecond, time.Second, 4 * time.Second}

// insist shows a card, again while the platform is in trouble and tellWithin lasts: it
// may have taken the card before the connection broke, and whoever were told besides
// would have it twice. To show it again does no harm (P5).
func (c *Copilot) insist(ctx context.Context, job Job, card Card) error {
	within, cancel := context.WithTimeout(ctx, tellWithin)
	defer cancel()
	var doubt error
	for try := 0; ; try++ {
		err := c.show(within, job, card)
		if err != nil && within.Err() != nil && doubt != nil {
			return doubt // what ended the time says nothing of the platform
		}
		if !doubtful(err) || try == len(insistPauses) || c.Rest(within, insistPauses[try]) != nil {
			return err
		}
		doubt = err
	}
}

// doubtful says whether nobody knows if a platform did what it answered with err.
func doubtful(err error) bool {
	fault, ok := errors.AsType[*Fault](err)
	_, busy := errors.AsType[*BusyError](err)
	return ok && fault.Passes() && !busy
}

// longestWait bounds the wait an endpoint may ask for: a person is waiting.
const longestWait = 2 * time.Minute

// tryLater puts a job back for another try. That it will be tried again is shown
// first, while the lease is held: afterwards another worker may be at it.
func (c *Copilot) tryLater(ctx context.Context, job Job, fault *Fault) (Ending, error) {
	c.Log.WarnContext(ctx, "job failed, trying again", "job", job.ID, "attempt", job.Attempt, "error", fault)
	backoff := time.Duration(job.Attempt*job.Attempt) * 2 * time.Second
	delay := min(max(backoff, rested(fault)), longestWait)
	shown := c.showAgain(ctx, job, fault)
	parked := false
	err := c.surely(ctx, settleWithin, func(ctx context.Context) (err error) {
		parked, err = c.Queue.Retry(ctx, job, delay, fault.Error())
		return err
	})
	if shown != nil {
		c.Log.WarnContext(ctx, "that it will be tried again is not shown", "job", job.ID, "error", shown)
	}
	if err != nil || !parked {
		return EndLater, err
	}
	c.Log.ErrorContext(ctx, "request given up", "job", job.ID, "attempt", job.Attempt, "error", fault)
	return EndParked, c.tellGivenUp(freely(ctx), job, fault)
}

// tellGivenUp tells a person that their parked job was given up. Where that fails,
// sweep looks after it in half a minute. No lease keeps others away from a parked job: when
// it turns out that somebody revived it meanwhile, what it has come to is shown again,
// or the failure would stand over the answer.
func (c *Copilot) tellGivenUp(ctx context.Context, job Job, fault *Fault) error {
	if err := c.fail(ctx, job, fault, true); err != nil {
		_, again := c.showPresent(ctx, job.Request) // what was shown unheard may stand over it
		return fmt.Errorf("tell that a job was given up: %w", errors.Join(err, again))
	}
	err := c.surely(ctx, settleWithin, func(ctx context.Context) error { return c.Queue.Told(ctx, job.ID) })
	if errors.Is(err, ErrAbsent) {
		_, err = c.showPresent(ctx, job.Request)
	}
	return err
}

// rested is the rest that a model or a platform asks for, 0 when neither does.
func rested(err error) time.Duration {
	if w, ok := errors.AsType[*WriterError](err); ok {
		return w.After
	}
	if b, ok := errors.AsType[*BusyError](err); ok {
		return b.After
	}
	return 0
}

func (c *Copilot) showAgain(ctx context.Context, job Job, fault *Fault) error {
	if job.Request.untyped() {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, tellWithin)
	defer cancel()
	l := locale(job.Request)
	card := againCard(job.Request, l, map[string]any{"Why": fault.Sentence(l), "Attempt": job.Attempt + 1})
	if err := c.show(ctx, job, card); err != nil {
		return err
	}
	return job.seen.wait() // the name of the message is kept under a fence that is about to go
}
