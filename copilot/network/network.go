// Package network knows social networks and their rules, and counts text the
// way each of them counts it.
//
// Every number comes from one table (table.go) where it stands next to its
// source and the month it was checked. Nothing here produces sentences for
// people: a Problem carries a machine kind and figures, and callers translate.
//
// All functions are pure, safe for concurrent use, accept any string
// (invalid UTF-8 included) and run in time linear in the text.
package network

// Unit names what a network counts when it limits the length of a text.
type Unit string

// The units in use.
const (
	Weighted  Unit = "weighted"  // twitter-text weights: most of Latin 1, CJK and emoji 2, links 23
	Graphemes Unit = "graphemes" // user-perceived characters (UAX #29)
	Runes     Unit = "runes"     // Unicode code points
	UTF16     Unit = "utf16"     // UTF-16 code units, as JavaScript's String.length
	Bytes     Unit = "bytes"     // bytes of UTF-8
)

// Style says where a network's readers expect hashtags.
type Style string

// The styles in use.
const (
	Inline     Style = "inline"      // woven into the sentence, or a few at its end
	AtEnd      Style = "end"         // a block after the text
	NoHashtags Style = "no_hashtags" // hashtags do nothing there; a "#" is noise
)

// Range says how many hashtags a post should and may carry.
type Range struct {
	Min  int // fewest suggested
	Max  int // most suggested
	Most int // hard limit, the network refuses or ignores more; 0 means none known
}

// Network is one social network (or channel that behaves like one) and its rules.
type Network struct {
	ID      string   // stable machine name: "x", "linkedin"...
	Name    string   // as the network writes itself: "X", "LinkedIn"
	Aliases []string // other names people type, lower case, without accents

	Limit int  // most units a text may have; 0 means no limit
	Unit  Unit // what Limit counts
	Bytes int  // additional limit in bytes of UTF-8; 0 means none
	Fold  int  // about how many characters show before "see more"; 0 means the text is never folded

	Links         bool // a link in the text becomes clickable
	LinkUnits     int  // what any link counts, however long; 0 means it counts as written
	Mentions      bool // "@name" in the text notifies that person
	ShortMentions bool // in "@name@server" only "@name" counts

	Hashtags     Range
	HashtagStyle Style
	AltText      int // most characters of an image description; 0 means unknown or unsupported

	Source  string // where Limit and Unit come from (title or URL)
	Checked string // the month all numbers were last checked, YYYY-MM
	Cites   []Cite // where the other numbers come from
}

// Cite is the provenance of some of a network's numbers.
type Cite struct {
	Fields string // names of Network's fields, comma separated
	Source string // title or URL
	Custom bool   // a custom of the trade or an observation, not a rule the network states
}
