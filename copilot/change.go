package copilot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Form is what a form shows of a profile, but for what it adds to or takes from lists
// one by one. It goes with the form and comes back with it, so that what others changed
// meanwhile is neither lost nor taken back.
type Form struct {
	Fields []string // of Profile, by their names in JSON
	Seen   string   // what stood in them, in a few letters each; "" when nobody knows
}

// letters is how many letters say what stood in a field: 30 bits.
const letters = 5

// FormOf is a form that shows some fields of a profile as they are.
func FormOf(p Profile, fields ...string) Form {
	f, all := Form{Fields: fields}, fieldsOf(p)
	for _, name := range fields {
		f.Seen += mark(all[name])
	}
	return f
}

// mark says in a few letters what stands in a field.
func mark(value json.RawMessage) string {
	sum := sha256.Sum256(value)
	return base64.RawURLEncoding.EncodeToString(sum[:])[:letters]
}

// fieldsOf are the fields of a profile in which something stands, by their names.
func fieldsOf(p Profile) map[string]json.RawMessage {
	all := map[string]json.RawMessage{}
	if b, err := json.Marshal(p); err == nil { // it is made of texts
		_ = json.Unmarshal(b, &all)
	}
	return all
}

// Change keeps what a person changed in a form, on top of what others changed since it
// opened: fill puts what the form says into what is known now, facts too. What both
// changed is a *Fault that names the field, and nothing is kept. Who may is the
// adapter's to check.
func (c *Copilot) Change(ctx context.Context, at Place, f Form, fill func(*Known) error) (Known, error) {
	return c.learn(ctx, at, func(k *Known) error {
		now := k.Profile
		if err := fill(k); err != nil {
			return err
		}
		said := k.Profile
		var err error
		if k.Profile, err = f.onto(now, said); err != nil {
			return err
		}
		return k.CheckBeside(now)
	})
}

// onto is what a form made of a profile as it is now, but for what others changed in
// the fields that it shows.
func (f Form) onto(now, said Profile) (Profile, error) {
	if len(f.Seen) != letters*len(f.Fields) {
		return said, nil // of a version before, which did not say what it showed
	}
	theirs, merged := fieldsOf(now), fieldsOf(said)
	for i, name := range f.Fields {
		seen := f.Seen[letters*i : letters*(i+1)]
		switch {
		case mark(merged[name]) == seen: // the person left it
			merged[name] = theirs[name]
		case mark(theirs[name]) != seen && !bytes.Equal(theirs[name], merged[name]):
			return now, NewFault(FaultStale, "fault.settings.meanwhile", catalogue.Args{"Field": Term("knows." + name), "Option": name}, nil)
		}
		if merged[name] == nil {
			delete(merged, name)
		}
	}
	var p Profile
	b, err := json.Marshal(merged)
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err != nil {
		return now, fmt.Errorf("copilot: put a form onto a profile: %w", err)
	}
	return p, nil
}
