package memory

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// track is where races are run: two replicas on one Redis, each a store of its own.
type track struct {
	courts [2]*court
	before time.Time
}

// signers are who may sign off on a track; who asks is none of them.
var signers = []string{"anna", "bea", "carl"}

// needing is the channel of a track in which so many have to sign.
func needing(n int) household {
	return household{copilot.Place{Platform: "web", Workspace: "w", Channel: fmt.Sprint("of", n)}, "race"}
}

func newTrack(t *testing.T, o Options) *track {
	url := memorytest.Redis(t, "--appendonly", "no").URL()
	tr := &track{before: time.Now()}
	for i := range tr.courts {
		s := open(t, url, o)
		tr.courts[i] = &court{s: s, core: copilot.New(copilot.Config{
			Composer: copilot.Composer{Now: time.Now}, Memory: s, Queue: s, Chats: map[string]copilot.Chat{"web": lobby{}}, Log: s.o.Log,
		})}
	}
	for n := 1; n <= len(signers); n++ {
		p := copilot.Profile{Authority: copilot.Authority{Signatures: n}}
		for _, id := range signers {
			p.Approvers = append(p.Approvers, copilot.Approver{ID: id, Name: id})
		}
		must(t, tr.courts[0].s.SetProfile(t.Context(), needing(n).at, p))
	}
	return tr
}

// try does what a client wants done, by one of the replicas.
func (tr *track) try(ctx context.Context, c *court, ref copilot.Ref, a attempt, key string) (copilot.Draft, error) {
	switch a.act {
	case looks:
		return c.s.Draft(ctx, ref)
	case edits:
		return c.core.Edit(ctx, ref, copilot.Edit{
			Expect: copilot.Expect{Revision: a.revision, Digest: a.digest}, Texts: []string{"Open on Sunday, says " + key}, Person: holder(a.who), Request: key,
		})
	}
	return c.core.Decide(ctx, ref, copilot.Decision{
		Revision: a.revision, Digest: a.digest, Variant: 1, Verdict: a.act, Reason: "because", Person: holder(a.who),
	})
}

// choose is what a client does next, with what it saw last.
func choose(rng *rand.Rand, saw posture) attempt {
	acts := []copilot.Verdict{
		copilot.Approve, copilot.Approve, copilot.Approve, copilot.Approve, edits, edits, looks, looks,
		copilot.RequestChanges, copilot.Reject, copilot.Withdraw,
	}
	act, who := acts[rng.IntN(len(acts))], signers[rng.IntN(len(signers))]
	if act == copilot.Withdraw {
		who = "lea"
	}
	return attempt{act: act, who: who, revision: saw.revision, digest: saw.digest}
}

// race has several clients at one draft at once, over both replicas, and says what each
// did, was told, and when.
func (tr *track) race(ctx context.Context, ref copilot.Ref, start posture, seed uint64) []porcupine.Operation {
	const clients, each = 4, 3
	var (
		mu      sync.Mutex
		history []porcupine.Operation
		racing  sync.WaitGroup
		off     = make(chan struct{})
	)
	for client := range clients {
		racing.Go(func() {
			rng := rand.New(rand.NewPCG(seed, uint64(client)))
			saw := start
			<-off
			for n := range each {
				a := choose(rng, saw)
				call := time.Since(tr.before)
				d, err := tr.try(ctx, tr.courts[client%2], ref, a, fmt.Sprint(ref.Draft, " ", client, n))
				op := porcupine.Operation{ClientId: client, Input: a, Call: call.Nanoseconds(), Return: time.Since(tr.before).Nanoseconds()}
				if err == nil {
					saw = postureOf(d, start.needed)
					op.Output = heard{true, saw}
				} else {
					op.Output = heard{}
				}
				mu.Lock()
				history = append(history, op)
				mu.Unlock()
			}
		})
	}
	close(off)
	racing.Wait()
	return history
}

// Several people at one draft, over two replicas, approving, sending back, rejecting,
// withdrawing, editing and looking all at once: what each is told, and what becomes of the
// draft, is as if they had come one after another, and nothing is approved wrongfully.
func TestRacesAreAsIfOneByOne(t *testing.T) {
	for name, o := range map[string]Options{"sealed": {Secret: secret}, "in the clear": {}} {
		t.Run(name, func(t *testing.T) {
			count := sharedtest.Either(5_000, 100)
			tr := newTrack(t, o)
			for i := range count { // before any race: a wish for changes is a job, too
				tr.courts[0].keeps(t, needing(1+i%len(signers)), fmt.Sprint("race", i), "lea", false)
			}
			var (
				next, wrong, tried, approved atomic.Int64
				racing                       sync.WaitGroup
			)
			for range 4 {
				racing.Go(func() {
					for i := next.Add(1) - 1; i < int64(count); i = next.Add(1) - 1 {
						why, ops, state := tr.run(t.Context(), int(i))
						if why != "" {
							t.Errorf("race %d: %s", i, why)
							wrong.Add(1)
						}
						if state == copilot.Approved {
							approved.Add(1)
						}
						tried.Add(int64(ops))
					}
				})
			}
			racing.Wait()
			t.Logf("%d attempts in %d races; %d of the drafts were approved", tried.Load(), count, approved.Load())
			if approved.Load() < int64(count)/20 {
				t.Error("next to nothing was approved: this proves less than it says")
			}
			sharedtest.Prove(t, "races over one draft on two replicas, "+name+", checked to be as if one by one", count, int(wrong.Load()))
		})
	}
}

// run runs one race and says what is wrong with it, how much was attempted, and how it ended.
func (tr *track) run(ctx context.Context, i int) (why string, ops int, ended copilot.State) {
	needed := 1 + i%len(signers)
	ref := needing(needed).ref(fmt.Sprint("race", i))
	start := posture{1, "one", copilot.Pending, "", needed}
	history := tr.race(ctx, ref, start, uint64(i))
	d, err := tr.courts[0].s.Draft(ctx, ref)
	if err != nil {
		return err.Error(), len(history), ""
	}
	trail, err := tr.courts[1].s.Trail(ctx, ref)
	if err != nil {
		return err.Error(), len(history), ""
	}
	now := time.Since(tr.before).Nanoseconds()
	history = append(history, porcupine.Operation{ClientId: 9, Input: attempt{act: looks}, Output: heard{true, postureOf(d, needed)}, Call: now, Return: now + 1})
	if why := wrongfully(d, trail, needed); why != "" {
		return why, len(history), d.State()
	}
	overtake(history)
	if !porcupine.CheckOperations(oneByOne(start), history) {
		return fmt.Sprintf("nobody could have come one after another: %v", history), len(history), d.State()
	}
	return "", len(history), d.State()
}
