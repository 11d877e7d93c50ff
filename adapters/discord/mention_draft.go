package discord

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// maxLooked bounds how many of a channel's drafts are looked at for the one that
// somebody replies to: the newest are what people answer to.
const maxLooked = 10

// maxParts bounds how many messages of a card are known by their marks.
const maxParts = 10

// repliedTo is the draft whose card, or part of one, somebody replies to: by its
// buttons, or where it has none any more by the mark in its small print.
func (d *Door) repliedTo(ctx context.Context, r copilot.Request, m message) (draft copilot.Draft, found bool, err error) {
	if m.Replied == nil {
		return copilot.Draft{}, false, nil
	}
	for _, row := range m.Replied.Components {
		if id := draftOn(row); id != "" {
			draft, err := d.core.Draft(ctx, copilot.Ref{Tenant: r.Place.Tenant(), Draft: id})
			return draft, err == nil && !draft.Private && draft.Place == r.Place, unlessAbsent(err)
		}
	}
	return d.marked(ctx, r.Place, *m.Replied)
}

// marked is the draft of a place that a message has the mark of.
func (d *Door) marked(ctx context.Context, at copilot.Place, m message) (copilot.Draft, bool, error) {
	recent, err := d.core.Drafts(ctx, copilot.Filter{Tenant: at.Tenant(), Channel: at.Channel, Limit: maxLooked})
	if err != nil {
		return copilot.Draft{}, false, err
	}
	for _, one := range recent {
		if one.Private || one.Place != at {
			continue
		}
		draft, err := d.core.Draft(ctx, one.Ref())
		if err = unlessAbsent(err); err != nil {
			return copilot.Draft{}, false, err
		}
		if m.shows(draft) {
			return draft, true, nil
		}
	}
	return copilot.Draft{}, false, nil
}

// unlessAbsent is an error that is not that something is not there.
func unlessAbsent(err error) error {
	if f, ok := errors.AsType[*copilot.Fault](err); ok && f.Kind == copilot.FaultAbsent {
		return nil
	}
	return err
}

// shows says whether a message has the mark of a revision of a draft.
func (m message) shows(draft copilot.Draft) bool {
	for _, r := range draft.Revisions {
		for n := range maxParts {
			if m.hasMark(mark(partKey(r.Request, n))) {
				return true
			}
		}
	}
	return false
}

// draftOn is the draft that the buttons in a row are about, "" for none.
func draftOn(row json.RawMessage) string {
	for _, id := range customIDs(row) {
		if b, ok := readButton(id); ok && b.draft != "" {
			return b.draft
		}
	}
	return ""
}

// customIDs are those of the buttons in a row of components.
func customIDs(row json.RawMessage) []string {
	var r struct {
		Components []struct {
			CustomID string `json:"custom_id"`
		} `json:"components"`
	}
	if json.Unmarshal(row, &r) != nil {
		return nil
	}
	all := make([]string, len(r.Components))
	for i, c := range r.Components {
		all[i] = c.CustomID
	}
	return all
}
