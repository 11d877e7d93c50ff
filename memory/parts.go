package memory

import (
	"crypto/rand"
	"encoding/json"

	"github.com/brouillon/brouillon/copilot"
)

// part is one of a profile in its envelope. Parts that were put away together have one set,
// and the first says how many they are: none can be taken away, or put back as it was
// before, without the others. What a version that knows fewer parts wrote leaves those
// after them alone.
type part struct {
	Set   string          `json:"set"`
	Parts int             `json:"parts,omitempty"`
	Part  json.RawMessage `json:"part"`
}

// parted is a profile as it is kept, one value for each keys.profile.
func (s *Store) parted(at copilot.Place, p copilot.Profile) (kept []any, err error) {
	set, keys, parts := rand.Text(), s.keys.profile(at), partsOf(p)
	for i := range parts {
		b, err := encode(parts[i])
		if err == nil && s.vault.wraps() {
			one := part{Set: set, Part: b}
			if i == 0 {
				one.Parts = len(parts)
			}
			b, err = s.put(cell{tenant: at.Tenant(), key: keys[i]}, one)
		}
		if err != nil {
			return nil, err
		}
		kept = append(kept, b)
	}
	return kept, nil
}

// profileOf puts the parts of a profile together, of which any may be absent. Approvers in
// a later part take the place of those in an earlier one.
func (s *Store) profileOf(at copilot.Place, kept []any) (p copilot.Profile, err error) {
	var first part
	for i, key := range s.keys.profile(at) {
		c := cell{tenant: at.Tenant(), key: key}
		text, there := kept[i].(string)
		one, err := s.part(c, text, there)
		if err != nil {
			return copilot.Profile{}, err
		}
		if i == 0 {
			first = one
		}
		alone := there && kept[0] == nil
		if alone || i < first.Parts && one.Set != first.Set {
			return copilot.Profile{}, c.trouble(ErrForged)
		}
		if !there {
			continue
		}
		before := p.Approvers
		p.Approvers = nil
		if err := decode(string(one.Part), &p); err != nil {
			return copilot.Profile{}, err
		}
		if p.Approvers == nil {
			p.Approvers = before
		}
	}
	return p, nil
}

// part reads one; what was kept without an envelope is of no set.
func (s *Store) part(c cell, text string, there bool) (one part, err error) {
	if !there {
		return part{}, nil
	}
	plain, err := s.vault.unwrap(c, text)
	if err != nil {
		return part{}, err
	}
	if _, is := inEnvelope(text); !is {
		return part{Part: plain}, nil
	}
	err = decode(string(plain), &one)
	return one, err
}
