package writers

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// crowd counts how many are inside at once, and who came in which order.
type crowd struct {
	mu           sync.Mutex
	inside, most int
	order        []string
}

func (c *crowd) Compose(ctx context.Context, p copilot.Prompt, _ func(string)) (copilot.Answer, error) {
	c.mu.Lock()
	c.inside++
	c.most = max(c.most, c.inside)
	c.order = append(c.order, p.User)
	c.mu.Unlock()
	time.Sleep(time.Second)
	c.mu.Lock()
	c.inside--
	c.mu.Unlock()
	return copilot.Answer{Text: p.User}, ctx.Err()
}

func TestBulkhead(t *testing.T) {
	for _, n := range []int{1, 3} {
		t.Run(strconv.Itoa(n), func(t *testing.T) { queue(t, n) })
	}
}

// queue sends 20 callers, one after another, through n places.
func queue(t *testing.T, n int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := &crowd{}
		w := Bulkhead(c, n)
		want := ""
		var all sync.WaitGroup
		for i := range 20 {
			name := string(rune('a' + i))
			want += name
			all.Go(func() {
				if _, err := w.Compose(t.Context(), copilot.Prompt{User: name}, nil); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait() // so that they queue in this order
		}
		start := time.Now()
		all.Wait()
		got := ""
		for _, name := range c.order {
			got += name
		}
		if c.most != n || n == 1 && got != want {
			t.Errorf("at most %d at once, in the order %s", c.most, got)
		}
		if took, rounds := time.Since(start), (20+n-1)/n; took != time.Duration(rounds)*time.Second {
			t.Errorf("places stood empty: it took %s", took)
		}
	})
}

// Who gives up waiting takes no place, and who gives up inside leaves theirs.
func TestBulkheadCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := script(turn{takes: time.Minute}, ok)
		w := Bulkhead(inner, 1)
		first, leave := context.WithCancel(t.Context())
		second, giveUp := context.WithCancel(t.Context())
		ends := make(chan error)
		for _, ctx := range []context.Context{first, second} {
			go func() { ends <- compose(ctx, w).err }()
			synctest.Wait()
		}
		giveUp()
		if err := <-ends; err != context.Canceled || inner.calls != 1 {
			t.Errorf("%v, %d calls", err, inner.calls)
		}
		leave()
		if err := <-ends; err != context.Canceled {
			t.Error(err)
		}
		if got := compose(t.Context(), w); got.err != nil || got.Text != "all well" {
			t.Errorf("%q %v", got.Text, got.err)
		}
	})
}

// A place at the moment of hanging up is not used.
func TestBulkheadDeadOnArrival(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	inner := script(ok)
	w := Bulkhead(inner, 0) // at least one place
	for range 50 {
		if got := compose(ctx, w); got.err != context.Canceled {
			t.Fatal(got.err)
		}
	}
	if inner.calls != 0 {
		t.Errorf("%d calls", inner.calls)
	}
	if got := compose(t.Context(), w); got.err != nil {
		t.Error(got.err)
	}
}
