package copilot_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// sleepyQueue is the queue of a process that can be paused: it renews no lease then.
type sleepyQueue struct {
	copilot.Queue
	asleep, awake chan struct{} // closed when it falls asleep, and when it wakes up
}

func (q *sleepyQueue) Extend(ctx context.Context, j copilot.Job) (time.Time, error) {
	select {
	case <-q.asleep:
	default:
		return q.Queue.Extend(ctx, j)
	}
	select {
	case <-q.awake:
		return q.Queue.Extend(ctx, j)
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	}
}

// pair is two processes on one store and in one chat; the first falls asleep while it
// writes.
type pair struct {
	first, second *bench
	asleep, awake chan struct{}
}

func newPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{asleep: make(chan struct{}), awake: make(chan struct{})}
	fallAsleep := sync.OnceFunc(func() { close(p.asleep) })
	p.first = newBench(t, writerFunc(func(ctx context.Context, _ copilot.Prompt) (copilot.Answer, error) {
		fallAsleep()
		<-p.awake
		return copilot.Answer{Text: "=== fact\nWhat the sleeper wrote.", Writer: "sleeper"}, nil
	}))
	p.second = newBench(t, writerFunc(echo))
	store, err := inprocess.Open(t.Context(), memory.Options{Lease: 100 * time.Millisecond, Scan: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	for _, b := range []*bench{p.first, p.second} {
		b.Queue, b.Memory, b.store, b.chat = store, store, store, p.first.chat
		b.Chats["test"] = b.chat
	}
	p.first.Queue = &sleepyQueue{store, p.asleep, p.awake}
	return p
}

// begin has the first process begin to write, until it sleeps; what it returns ends it.
func (p *pair) begin(t *testing.T) (stop func()) {
	t.Helper()
	p.first.accept(t, draftRequest("r1", "We open on Monday"))
	ctx, cancel := context.WithCancel(p.first.ctx)
	done := make(chan struct{})
	go func() { defer close(done); p.first.Work(ctx) }()
	<-p.asleep
	return func() { cancel(); <-done }
}

// A process that is paused while it works, and wakes up when another has done its
// work, writes nothing and posts nothing: neither its draft nor its progress.
func TestPausedWorkerDoesNothingWhenItWakes(t *testing.T) {
	p := newPair(t)
	stop := p.begin(t)
	p.second.work(t, empty)
	answer := p.second.chat.last(t, "message-r1").Subject()
	close(p.awake)
	p.first.accept(t, draftRequest("r2", "Another")) // when it has an answer, the sleeper is done with the first
	eventually(t, func() bool {
		d, err := p.first.store.Depth(p.first.ctx)
		return err == nil && empty(d)
	})
	stop()

	if now := p.first.chat.last(t, "message-r1").Subject(); now.Digest != answer.Digest || now.Draft == "" {
		t.Errorf("the message shows %+v, not %+v", now, answer)
	}
	for _, card := range p.first.chat.cards["message-r1"] {
		if strings.Contains(said(card), "the sleeper wrote") {
			t.Errorf("shown: %s", said(card))
		}
	}
	d, err := p.first.store.Draft(t.Context(), copilot.Ref{Tenant: channel.Tenant(), Draft: answer.Draft})
	if err != nil || len(d.Revisions) != 1 || d.Latest().Digest != answer.Digest {
		t.Errorf("kept: %+v, %v", d, err)
	}
}

// What was on its way when the process was paused may arrive last: then the draft is
// shown again as it is.
func TestLateArrivalIsMended(t *testing.T) {
	p := newPair(t)
	stop := p.begin(t)
	early := p.first.chat.last(t, "message-r1")
	p.second.work(t, empty)
	answer := p.second.chat.last(t, "message-r1").Subject()
	if _, err := p.first.chat.Show(t.Context(), copilot.Spot{Key: "r1", Message: "message-r1"}, early); err != nil {
		t.Fatal(err)
	}
	close(p.awake)
	eventually(t, func() bool { return p.first.chat.last(t, "message-r1").Subject() == answer })
	stop()
}

// Nothing is sent on behalf of a worker that cannot know whether it still has its job.
func TestHeldWaitsForTheStore(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	asked, tell := make(chan struct{}), make(chan error)
	b.Queue = &tellingQueue{b.store, asked, tell}
	b.accept(t, draftRequest("r1", "We open on Monday"))
	ctx, cancel := context.WithCancel(b.ctx)
	done := make(chan struct{})
	go func() { defer close(done); b.Work(ctx) }()
	for _, err := range []error{errors.New("away"), errors.New("away"), copilot.ErrLeaseLost} {
		<-asked
		if shown := b.chat.shown(); shown != 0 {
			t.Fatalf("%d cards were shown while the store cannot tell", shown)
		}
		tell <- err
	}
	cancel()
	<-done
	if shown := b.chat.shown(); shown != 0 {
		t.Errorf("%d cards were shown by a worker that lost its job", shown)
	}
}

// tellingQueue leases a job for no time, and says what it is told about it.
type tellingQueue struct {
	copilot.Queue
	asked chan struct{}
	tell  chan error
}

func (q *tellingQueue) Claim(ctx context.Context) (copilot.Job, error) {
	j, err := q.Queue.Claim(ctx)
	j.Until = time.Now()
	return j, err
}

func (q *tellingQueue) Extend(ctx context.Context, _ copilot.Job) (time.Time, error) {
	select {
	case q.asked <- struct{}{}:
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	}
	select {
	case err := <-q.tell:
		return time.Now(), err
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	}
}
