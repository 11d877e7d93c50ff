package memory

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// cutting is a store whose process stops before one of its changes.
type cutting struct {
	copilot.Memory
	left int
	stop func()
}

func (c *cutting) step() error {
	if c.left--; c.left == 0 {
		c.stop()
		return context.Canceled
	}
	return nil
}

// Rewrite is copilot.Oblivion, and so are the others.
func (c *cutting) Rewrite(ctx context.Context, ref copilot.Ref, kind copilot.ErasedKind, erasure string, change func(*copilot.Draft)) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.Memory.Rewrite(ctx, ref, kind, erasure, change)
}

func (c *cutting) ForgetExchanges(ctx context.Context, at copilot.Place, drafts []string, erasure string) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.Memory.ForgetExchanges(ctx, at, drafts, erasure)
}

func (c *cutting) ForgetPerson(ctx context.Context, t copilot.Tenant, p copilot.Person, erasure string) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.Memory.ForgetPerson(ctx, t, p, erasure)
}

func (c *cutting) Conclude(ctx context.Context, t copilot.Tenant, e copilot.Erasure, entry copilot.Audit) error {
	if err := c.step(); err != nil {
		return err
	}
	return c.Memory.Conclude(ctx, t, e, entry)
}

// Whenever a process stops while it forgets somebody, another goes on; nothing is counted
// twice, nothing is said to be done before it is, and the receipt is told once.
func TestForgettingIsResumed(t *testing.T) {
	t.Parallel()
	s := open(t, mini(t), Options{})
	h := furnished(t, s)
	whole := h.Memory
	var want map[copilot.ErasedKind]int
	for n, left := range []int{0, 1, 2, 3, 5, 8, 11, 13} {
		at := copilot.Place{Platform: "web", Workspace: fmt.Sprint("w", n), Channel: "shop"}
		h.lived(at)
		s2, err := copilot.ReadSetting("forget me yes")
		must(t, err)
		said, err := h.Answer(t.Context(), at, zoe, s2)
		must(t, err)
		id := said[strings.LastIndex(said, " ")+1 : len(said)-1]
		h.chat.told = nil
		if left > 0 {
			ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
			c := &cutting{Memory: whole, left: left, stop: cancel}
			h.Memory = c
			idle := time.AfterFunc(20*time.Second, func() { cancel(); t.Error("it was not cut off") })
			h.Work(ctx) // until it is stopped
			idle.Stop()
			h.Memory = whole
			e, err := s.Erasure(t.Context(), at.Tenant(), id)
			must(t, err)
			if !e.Done.IsZero() || len(h.chat.told) > 0 {
				t.Errorf("cut off at %d: done %v, told %q", left, e.Done, h.chat.told)
			}
		}
		h.works()
		e, err := s.Erasure(t.Context(), at.Tenant(), id)
		must(t, err)
		if want == nil {
			want = e.Erased
		}
		if fmt.Sprint(e.Erased) != fmt.Sprint(want) || e.Done.IsZero() || len(h.chat.told) != 1 {
			t.Errorf("cut off at %d: erased %v, want %v; done %v, told %d times", left, e.Erased, want, e.Done, len(h.chat.told))
		}
		if left := dumpOf(t, s, at); strings.Contains(left, "gone-brief") || strings.Contains(left, "gone-words") {
			t.Error("words are left")
		}
	}
}

// A receipt that could not be told is told later: the job is not done before.
func TestReceiptIsTold(t *testing.T) {
	t.Parallel()
	s := open(t, mini(t), Options{})
	h := furnished(t, s)
	h.asks(zoe, shop, "1", "draft", "gone-brief", false)
	h.chat.fails = 1
	if said := h.forgets(zoe, shop, "me yes"); !strings.Contains(said, "1 unsigned draft") {
		t.Errorf("told %s", said)
	}
}

// Of a channel that is forgotten no unsigned text is left, nor what it remembered and kept;
// facts only go when they are asked for, and other channels stay as they are.
func TestForgottenChannel(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		h := furnished(t, s)
		pub := shop
		pub.Channel = "pub"
		h.lived(shop)
		h.lived(pub)
		thread := shop
		thread.Thread = "t1"
		if said := h.forgets(yann, thread, "thread yes"); !strings.Contains(said, "1 unsigned draft") {
			t.Errorf("the receipt of a thread: %s", said)
		}
		if left := dumpOf(t, s, shop); !strings.Contains(left, "gone-brief two is open") {
			t.Error("more than the thread is gone")
		}
		if said := h.forgets(yann, shop, "channel yes"); !strings.Contains(said, "Yann Stay-Name") || strings.Contains(said, "1 fact") {
			t.Errorf("the receipt: %s", said)
		}
		left, there := dumpOf(t, s, shop), 0
		for line := range strings.Lines(left) {
			key, _, _ := strings.Cut(line, " ")
			of, isDraft := h.placeOf(key)
			switch {
			case strings.Contains(key, ":audit:"):
			case isDraft && of.Channel == "pub", strings.Contains(key, ":pub"):
				there++
			case strings.Contains(line, "gone-brief"), strings.Contains(line, "stay-brief"), strings.Contains(line, "gone-words"), strings.Contains(line, "stay-words"), strings.Contains(line, "stay-minutes"):
				t.Errorf("left: %.300s", line)
			}
		}
		if there < 20 || !strings.Contains(left, "stay-signed text by her") || strings.Count(left, `"text":"stay-fact"`) != 2 {
			t.Errorf("%d lines of another channel, or what stays is gone", there)
		}
		h.late = time.Minute
		if said := h.forgets(yann, shop, "channel facts yes"); !strings.Contains(said, "1 fact") {
			t.Errorf("the receipt with facts: %s", said)
		}
		if left := dumpOf(t, s, shop); strings.Count(left, `"text":"stay-fact"`) != 1 {
			t.Error("the facts are left")
		}
	})
}

// placeOf is where a draft is that a key is of.
func (h *house) placeOf(key string) (copilot.Place, bool) {
	if !strings.Contains(key, "}:draft:") {
		return copilot.Place{}, false
	}
	d, err := h.s.Draft(h.t.Context(), copilot.Ref{Tenant: shop.Tenant(), Draft: key[strings.LastIndex(key, ":")+1:]})
	must(h.t, err)
	return d.Place, true
}
