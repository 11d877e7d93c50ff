package copilot

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// Handle is what a fact is called by where it is dropped: five letters and digits that
// follow from what it is, so that no change of the list makes them another's.
func (f Fact) Handle() string { return handle(f.ID + "\x00" + f.Text) }

// Handle is what a sample is called by where it is dropped.
func (s Sample) Handle() string { return handle(s.Network + "\x00" + s.Text) }

func handle(of string) string {
	sum := sha256.Sum256([]byte(of))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:5]
}

// past is how long a fact is listed after it has expired.
const past = 30 * 24 * time.Hour

// listed are the facts of the place's channel, with those that expired lately.
func (c *Copilot) listed(ctx context.Context, at Place) ([]Fact, error) {
	all, err := c.Memory.Facts(ctx, at, c.Now().Add(-past))
	return all, unread(err)
}

// DropNamed drops the fact that has a handle, and returns it; a *Fault when none has
// it, or, as may happen once in a lifetime, two.
func (c *Copilot) DropNamed(ctx context.Context, at Place, typed string) (Fact, error) {
	typed = strings.ToLower(strings.Trim(typed, "`[]()# \u00a0"))
	if typed == "" {
		return Fact{}, NewFault(FaultInput, "fault.facts.which", nil, nil)
	}
	var named []Fact
	_, err := c.learn(ctx, at, func(k *Known) error {
		named = nil // it may be told anew
		for _, f := range k.Facts {
			if f.Handle() == typed {
				named = append(named, f)
			}
		}
		if len(named) != 1 {
			return NewFault(FaultAbsent, "fault.facts.absent", catalogue.Args{"Value": text.Cut(text.Canonical(typed), 40)}, nil)
		}
		k.Drop(named[0].ID)
		return nil
	})
	if err != nil {
		return Fact{}, err
	}
	return named[0], nil
}
