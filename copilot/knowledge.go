package copilot

import (
	"context"
	"fmt"
	"reflect"
	"time"
)

// Export is what the place's channel knows, as YAML: all of it but who may sign off without
// steps, which is for the platform's own forms to say, and who signs for whom.
func (c *Copilot) Export(ctx context.Context, at Place) ([]byte, error) {
	p, err := c.Profile(ctx, at)
	if err != nil {
		return nil, err
	}
	facts, err := c.Facts(ctx, at)
	if err != nil {
		return nil, err
	}
	return writeYAML(p, facts)
}

// Import puts what a YAML file says in place of what the place's channel knew, for
// every part the file names; all of it in one step, or nothing. The error is a *Fault
// that names the line. Who may is the adapter's to check. What is known then is
// returned.
func (c *Copilot) Import(ctx context.Context, at Place, by Person, file []byte) (Known, error) {
	return c.imports(ctx, at, by, file, func(kept, read Profile) error { return nil })
}

// ImportBeside is Import for somebody who may not say how texts are signed off: a file that
// would change that is refused.
func (c *Copilot) ImportBeside(ctx context.Context, at Place, by Person, file []byte) (Known, error) {
	return c.imports(ctx, at, by, file, func(kept, read Profile) error {
		if reflect.DeepEqual(kept.Authority, read.Authority) {
			return nil
		}
		return NewFault(FaultForbidden, "fault.import.sign_off", nil, nil)
	})
}

// imports is Import of what is let pass.
func (c *Copilot) imports(ctx context.Context, at Place, by Person, file []byte, pass func(kept, read Profile) error) (Known, error) {
	if err := c.Admit(ctx, at, by); err != nil {
		return Known{}, err
	}
	return c.learn(ctx, at, func(k *Known) error {
		kept := k.Profile
		facts, err := readYAML(file, &k.Profile)
		if err == nil {
			err = pass(kept, k.Profile)
		}
		for _, f := range facts {
			if !f.Expires.IsZero() && !f.Expires.After(c.Now()) {
				return Lapsed(f.Until())
			}
		}
		if facts != nil {
			k.Facts = c.dated(facts, k.Facts, by)
		}
		return err
	})
}

// dated says of each fact who holds it to be true and since when: of those that were
// kept before, what was kept.
func (c *Copilot) dated(facts, kept []Fact, by Person) []Fact {
	before := map[string]Fact{}
	for _, f := range kept {
		before[f.Text] = f
	}
	for i, f := range facts {
		if b, ok := before[f.Text]; ok && b.Source == f.Source {
			f.ID, f.By, f.At = b.ID, b.By, b.At
		} else {
			// Facts of one moment are in the order of their ids.
			f.ID = fmt.Sprintf("%03d-%.16s", i, plainDigest(f.Text))
			f.By, f.At = by, c.Now().UTC().Truncate(time.Second)
		}
		facts[i] = f
	}
	return facts
}
