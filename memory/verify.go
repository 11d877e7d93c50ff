package memory

import (
	"context"
	"crypto/hmac"
	"maps"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Verify holds the record of a tenant against its chain; see copilot.Ledger. It reads
// everything once, in pages.
func (s *Store) Verify(ctx context.Context, t copilot.Tenant, anchor copilot.Head) (copilot.Verification, error) {
	begun, err := s.standing(ctx, t)
	if err != nil {
		return copilot.Verification{}, err
	}
	v := &verifier{
		found: copilot.Verification{Tenant: t, Keyed: s.o.Secret.Set(), At: s.o.Clock()}, anchor: anchor, begun: begun, erased: map[string][]stride{},
		own: newLinker(s.chain, t), public: newLinker(public, t), keyed: !s.o.Secret.Set(), vault: s.vault,
	}
	w := s.walk(t)
	if err := w.all(ctx, begun, v); err != nil {
		return copilot.Verification{}, err
	}
	v.ends(s, t, w.at)
	return v.found, nil
}

// verifier is a visitor that compares.
type verifier struct {
	found       copilot.Verification
	anchor      copilot.Head
	begun       standing
	reached     string // link of the element at which the chain stood then
	before      string // link of the element before
	own, public *linker
	erased      map[string][]stride // by draft: entries without a person of which nothing was said yet
	keyed       bool                // a link was made with the key: from there on all are
	ours        bool                // a link was made with the secret of this store
	strange     int                 // links that fit no key we have
	locked      int                 // entries in envelopes for which we have no key
	vault       *vault
	fitting     bool // the last one was none of these
}

func (v *verifier) linked(s stride) error {
	if !s.readable {
		v.breach(copilot.BreachElement, s)
		v.before = ""
		return nil
	}
	v.follows(s)
	v.before = s.link
	if s.position == int(v.begun.length) {
		v.reached = s.link
	}
	if s.position == v.anchor.Entries && s.link != v.anchor.Link {
		v.breach(copilot.BreachAnchor, s)
	}
	v.fits(s)
	return nil
}

// follows compares the link with what it should be. Links that were made before there was
// a key are all before those that were made with it.
func (v *verifier) follows(s stride) {
	own := v.own.made(v.before, s.element)
	v.fitting = own || v.public.made(v.before, s.element)
	switch {
	case own:
		v.keyed, v.ours = true, v.found.Keyed
	case !v.fitting:
		v.strange++
		v.breach(copilot.BreachLink, s)
	case v.keyed:
		v.breach(copilot.BreachUnkeyed, s)
	default:
		v.found.Unkeyed++
	}
}

// fits compares the entry that is there with what was linked.
func (v *verifier) fits(s stride) {
	switch {
	case s.again:
		v.breach(copilot.BreachOrder, s)
	case s.empty:
		v.breach(copilot.BreachGone, s)
	case s.entry == "":
		v.breach(copilot.BreachMissing, s)
	case v.vault.locked(s.entry):
		v.locked++
	default:
		is, _ := commitment([]byte(s.entry))
		switch {
		case is != s.commitment:
			v.breach(copilot.BreachChanged, s)
		case !strings.Contains(s.entry, saltSeam):
			v.found.Erased++
			v.erased[s.draft] = append(v.erased[s.draft], s)
		case strings.Contains(s.entry, `"act":"erased"`):
			v.forgive(s)
		}
	}
}

// forgive takes note that an erasure is on record.
func (v *verifier) forgive(s stride) {
	on := readEntry(s.id(), s.index, s.entry)
	v.erased[s.draft] = slices.DeleteFunc(v.erased[s.draft], func(e stride) bool { return slices.Contains(on.Erased, e.index+1) })
}

func (v *verifier) gone(draft string) {
	v.note(copilot.Breach{Kind: copilot.BreachGone, Draft: draft})
}

func (v *verifier) loose(draft string, index int, _ string, added bool) error {
	if added {
		v.note(copilot.Breach{Kind: copilot.BreachAdded, Draft: draft, Number: index + 1})
		return nil
	}
	v.found.Unchained++
	if len(v.found.Drafts) < copilot.MaxBreaches && !slices.Contains(v.found.Drafts, draft) {
		v.found.Drafts = append(v.found.Drafts, draft)
	}
	return nil
}

// ends compares how the chain stood with what was found.
func (v *verifier) ends(s *Store, t copilot.Tenant, at int) {
	v.found.Head = copilot.Head{Entries: at, Link: v.before}
	for _, draft := range slices.Sorted(maps.Keys(v.erased)) {
		for _, s := range v.erased[draft] {
			v.breach(copilot.BreachErased, s)
		}
	}
	foreign := v.foreign(s, t)
	if v.locked > 0 && !foreign {
		v.note(copilot.Breach{Kind: copilot.BreachKey})
	}
	switch {
	case foreign:
		v.found.Broken -= v.strange
		v.found.Breaches = slices.DeleteFunc(v.found.Breaches, func(b copilot.Breach) bool { return b.Kind == copilot.BreachLink })
		v.note(copilot.Breach{Kind: copilot.BreachKey})
	case v.begun.n != decimal(v.begun.length):
		v.note(copilot.Breach{Kind: copilot.BreachLength})
	case v.begun.link != v.reached || !v.sealed(s, t):
		v.note(copilot.Breach{Kind: copilot.BreachHead})
	}
	if v.anchor.Entries > at {
		v.note(copilot.Breach{Kind: copilot.BreachShort, Position: v.anchor.Entries, Ends: at})
	}
}

// foreign says whether the chain goes on to its end, as far as can be seen, under a key that
// is not ours: then nothing can be told from its links.
func (v *verifier) foreign(s *Store, t copilot.Tenant) bool {
	return v.strange > 0 && !v.ours && !v.fitting && v.begun.n == decimal(v.begun.length) &&
		v.begun.link == v.reached && v.begun.seal != "" && !v.sealed(s, t)
}

// sealed says whether the head was sealed with the key, or before there was one.
func (v *verifier) sealed(s *Store, t copilot.Tenant) bool {
	now := v.begun
	if now.length == 0 {
		return now.seal == ""
	}
	return hmac.Equal([]byte(now.seal), []byte(s.chain.seal(t, now.n, now.link))) ||
		!v.keyed && hmac.Equal([]byte(now.seal), []byte(public.seal(t, now.n, now.link)))
}

func (v *verifier) breach(kind copilot.BreachKind, s stride) {
	b := copilot.Breach{Kind: kind, Position: s.position}
	if s.readable {
		b.Draft, b.Number = s.id(), s.index+1
	}
	v.note(b)
}

func (v *verifier) note(b copilot.Breach) {
	v.found.Broken++
	if len(v.found.Breaches) < copilot.MaxBreaches {
		v.found.Breaches = append(v.found.Breaches, b)
	}
}
