package copilot

import (
	"context"
	"errors"
)

// EntryFilter chooses entries of a ledger; zero fields choose all.
type EntryFilter struct {
	Tenant
	Channel string
	Person  string // id of who acted
	Act     string
	Before  int    // position that they stand before; 0: from the end
	Limit   int    // at most this many; 0 means 50
	For     Person // who asks: of private drafts only their own are listed
}

// ListedEntry is an entry with the draft it is about; one whose draft is gone says nothing
// of what it held, for nobody knows who might read it.
type ListedEntry struct {
	Entry
	About Draft
}

// How many entries are listed, how many are read at once, and how many are looked through
// for one page.
const (
	defaultEntries = 50
	entryPage      = 100
	mostLooked     = 2000
)

// Entries lists what is on record of a tenant, newest first, and the position before which
// the next page begins; 0 when there is none.
func (c *Copilot) Entries(ctx context.Context, f EntryFilter) (page []ListedEntry, next int, err error) {
	if f.Limit <= 0 {
		f.Limit = defaultEntries
	}
	drafts := map[string]Draft{}
	for looked := 0; looked < mostLooked; looked += entryPage {
		entries, err := c.Memory.Entries(ctx, f.Tenant, f.Before, entryPage)
		if err != nil {
			return nil, 0, unread(err)
		}
		for _, e := range entries {
			f.Before = e.Position
			listed, ok, err := c.chosen(ctx, f, e, drafts)
			if err != nil {
				return nil, 0, err
			}
			if ok {
				page = append(page, listed)
			}
			if len(page) == f.Limit {
				return page, before(f.Before), nil
			}
		}
		if len(entries) < entryPage {
			return page, 0, nil
		}
	}
	return page, before(f.Before), nil
}

// before is where a page that ends at a position is followed by another.
func before(position int) int {
	if position <= 1 {
		return 0
	}
	return position
}

// chosen finds the draft of an entry, and says whether the filter chooses it.
func (c *Copilot) chosen(ctx context.Context, f EntryFilter, e Entry, drafts map[string]Draft) (ListedEntry, bool, error) {
	d, known := drafts[e.Draft]
	if !known {
		var err error
		if d, err = c.Memory.Draft(ctx, Ref{f.Tenant, e.Draft}); err != nil && !errors.Is(err, ErrAbsent) {
			return ListedEntry{}, false, unread(err)
		}
		drafts[e.Draft] = d
	}
	if d.ID == "" {
		e.Audit = Audit{Draft: e.Draft, Act: e.Act, At: e.At}
		e.Broken = true
	}
	may := d.readable(f.For) && (f.Channel == "" || d.Place.Channel == f.Channel) &&
		(f.Person == "" || e.Person.ID == f.Person) && (f.Act == "" || e.Act == f.Act)
	return ListedEntry{e, d}, may, nil
}

// Verify holds the record of a tenant against its chain.
func (c *Copilot) Verify(ctx context.Context, t Tenant) (Verification, error) {
	v, err := c.Memory.Verify(ctx, t, Head{})
	return v, unread(err)
}
