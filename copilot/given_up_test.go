package copilot_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// Somebody revives a job while the word that it was given up is on its way: the word
// arrives last, and then the answer is shown again.
func TestGivenUpDoesNotStandOverTheAnswer(t *testing.T) {
	var fail atomic.Bool
	fail.Store(true)
	b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		if fail.Load() {
			return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterBusy}
		}
		return echo(ctx, p)
	}))
	other := copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: writerFunc(echo), Now: time.Now}, Memory: b.store, Queue: b.store, Workers: 1, Chats: b.Chats, Log: b.Log,
	})
	var answered atomic.Bool
	b.chat.late = func(c copilot.Card) {
		if !strings.Contains(said(c), "No draft this time") || answered.Swap(true) {
			return
		}
		if n, err := other.AgainAll(b.ctx, channel.Tenant()); err != nil || n != 1 {
			t.Errorf("%d revived, %v", n, err)
		}
		job, err := b.store.Claim(b.ctx)
		if err == nil {
			err = copilot.AnswerForTest(other, b.ctx, job)
		}
		if err == nil {
			err = b.store.Finish(b.ctx, job)
		}
		if err != nil {
			t.Error(err)
		}
	}
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, func(d copilot.Depth) bool { return empty(d) && answered.Load() })
	if card := b.chat.last(t, "message-r1"); card.Subject().Draft == "" {
		t.Errorf("shown: %s", said(card))
	}
}

// The first thing that can be shown may be that it will be tried again: the name of
// that message is kept before the job is let go.
func TestNameOfTheMessageIsKeptBeforeTheJobIsLetGo(t *testing.T) {
	b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterBusy, After: time.Hour}
	}))
	b.Memory = slowNames{b.store}
	refuses := true
	b.chat.late = func(copilot.Card) { refuses = false }
	b.chat.showErrOnce = errors.New("busy")
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, func(d copilot.Depth) bool { return d.Delayed == 1 })
	if name, err := b.store.Post(b.ctx, channel.Tenant(), "r1"); err != nil || name == "" || refuses {
		t.Errorf("kept: %q, %v", name, err)
	}
}

// slowNames takes its time to keep the name of a message.
type slowNames struct{ *memory.Store }

func (s slowNames) Posted(ctx context.Context, t copilot.Tenant, request, message string, f copilot.Fence) error {
	<-time.After(20 * time.Millisecond)
	return s.Store.Posted(ctx, t, request, message, f)
}

// A request of a chat that is not configured any more ends neither the process nor
// other people's requests: it rests until somebody sees to it.
func TestChatIsNotThere(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	elsewhere := draftRequest("r1", "We open on Monday")
	elsewhere.Place.Platform = "gone"
	b.accept(t, elsewhere)
	b.accept(t, draftRequest("r2", "We open on Tuesday"))
	b.work(t, func(d copilot.Depth) bool { return empty(d) && d.Parked == 1 })
	if b.chat.last(t, "message-r2").Subject().Draft == "" {
		t.Error("the other request has no answer")
	}
}

// A paused worker finds what the other made of words that follow up on a draft.
func TestLateArrivalOfAFollowUpIsMended(t *testing.T) {
	texts := []string{"We open on Monday.", "We open Monday."}
	b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		text := texts[0]
		texts = texts[1:]
		return copilot.Answer{Text: "=== fact\n" + text, Writer: "scripted"}, nil
	}))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	follow := draftRequest("r2", "shorter")
	follow.Options = nil
	b.accept(t, follow)
	early := b.chat.last(t, "message-r1")
	b.work(t, empty)
	answer := b.chat.last(t, "message-r2")
	if _, err := b.chat.Show(b.ctx, copilot.Spot{Key: "r2", Message: "message-r2"}, early); err != nil {
		t.Fatal(err)
	}
	copilot.YieldForTest(b.Copilot, b.ctx, follow)
	if now := b.chat.last(t, "message-r2").Subject(); now != answer.Subject() || now.Draft == "" {
		t.Errorf("shown: %+v, want %+v", now, answer.Subject())
	}
}

// killing is a store on which one death is too many, and a job that was given up on it:
// its worker did what it did, and died.
func killing(t *testing.T, b *bench, does func(copilot.Job) error) *memory.Store {
	t.Helper()
	store, err := inprocess.Open(b.ctx, memory.Options{Lease: 100 * time.Millisecond, Scan: 10 * time.Millisecond, Kills: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	b.Queue, b.Memory = store, store
	b.accept(t, draftRequest("r1", "We open on Monday"))
	job, err := store.Claim(b.ctx)
	if err == nil {
		err = does(job)
	}
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool {
		d, err := store.Depth(b.ctx)
		return err == nil && d.Parked == 1
	})
	return store
}

func nothing(copilot.Job) error { return nil }

// P4: a job that kills its workers is given up, and the person is told.
func TestKilledJobIsGivenUpVisibly(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	killing(t, b, nothing)
	copilot.TellUntoldForTest(b.Copilot, b.ctx)
	card := b.chat.last(t, "message-r1")
	if s := said(card); !strings.Contains(s, "was given up") || !strings.Contains(s, "We open on Monday") || len(card.Actions()) != 1 {
		t.Errorf("shown: %s", s)
	}
}

// A job whose workers die behind its answer is given up, and the answer stays.
func TestKilledBehindTheAnswerKeepsIt(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	killing(t, b, func(j copilot.Job) error { return copilot.AnswerForTest(b.Copilot, b.ctx, j) })
	copilot.TellUntoldForTest(b.Copilot, b.ctx)
	if card := b.chat.last(t, "message-r1"); card.Subject().Draft == "" {
		t.Errorf("shown: %s", said(card))
	}
}

// P5: a card that cannot be shown just now is shown later: told besides, it would be
// there twice, and the placeholder for ever.
func TestFailureThatCannotBeShownNowIsShownLater(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	store := killing(t, b, nothing)
	jobs, err := store.Parked(b.ctx)
	if err != nil || len(jobs) != 1 {
		t.Fatalf("%d jobs are parked, %v", len(jobs), err)
	}
	tell := func() error { return copilot.TellGivenUpForTest(b.Copilot, b.ctx, jobs[0]) }
	b.chat.showErr = errors.New("the platform is away")
	if err := tell(); err == nil || len(b.chat.told) != 0 {
		t.Fatalf("%v, and told %q", err, b.chat.told)
	}
	b.chat.showErr = nil
	if err := tell(); err != nil || len(b.chat.told) != 0 {
		t.Fatalf("%v, and told %q", err, b.chat.told)
	}
	if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "was given up") {
		t.Errorf("shown: %s", s)
	}
}

// P5: a platform that takes a card and breaks off shows it; whoever were told besides
// would have it twice. Where it goes on breaking off, they are told after all.
func TestFailureIsNotToldBesidesWhileInDoubt(t *testing.T) {
	for _, c := range []struct {
		breaks, told int
	}{{1, 0}, {3, 0}, {1000, 1}} {
		b := newBench(t, writerFunc(echo))
		b.Rest = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
		store := killing(t, b, nothing)
		jobs, err := store.Parked(b.ctx)
		if err != nil || len(jobs) != 1 {
			t.Fatalf("%d jobs are parked, %v", len(jobs), err)
		}
		b.chat.breaksOff = c.breaks
		if err := copilot.TellGivenUpForTest(b.Copilot, b.ctx, jobs[0]); err != nil || len(b.chat.told) != c.told {
			t.Errorf("after breaking off %d times: %v, and told %q", c.breaks, err, b.chat.told)
		}
		if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "was given up") {
			t.Errorf("shown: %s", s)
		}
	}
}

// What is in doubt stays so when the time is up: then the person is told, instead of
// trying for ever.
func TestTroubleIsNotForgottenWhenTheTimeIsUp(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.Rest = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	b.chat.breaksOff, b.chat.hangs = 1, true
	ctx, cancel := context.WithTimeout(b.ctx, 50*time.Millisecond)
	defer cancel()
	err := copilot.InsistForTest(b.Copilot, ctx, draftRequest("r1", "We open on Monday"))
	if fault, ok := errors.AsType[*copilot.Fault](err); !ok || !fault.Passes() {
		t.Errorf("%v, want the platform's trouble", err)
	}
}
