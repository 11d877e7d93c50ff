package copilot

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Ledger is the record of a tenant over all its drafts, in the order it was written. Each
// entry is linked to those before it, in the same step as what it is about: what was
// changed, dropped, moved or added afterwards does not fit the links. With a key that the
// store does not hold nobody can make them anew.
type Ledger interface {
	// Verify holds the whole record against its links, and wants the chain to pass
	// through the anchor; the zero Head is none. It may run while entries are added.
	Verify(ctx context.Context, t Tenant, anchor Head) (Verification, error)

	// Entries are the newest of the chain that stand before a position, newest first, at
	// most so many; before 0 means from the end.
	Entries(ctx context.Context, t Tenant, before, max int) ([]Entry, error)

	// Entry is one of a draft, by its number from 1, where it stands in the chain; ErrAbsent
	// when it is in none.
	Entry(ctx context.Context, ref Ref, number int) (Entry, error)

	// Record gives every entry there is, those of the chain in its order, and those that
	// are not in it with their draft's, or at the end.
	Record(ctx context.Context, t Tenant, each func(Entry) error) error
}

// Entry is an audit entry where it stands in the record of its tenant.
type Entry struct {
	Audit
	Position int    // in the chain, from 1; 0 for one that is in no chain
	Link     string // of the chain after it
	Number   int    // among those of its draft, from 1
	Broken   bool   // it is not what was written: see Ledger.Verify
}

// Nameless says whether the person, and what they wrote, were taken out of an entry.
func (e Entry) Nameless() bool { return e.Person.ID == "" }

// Head is how far a chain has got: written down elsewhere it is an anchor, which the chain
// has to pass through for ever.
type Head struct {
	Entries int
	Link    string // 64 digits, hexadecimal
}

func (h Head) String() string { return strconv.Itoa(h.Entries) + ":" + h.Link }

var heads = regexp.MustCompile(`^([1-9][0-9]{0,14}):([0-9a-f]{64})$`)

// ParseHead reads what String wrote.
func ParseHead(text string) (Head, error) {
	m := heads.FindStringSubmatch(text)
	if m == nil {
		return Head{}, fmt.Errorf("%q is not N:LINK, a number and 64 hexadecimal digits", text)
	}
	n, err := strconv.Atoi(m[1])
	return Head{n, m[2]}, err
}

// Verification is what holding a record against its links came to.
type Verification struct {
	Tenant Tenant
	Head   Head // up to which it was verified
	Keyed  bool // the links need a key; else whoever writes to the store could have made all of them
	// Unkeyed is how many links were made before there was a key.
	Unkeyed int
	// Unchained is how many entries are not in the chain, by versions that knew of none.
	Unchained int
	Drafts    []string // those that have such entries, at most MaxBreaches of them
	Erased    int      // how many entries have no person any more
	Breaches  []Breach // at most MaxBreaches, in the order of the chain
	Broken    int      // how many there are
	At        time.Time
}

// MaxBreaches is how many breaches, and how many drafts, a verification names.
const MaxBreaches = 100

// Whole says whether nothing is wrong with the record.
func (v Verification) Whole() bool { return v.Broken == 0 }

// Breach is a place where a record is not what was written.
type Breach struct {
	Kind     BreachKind
	Position int    // in the chain, from 1; 0 when it is not about one
	Draft    string // "" when it is not about one
	Number   int    // of the entry of the draft, from 1; 0 when it is not about one
	Ends     int    // of BreachShort: how many links there are; its position is that of the anchor
}

// BreachKind says what is wrong, and is the end of its sentence's key, "breach.…".
type BreachKind string

// The kinds of breaches.
const (
	BreachHead    BreachKind = "head"    // how far the chain has got is not as it was sealed
	BreachLength  BreachKind = "length"  // the chain has more or fewer links than entries were added
	BreachElement BreachKind = "element" // a link cannot be read
	BreachLink    BreachKind = "link"    // a link does not follow from the one before it
	BreachUnkeyed BreachKind = "unkeyed" // a link was made without the key when there was one
	BreachKey     BreachKind = "key"     // the chain was made with another key than the one given
	BreachAnchor  BreachKind = "anchor"  // the chain does not pass through the anchor
	BreachShort   BreachKind = "short"   // the chain ends before the anchor
	BreachGone    BreachKind = "gone"    // nothing is left of a draft's entries
	BreachMissing BreachKind = "missing" // an entry is not there any more
	BreachChanged BreachKind = "changed" // an entry is not what was linked
	BreachOrder   BreachKind = "order"   // an entry is linked twice or out of order
	BreachErased  BreachKind = "erased"  // an entry has no person any more, and nothing on record says so
	BreachAdded   BreachKind = "added"   // an entry claims a link that the chain does not have
)
