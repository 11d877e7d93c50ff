// Package check says what a reviewer should look at in a text before signing it: claims that the sources do not carry,
// limits of the network, sameness, worn-out phrases, and text that could harm (pings, links, forged approvals, hidden
// characters).
//
// Every check is a pure function of its arguments: no clock, no randomness, no model; a bounded memo of word forms shows in no result. Any string is accepted,
// invalid UTF-8 included, and the time is about linear in the input. Offsets in findings are in runes. A finding holds
// data; Finding.Why makes the sentence for a person, in English or French.
package check

import (
	"cmp"
	"slices"

	"github.com/brouillon/brouillon/copilot/network"
)

// Input is a text and everything it is to be held against. The zero value of each field means "nothing to check there".
type Input struct {
	// Text is the draft as a person would read it, without label and hashtags of its card.
	Text string
	// Sources are what the writer was given: brief, facts, cited messages. Without any, only hard claims are reported:
	// figures, dates, quotations, links.
	Sources []Source
	// Network is where the text is to be published; the zero Network has no rules.
	Network network.Network
	// Hashtags are the draft's own hashtags, "#" included, that will follow the text.
	Hashtags []string
	// Language is the language asked for, "en" or "fr"; "" accepts any.
	Language string
	// Banned are words and phrases the channel does not want, in any case, with or without accents.
	Banned []string
	// Manners are how the channel writes.
	Manners Manners
	// Recent are earlier drafts and approved posts of the channel, newest first or not: order does not matter.
	Recent []Source
	// Posts are what Recent is, prepared once; with them, Recent is not read.
	Posts *Posts
	// Before are the variants of the same draft that stand before this one.
	Before []string
	// Incomplete says that the writer stopped before it was done.
	Incomplete bool
	// AllowedLinks are links a person supplied elsewhere than in the sources (the channel's profile, for instance).
	AllowedLinks []string
	// Variant is copied into every finding.
	Variant int
}

// Text returns what a reviewer should look at in in.Text, ordered by Start, then End, then kind. The same input always
// gives the same findings; a text copied from its sources gives none about claims.
func Text(in Input) []Finding { return Index(in.Sources).Text(in) }

// Text is like the function Text, with the sources of x instead of in.Sources, so that several variants can be checked
// against sources that were prepared once.
func (x *Indexed) Text(in Input) []Finding {
	in.Text = valid(in.Text)
	d := read(in.Text)
	found := slices.Concat(
		complete(d, in.Incomplete),
		limits(d, in.Network, in.Hashtags),
		safety(d, x, in.AllowedLinks),
		slices.DeleteFunc(x.claims(d), func(f Finding) bool { return f.Code == "link_absent" }), // safety knows what is allowed
		in.posts().same(d, in.Hashtags, x.proper),
		x.sisters(d, in.Before),
		wornOut(d, in.Network),
		banned(d, in.Banned),
		manner(d, in.Language, in.Manners),
		confirmations(d),
		language(d, in.Language),
	)
	for i := range found {
		found[i].Variant = in.Variant
	}
	return tidy(found)
}

// posts are the recent texts, prepared.
func (in Input) posts() *Posts {
	if in.Posts != nil || len(in.Recent) == 0 {
		return in.Posts
	}
	return Remember(in.Recent)
}

// Blocks reports whether any of the findings keeps the text from being signed off.
func Blocks(found []Finding) bool {
	return slices.ContainsFunc(found, func(f Finding) bool { return f.Kind.Blocking() })
}

// tidy sorts findings and drops what says the same thing about the same span twice: a link nobody supplied is also an
// unsupported claim, and one of the two is enough for a reader with thirty seconds.
func tidy(found []Finding) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(rank(a.Kind), rank(b.Kind)),
			cmp.Compare(a.Code, b.Code))
	})
	kept := found[:0]
	for _, f := range found {
		if !repeated(kept, f) {
			kept = append(kept, f)
		}
	}
	return kept
}

// repeated reports whether one of the findings that end the list says the same about the same span.
func repeated(list []Finding, f Finding) bool {
	for i := len(list) - 1; i >= 0 && list[i].Start == f.Start && list[i].End == f.End && f.End > f.Start; i-- {
		if list[i].Kind == f.Kind || claim(list[i]) && claim(f) {
			return true
		}
	}
	return false
}

func claim(f Finding) bool {
	return f.Kind == Unsupported || f.Kind == Contradiction || f.Kind == Link
}

// rank puts the more telling of two kinds first when both are about the same span.
func rank(k Kind) int {
	if k == Link {
		return -1
	}
	return slices.Index(Kinds(), k)
}
