package copilot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

// witness writes down what it is told, in the order of ending, with the stages that each
// was in; and marks everything it sees.
type witness struct {
	mu    sync.Mutex
	said  []string
	open  int
	marks []string
}

type within struct{}

func (w *witness) Begin(ctx context.Context, s copilot.Stage) (context.Context, func(copilot.End)) {
	path, _ := ctx.Value(within{}).(string)
	path = strings.TrimPrefix(path+" > "+string(s.Kind), " > ")
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open++
	if s.Mark != "" {
		w.marks = append(w.marks, s.Mark)
	}
	return context.WithValue(ctx, within{}, path), func(e copilot.End) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.open--
		w.said = append(w.said, strings.Join(strings.Fields(fmt.Sprint(path, ": ", s.What, " ", s.Act, " ", e.How, " ", e.Why, " ", e.Findings)), " "))
	}
}

func (w *witness) Mark(ctx context.Context) string {
	path, _ := ctx.Value(within{}).(string)
	return "mark of " + path
}

// of are the ends of a kind of stage.
func (w *witness) of(kind copilot.StageKind) (all []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range w.said {
		path, end, _ := strings.Cut(s, ": ")
		if path == string(kind) || strings.HasSuffix(path, "> "+string(kind)) {
			all = append(all, end)
		}
	}
	return all
}

// watched is a bench with a witness.
func watched(t *testing.T, w copilot.Writer) (*bench, *witness) {
	t.Helper()
	b, seen := newBench(t, w), &witness{}
	b.Witness = seen
	t.Cleanup(func() {
		if seen.open != 0 {
			t.Errorf("%d stages have not ended", seen.open)
		}
	})
	return b, seen
}

func (w *witness) want(t *testing.T, kind copilot.StageKind, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, w.of(kind)); d != "" {
		t.Errorf("%s: %s", kind, d)
	}
}

// A command's road, from what accepts it to a signature and to the changes that somebody
// wants: each stage within the one it belongs to, and the job's with what was carried along.
func TestWitnessSeesTheRoad(t *testing.T) {
	b, w := watched(t, writerFunc(echo))
	b.marcSigns(t)
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	got := slices.Clone(w.said)
	want := []string{
		"accept: draft accepted []", "accept: draft already []",
		"job > answer > show: done []", "job > answer > compose: draft done []", "job > answer > check: draft done []",
		"job > answer > keep: drafted done []", "job > answer: draft done []", "job: draft answered []",
	}
	for _, one := range want { // cards of progress come as they come
		if !slices.Contains(got, one) {
			t.Errorf("nobody was told that %s", one)
		}
	}
	got = slices.DeleteFunc(got, func(s string) bool { return slices.Contains(want, s) })
	if len(got) > 0 {
		t.Errorf("told besides: %q", got)
	}
	if d := cmp.Diff([]string{"mark of accept"}, w.marks); d != "" {
		t.Error(d)
	}

	d := b.drafts(t)[0]
	for _, one := range []struct {
		who copilot.Person
		of  copilot.Decision
	}{
		{lea, copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.Approve}},
		{marc, copilot.Decision{Revision: 1, Digest: "another", Verdict: copilot.Approve}},
		{marc, copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.Reject}}, // without a reason
		{marc, copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.RequestChanges, Reason: "on Tuesday"}},
	} {
		one.of.Person = one.who
		_, _ = b.Decide(b.ctx, d.Ref(), one.of)
	}
	w.want(t, copilot.StageDecide, "approve refused approver.other []", "approve stale []", "reject wrong []", "request_changes done []")
	b.work(t, empty)
	if !slices.Contains(w.marks, "mark of decide") {
		t.Errorf("the changes do not belong to the word that asked for them: %q", w.marks)
	}
}

// An approval that is not the last one is told as a signature.
func TestWitnessSeesSignatures(t *testing.T) {
	b, w := watched(t, writerFunc(echo))
	d := b.pending(t, copilot.Profile{Approvers: named(bea, carl), Authority: copilot.Authority{Signatures: 2}})
	b.word(t, d, bea, copilot.Approve)
	b.word(t, d, carl, copilot.Approve)
	w.want(t, copilot.StageDecide, "approve signed []", "approve done []")
}

// However a job ends, a witness is told so, and of what kind the fault was.
func TestWitnessSeesHowJobsEnd(t *testing.T) {
	fails := func(kind copilot.WriterErrorKind) writerFunc {
		return func(context.Context, copilot.Prompt) (copilot.Answer, error) {
			return copilot.Answer{}, &copilot.WriterError{Kind: kind}
		}
	}
	for name, c := range map[string]struct {
		writer  writerFunc
		request func(*copilot.Request, *bench)
		quiet   func(copilot.Depth) bool
		want    []string
	}{
		"parked":   {fails(copilot.WriterForbidden), nil, func(d copilot.Depth) bool { return empty(d) && d.Parked == 1 }, []string{"draft parked writer []"}},
		"panicked": {func(context.Context, copilot.Prompt) (copilot.Answer, error) { panic("x") }, nil, func(d copilot.Depth) bool { return d.Delayed == 1 && d.Working == 0 }, []string{"draft later internal []"}},
		"later": {func(context.Context, copilot.Prompt) (copilot.Answer, error) {
			return copilot.Answer{}, errors.New("strange")
		}, func(_ *copilot.Request, b *bench) { b.chat.showErrOnce = errors.New("cut") }, func(d copilot.Depth) bool { return d.Delayed == 1 && d.Working == 0 }, []string{"draft later internal []"}},
		"told": {echo, func(r *copilot.Request, b *bench) {
			r.Command, r.Text, r.Options, b.chat.forbids = "summarize", "", nil, true
		}, empty, []string{"summarize told forbidden []"}},
	} {
		t.Run(name, func(t *testing.T) {
			b, w := watched(t, c.writer)
			r := draftRequest("r1", "We open on Monday")
			if c.request != nil {
				c.request(&r, b)
			}
			b.accept(t, r)
			b.work(t, c.quiet)
			w.want(t, copilot.StageJob, c.want...)
		})
	}
}

// What a writer does not deliver is the writer's to who counts jobs; what was the matter
// with it is told of the asking. A slow one is no job that was late.
func TestWitnessSeesWhoseFaultItIs(t *testing.T) {
	for _, kind := range []copilot.WriterErrorKind{copilot.WriterDown, copilot.WriterSlow, copilot.WriterForbidden} {
		b, w := watched(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
			return copilot.Answer{}, &copilot.WriterError{Kind: kind, Cause: context.DeadlineExceeded}
		}))
		b.accept(t, draftRequest("r1", "We open on Monday"))
		b.work(t, func(d copilot.Depth) bool { return d.Waiting+d.Working == 0 && d.Delayed+d.Parked == 1 })
		how := "later"
		if kind == copilot.WriterForbidden {
			how = "parked"
		}
		w.want(t, copilot.StageJob, "draft "+how+" writer []")
		w.want(t, copilot.StageAnswer, "draft failed writer []")
		w.want(t, copilot.StageCompose, "draft failed "+string(kind)+" []")
	}
}

// unsettled is a queue that hears of nothing that was done.
type unsettled struct{ copilot.Queue }

func (unsettled) Finish(context.Context, copilot.Job) error { return errors.New("readonly") }

// An answer that the queue does not hear of is a fault of the store's.
func TestWitnessSeesWhatIsNotSettled(t *testing.T) {
	b, w := watched(t, writerFunc(echo))
	b.Queue = unsettled{b.store}
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, func(copilot.Depth) bool { return len(w.of(copilot.StageJob)) > 0 })
	w.want(t, copilot.StageJob, "draft failed store []")
}

// broken is a store in which everything breaks down.
type broken struct {
	copilot.Queue
	copilot.Memory
}

func (broken) Accept(context.Context, copilot.Request) (bool, error) { panic("accept") }

func (broken) Keep(context.Context, copilot.Draft, copilot.Fence, copilot.Audit) (copilot.Draft, error) {
	panic("keep")
}

func (broken) Decide(context.Context, copilot.Ref, copilot.Decision, *copilot.Request, copilot.Audit) (copilot.Draft, error) {
	panic("decide")
}

func (broken) Revise(context.Context, copilot.Ref, copilot.Expect, copilot.Revision, copilot.Fence, copilot.Audit) (copilot.Draft, error) {
	panic("revise")
}

// Whatever breaks down, each stage that has begun ends, and has failed.
func TestWitnessSeesPanics(t *testing.T) {
	b, private := privately(t)
	b.Writer = writerFunc(echo)
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Approvers: named(marc), Authority: copilot.Authority{WaitDays: 1}}))
	b.accept(t, draftRequest("r2", "We open on Monday"))
	b.work(t, empty)
	d := b.drafts(t)[0]
	w := &witness{}
	b.Witness, b.Memory, b.Queue = w, broken{b.Queue, b.Memory}, broken{b.Queue, b.Memory}
	late := func() time.Time { return time.Now().Add(48 * time.Hour) }
	for name, does := range map[string]func(){
		"accept": func() { _ = b.Accept(b.ctx, draftRequest("r9", "We open on Monday")) },
		"share": func() {
			_ = b.Share(b.ctx, private.Ref(), copilot.Expect{Revision: 1, Digest: private.Latest().Digest}, lea)
		},
		"approve": func() { b.word(t, d, marc, copilot.Approve) },
		"edit":    func() { b.edit(t, d, "We open on Tuesday.") },
		"expire":  func() { b.Now = late; copilot.ExpireForTest(b.Copilot, b.ctx) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: nothing broke down", name)
				}
			}()
			defer func() { b.Now = time.Now }()
			does()
		}()
	}
	if w.open != 0 {
		t.Errorf("%d stages have not ended", w.open)
	}
	slices.Sort(w.said)
	want := []string{
		"accept: draft failed internal []", "accept: share failed internal []", "decide > keep: edited failed internal []",
		"decide: approve failed internal []", "decide: edit failed internal []", "decide: expire failed internal []",
	}
	if d := cmp.Diff(want, w.said); d != "" {
		t.Error(d)
	}
}

// A stop is no failure.
func TestWitnessSeesAStop(t *testing.T) {
	begun := make(chan struct{})
	b, w := watched(t, writerFunc(func(ctx context.Context, _ copilot.Prompt) (copilot.Answer, error) {
		close(begun)
		<-ctx.Done()
		return copilot.Answer{}, ctx.Err()
	}))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	ctx, cancel := context.WithCancel(b.ctx)
	done := make(chan struct{})
	go func() { defer close(done); b.Work(ctx) }()
	<-begun
	cancel()
	<-done
	w.want(t, copilot.StageJob, "draft released []")
	w.want(t, copilot.StageCompose, "draft failed cancelled []")
}

// What a witness is told of a command that there is not, or that says what nobody may read.
func TestWhat(t *testing.T) {
	for want, r := range map[string]copilot.Request{
		"draft": {Command: "draft"}, "follow_up": {}, "changes": {Cause: copilot.CauseChanges}, "share": {Cause: copilot.CauseShare},
		"other": {Command: "our secret plan"},
	} {
		if got := r.What(); got != want {
			t.Errorf("%+v is %q, not %q", r, got, want)
		}
	}
}
