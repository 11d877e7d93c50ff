// Package network knows social networks and their rules, and counts text the
// way each of them counts it.
//
// Every number comes from one table (table.go), next to its source. Nothing
// here writes sentences for people: a Problem carries a machine kind and
// figures, and callers translate.
//
// All functions are pure, safe for concurrent use, take any string (invalid
// UTF-8 counts as U+FFFD) and run in time linear in the text.
package network

import "slices"

// Style says where a network's readers expect hashtags.
type Style string

// The styles in use.
const (
	Inline     Style = "inline"      // a few, in the sentence or right after it
	AtEnd      Style = "end"         // a block of their own after the text
	NoHashtags Style = "no_hashtags" // they do nothing there: "#" is noise
)

// Range says how many hashtags a post should and may carry.
type Range struct {
	Min  int // fewest suggested
	Max  int // most suggested
	Most int // hard limit: above it the network refuses the post or ignores hashtags; 0 if none is known
}

// Network is one social network, or a channel that behaves like one, and its
// rules. The zero Network has no limits.
type Network struct {
	ID      string   // stable machine name: "x", "linkedin"
	Name    string   // as it writes itself: "X", "LinkedIn"
	Aliases []string // other names people type

	Limit     int    // most units a text may have; 0 if there is no limit
	Unit      Unit   // what Limit counts
	MostBytes int    // further limit in bytes of UTF-8; 0 if none
	Fold      int    // about how many characters show before "see more"; 0 if the text is never folded
	Title     int    // most characters of the title or subject that goes with the text; 0 if it has none
	TitleFold int    // about how many characters of that title show in a list; 0 if all or none
	Forbidden string // characters that the network refuses

	Links         bool // a link in the text becomes clickable
	MostLinks     int  // most different links in a text; 0 if no limit is known
	LinkUnits     int  // what a link counts, however long; 0 if it counts as written
	SchemeOnly    bool // LinkUnits holds only for links that start with http:// or https://
	Mentions      bool // "@name" in the text tells that person
	MostMentions  int  // most mentions in a text; 0 if no limit is known
	ShortMentions bool // of "@name@server" only "@name" counts

	Hashtags      Range
	HashtagStyle  Style
	HashtagLength int    // most characters in a hashtag after its "#"; 0 if no limit is known
	HashtagSigns  string // what a hashtag may hold besides letters, digits and "_"
	AltText       int    // most characters in the description of an image; 0 if unknown or impossible

	Source  string // where Limit and Unit come from: title or address
	Checked string // the month everything was last checked, YYYY-MM
	Cites   []Cite // where the other numbers come from
}

// Cite is the provenance of some of a network's numbers.
type Cite struct {
	Fields string // names of fields of Network, separated by spaces
	Source string // title or address
	Custom bool   // a custom or an observation, not a rule that the network states
}

// All returns every known network, always in the same order. The caller may
// change the slice, but not what its Aliases and Cites hold.
func All() []Network { return slices.Clone(table) }
