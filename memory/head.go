package memory

import (
	"fmt"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// head is what is kept of a draft besides its revisions; it never changes.
type head struct {
	ID      string         `json:"id"`
	Command string         `json:"command"`
	Place   copilot.Place  `json:"place"`
	Author  copilot.Person `json:"author"`
	Brief   string         `json:"brief"`
	Created time.Time      `json:"created"`
	Private bool           `json:"private,omitempty"`
	About   string         `json:"about,omitempty"`
}

func headOf(d copilot.Draft) head {
	return head{d.ID, d.Command, d.Place, d.Author, d.Brief, d.Created, d.Private, d.About}
}

// of is a field of a draft.
func (s *Store) of(ref copilot.Ref, field string) cell {
	return cell{ref.Tenant, s.keys.one(ref), field}
}

// readDraft reads the hash of a draft, no fields of which mean that there is
// no such draft.
func (s *Store) readDraft(ref copilot.Ref, fields map[string]string) (copilot.Draft, error) {
	if len(fields) == 0 {
		return copilot.Draft{}, copilot.ErrAbsent
	}
	var h head
	if err := s.get(s.of(ref, "head"), fields["head"], &h); err != nil {
		return copilot.Draft{}, err
	}
	d := copilot.Draft{
		ID: h.ID, Command: h.Command, Place: h.Place, Author: h.Author, Brief: h.Brief, Created: h.Created,
		Private: h.Private, About: h.About,
	}
	latest, err := strconv.Atoi(fields["latest"])
	if err != nil || latest < 1 {
		return copilot.Draft{}, fmt.Errorf("memory: draft %s: no revision", h.ID)
	}
	for n := range latest {
		r, err := s.readRevision(ref, fields, n+1)
		if err != nil {
			return copilot.Draft{}, fmt.Errorf("memory: draft %s: %w", h.ID, err)
		}
		d.Revisions = append(d.Revisions, r)
	}
	return d, nil
}

func (s *Store) readRevision(ref copilot.Ref, fields map[string]string, n int) (copilot.Revision, error) {
	if err := s.vouched(ref, fields, n); err != nil {
		return copilot.Revision{}, err
	}
	plain, err := s.vault.unwrap(s.of(ref, field("rev", n)), fields[field("rev", n)])
	if err != nil {
		return copilot.Revision{}, err
	}
	r, err := copilot.DecodeRevision(plain)
	if err != nil {
		return copilot.Revision{}, err
	}
	r.State = copilot.State(fields[field("state", n)])
	if decision, ok := fields[field("decision", n)]; ok {
		r.Decision = new(copilot.Decision)
		if err := s.get(s.of(ref, field("decision", n)), decision, r.Decision); err != nil {
			return copilot.Revision{}, err
		}
	}
	if signatures, ok := fields[field("signatures", n)]; ok {
		if err := s.get(s.of(ref, field("signatures", n)), signatures, &r.Signatures); err != nil {
			return copilot.Revision{}, err
		}
		if r.Signed, err = strconv.Atoi(fields[field("signed", n)]); err != nil {
			return copilot.Revision{}, err
		}
	}
	return r, s.decided(ref, r)
}
