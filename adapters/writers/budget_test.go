package writers

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

const today = "2026-03-12"

var noon = time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)

func allowance(tokens int) Allowance {
	return Allowance{Tokens: tokens, Answer: 100, Now: func() time.Time { return noon }}
}

func (t *Tally) now() int {
	sum, _ := t.Spend(context.Background(), today, 0)
	return sum
}

// What a call costs: as counted by the endpoint, or as estimated, or nothing.
func TestBudgetCounts(t *testing.T) {
	asked := estimate(len(prompt.System + prompt.User))
	long := strings.Repeat("x", 300)
	for name, c := range map[string]struct {
		turn turn
		want int
	}{
		"as the endpoint counts": {turn{pieces: []string{long}, usage: copilot.Usage{Prompt: 40, Completion: 2}}, 42},
		"as estimated":           {turn{pieces: []string{long}}, asked + 100},
		"turned away":            {turn{err: fails(copilot.WriterBusy)}, 0},
		"not there":              {turn{err: fails(copilot.WriterDown)}, 0},
		"down in mid-sentence":   {turn{pieces: []string{long}, err: fails(copilot.WriterDown)}, asked + 100},
		"refused after reading":  {turn{err: fails(copilot.WriterRefused)}, asked},
		"slow":                   {turn{err: fails(copilot.WriterSlow)}, asked},
		"cancelled":              {turn{pieces: []string{long}, err: context.Canceled}, asked + 100},
		"taken back is paid too": {turn{pieces: []string{long, again, long}, err: fails(copilot.WriterSlow)}, asked + 200},
	} {
		t.Run(name, func(t *testing.T) {
			tally := &Tally{}
			compose(t.Context(), Budget(script(c.turn), tally, allowance(1000)))
			if got := tally.now(); got != c.want {
				t.Errorf("%d tokens, not %d", got, c.want)
			}
		})
	}
}

func TestBudgetRunsOut(t *testing.T) {
	inner := script(turn{pieces: []string{"hi"}, usage: copilot.Usage{Prompt: 200, Completion: 100}})
	tally := &Tally{}
	w := Budget(inner, tally, allowance(1000))
	equal(t, states(t, w, 5), "ok", "ok", "ok", "budget", "budget")
	if inner.calls != 3 || tally.now() != 900 {
		t.Errorf("%d calls, %d tokens", inner.calls, tally.now())
	}
	e, _ := errors.AsType[*copilot.WriterError](compose(t.Context(), w).err)
	if e.After != 12*time.Hour || e.Temporary() {
		t.Errorf("%+v", e)
	}
}

func TestBudgetNextDay(t *testing.T) {
	at := noon
	a := allowance(500)
	a.Now = func() time.Time { return at }
	w := Budget(script(turn{pieces: []string{"hi"}, usage: copilot.Usage{Prompt: 400}}), &Tally{}, a)
	equal(t, states(t, w, 2), "ok", "budget")
	at = noon.Add(11*time.Hour + 59*time.Minute)
	equal(t, states(t, w, 1), "budget")
	at = noon.Add(12 * time.Hour)
	equal(t, states(t, w, 2), "ok", "budget")
	// The day is UTC's, wherever the server stands.
	at = at.In(time.FixedZone("", -5*3600))
	equal(t, states(t, w, 1), "budget")
}

// Calls at the same time cannot overdraw together.
func TestBudgetAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := script(turn{takes: time.Minute, usage: copilot.Usage{Prompt: 100}, pieces: []string{"hi"}})
		tally := &Tally{}
		w := Budget(inner, tally, allowance(1000))
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() { compose(t.Context(), w) })
		}
		all.Wait()
		if sum := tally.now(); sum > 1000 || inner.calls < 8 {
			t.Errorf("%d calls for %d tokens of 1000", inner.calls, sum)
		}
	})
}

// A caller who hangs up has spent the tokens all the same.
func TestBudgetSettlesAfterCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := &watchful{}
	w := Budget(canceller{cancel}, c, allowance(1000))
	if got := compose(ctx, w); got.err != context.Canceled {
		t.Error(got.err)
	}
	if c.dead || c.now() <= 0 {
		t.Errorf("settled with a dead context: %v; %d tokens", c.dead, c.now())
	}
}

// canceller is a caller who hangs up in mid-sentence.
type canceller struct{ cancel func() }

func (c canceller) Compose(ctx context.Context, _ copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	piece("half a ")
	c.cancel()
	return copilot.Answer{}, ctx.Err()
}

// watchful is a counter that refuses a dead context, as a store does.
type watchful struct {
	Tally
	dead bool
}

func (c *watchful) Spend(ctx context.Context, day string, tokens int) (int, error) {
	c.dead = c.dead || ctx.Err() != nil
	return c.Tally.Spend(ctx, day, tokens)
}

type brokenCounter struct{}

func (brokenCounter) Spend(context.Context, string, int) (int, error) {
	return 0, errors.New("the store is away")
}

// Nobody writes when nobody counts.
func TestBudgetWithoutCounter(t *testing.T) {
	inner := script(ok)
	got := compose(t.Context(), Budget(inner, brokenCounter{}, allowance(1000)))
	if kindOf(got.err) != copilot.WriterDown || inner.calls != 0 {
		t.Errorf("%v, %d calls", got.err, inner.calls)
	}
}

// A tally keeps one day, never goes below nothing, and ignores the past.
func TestTally(t *testing.T) {
	days := []string{"2026-03-11", "2026-03-12", "2026-03-13"}
	rapid.Check(t, func(r *rapid.T) {
		var tally Tally
		day, sum := "", 0
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			d, n := rapid.SampledFrom(days).Draw(r, "day"), rapid.IntRange(-50, 100).Draw(r, "tokens")
			got, err := tally.Spend(r.Context(), d, n)
			want := 0
			if d >= day {
				if d > day {
					day, sum = d, 0
				}
				sum = max(0, sum+n)
				want = sum
			}
			if err != nil || got != want {
				r.Fatalf("%d, not %d (%v)", got, want, err)
			}
		}
	})
}
