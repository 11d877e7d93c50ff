package copilot

import (
	"context"
	"errors"
	"slices"
	"time"
)

// Known is all that a channel has told the copilot.
type Known struct {
	Profile
	Facts []Fact // oldest first, with those that expired lately
}

// Add adds a fact, in place of one that says the same, or else of the one with its id;
// a *Fault when it does not fit.
func (k *Known) Add(f Fact, now time.Time) error {
	i := slices.IndexFunc(k.Facts, func(kept Fact) bool { return kept.Text == f.Text })
	if i < 0 {
		i = slices.IndexFunc(k.Facts, func(kept Fact) bool { return kept.ID == f.ID })
	}
	if i < 0 {
		i = len(k.Facts)
		k.Facts = append(k.Facts, f)
	}
	f.ID = k.Facts[i].ID
	f.At = now.UTC().Truncate(time.Second)
	k.Facts[i] = f
	if err := f.Check(); err != nil {
		return err
	}
	return fits("facts", 0, make([]string, len(current(k.Facts, now)))...)
}

// Drop drops a fact; one that is gone already is none.
func (k *Known) Drop(id string) {
	k.Facts = slices.DeleteFunc(k.Facts, func(f Fact) bool { return f.ID == id })
}

// learn changes what the place's channel knows, and says what it knows then. The error
// is a *Fault, and then nothing was changed.
func (c *Copilot) learn(ctx context.Context, at Place, change func(*Known) error) (Known, error) {
	var known Known
	var kept bool
	err := c.Memory.Learn(ctx, at, c.Now().Add(-past), func(k *Known) error {
		kept = k.Keep
		err := change(k)
		known = *k
		return err
	})
	if f, ok := errors.AsType[*Fault](err); ok {
		return known, f
	}
	if err == nil && known.Keep != kept {
		err = c.opt(ctx, at, known.Keep)
	}
	return known, storeFault(err)
}

// AddFact is Known.Add.
func (c *Copilot) AddFact(ctx context.Context, at Place, f Fact) error {
	_, err := c.learn(ctx, at, func(k *Known) error { return k.Add(f, c.Now()) })
	return err
}
