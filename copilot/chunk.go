package copilot

import (
	"slices"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// chunks cuts a conversation into consecutive parts of at most window runes each,
// as a prompt holds them: every line in one part, in order, and whole but for a
// line that is longer than the window on its own. 0 is no bound.
func chunks(lines []PromptLine, window int) [][]PromptLine {
	if window <= 0 || len(lines) == 0 {
		return [][]PromptLine{lines}
	}
	var all [][]PromptLine
	left := 0
	for _, l := range lines {
		l = within(l, window)
		size := roomOf(l)
		if size > left {
			all, left = append(all, nil), window
		}
		all[len(all)-1] = append(all[len(all)-1], l)
		left -= size
	}
	return all
}

// within cuts the text of a line that is longer than a window on its own.
func within(l PromptLine, window int) PromptLine {
	for l.Text != "" && roomOf(l) > window {
		words, quoted := utf8.RuneCountInString(l.Text), quotedRunes(l.Text)
		left := max(0, window-(roomOf(l)-quoted))
		// Quoting makes up to six characters of one, but not evenly: this may take
		// more than one step.
		l.Text = text.Cut(l.Text, min(words-1, words*left/quoted))
	}
	return l
}

// lineMark is what a template puts around a line: its time, a colon with its
// spaces, the end of the line.
const lineMark = len("2006-01-02 15:04 ") + len("  : \n")

// roomOf is how many runes a line takes in a prompt, quoted, at most.
func roomOf(l PromptLine) int {
	return len(l.Ref) + quotedRunes(l.Author) + quotedRunes(l.Text) + lineMark
}

// roomFor is how many all of them take.
func roomFor(lines []PromptLine) int {
	room := 0
	for _, l := range lines {
		room += roomOf(l)
	}
	return room
}

// quotedRunes is how many runes a text has in a prompt.
func quotedRunes(s string) int {
	quoted, err := quote(s)
	if err != nil { // no string fails to be quoted
		return utf8.RuneCountInString(s)
	}
	return utf8.RuneCountInString(quoted)
}

// leastPart is how many runes every part may have in a merge, however little room
// there is: enough for its first point.
const leastPart = 120

// fit leaves of the points of every part as much as there is room for: what short
// parts do not need, long ones have, all of them the same. Within a part what a
// card shows first counts most. It says how many points were left out or cut.
func fit(parts [][]Partial, window int) (kept []Partial, trimmed int) {
	sizes := make([]int, len(parts))
	for i, points := range parts {
		for _, p := range points {
			sizes[i] += partialRoom(p)
		}
	}
	share := max(level(sizes, window), leastPart)
	for _, points := range parts {
		left := share
		for i, p := range points {
			size := partialRoom(p)
			if size > left {
				trimmed++
				if i > 0 {
					continue
				}
				p.Text = text.Cut(p.Text, max(utf8.RuneCountInString(p.Text)-(size-left), leastPart/2))
			}
			kept = append(kept, p)
			left -= size
		}
	}
	return kept, trimmed
}

// level is the height at which a room that is filled evenly is full.
func level(sizes []int, room int) int {
	slices.Sort(sizes)
	for i, size := range sizes {
		share := room / (len(sizes) - i)
		if size > share {
			return share
		}
		room -= size
	}
	return slices.Max(sizes)
}

// partialMark is what a template puts around a partial besides its section.
const partialMark = len("partie 9999,  : \n")

// partialRoom is how many runes a partial takes in a prompt, at most.
func partialRoom(p Partial) int {
	size := partialMark + len(p.Section) + quotedRunes(p.Text)
	for _, ref := range p.Refs {
		size += len(" []") + len(ref)
	}
	return size
}
