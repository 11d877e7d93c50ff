package discord

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// text is the exact text of one variant, escaped, in embeds of its own. What a
// finding is about is underlined. A signed text stands as it is to be copied, with
// its hashtags in their place, in a block of code where that changes nothing: there
// apps offer to copy it.
func (r renderer) text(b copilot.Block) []unit {
	said, marks := b.Text, b.Marks
	if r.signed() && b.Copy != "" {
		said, marks = b.Copy, nil
		if block, ok := code(said); ok {
			return []unit{{title: r.heading(b, 1, 1), text: block, alone: true}}
		}
	}
	var all []unit
	at := 0
	pieces := split(said, maxUnit, func(piece string, at int) string { return marked(piece, at, marks) })
	for i, piece := range pieces {
		all = append(all, unit{title: r.heading(b, i+1, len(pieces)), text: marked(piece, at, marks), alone: true})
		at += len([]rune(piece))
	}
	return all
}

// heading is the name of a variant with its length; over a text in several pieces,
// also which piece it is.
func (r renderer) heading(b copilot.Block, piece, of int) string {
	var said []string
	if b.Title != "" {
		said = append(said, b.Title)
	}
	switch {
	case b.Limit > 0:
		count := fmt.Sprintf("%d/%d", b.Count, b.Limit)
		if b.Count > b.Limit {
			count = "⛔ " + count
		}
		said = append(said, count)
	case b.Partial:
		said = append(said, catalogue.Say(r.lang, "chat.partial", nil))
	}
	if of > 1 {
		said = append(said, fmt.Sprintf("(%d/%d)", piece, of))
	}
	return titled(strings.Join(said, " · "))
}

// code is s as a block of code; false when it would not be shown exactly.
func code(s string) (string, bool) {
	block := "```\n" + s + "\n```"
	exact := s != "" && strings.TrimSpace(s) == s && !strings.Contains(s, "```")
	return block, exact && chat.Width(block) <= maxUnit
}

// blank is what stands between lines, and around them.
var blank = regexp.MustCompile(`^[` + blanks + `]+|[` + blanks + `]*[\r\n][` + blanks + `]*|[` + blanks + `]+$`)

// linked is an address with all that hangs on it, and the gap behind it, in which no
// underlining may begin: it would be taken for a part of the address.
var linked = regexp.MustCompile(`((?:https?|steam)://[^` + blanks + `]*)[` + blanks + `]*`)

// marked is a piece of exact text, escaped, with what findings are about underlined;
// at is where the piece begins, in runes. What holds an address is underlined as a
// whole, or not at all where that would break the address.
func marked(piece string, at int, marks []copilot.Mark) string {
	if len(marks) == 0 {
		return escape(piece)
	}
	return escaper{s: piece, on: underlined(piece, at, marks)}.all()
}

// underlined says for each byte of a piece whether it is to be underlined. What people
// see as one character is underlined as a whole: a mark within would take it apart.
func underlined(piece string, at int, marks []copilot.Mark) []bool {
	on := make([]bool, 0, len(piece))
	number := at
	for character := range text.Characters(piece) {
		in := false
		for range character {
			in = in || inside(number, marks)
			number++
		}
		on = append(on, slices.Repeat([]bool{in}, len(character))...)
	}
	for _, span := range blank.FindAllStringIndex(piece, -1) { // a line under nothing, or over a gap
		clear(on[span[0]:span[1]])
	}
	for _, span := range linked.FindAllStringSubmatchIndex(piece, -1) {
		whole := on[span[2]:span[3]]
		if slices.Contains(whole, true) && !strings.ContainsAny(piece[span[2]:span[3]], `*_~|<\`+"`") {
			for i := range whole {
				whole[i] = true
			}
		} else {
			clear(on[span[0]:span[1]])
		}
	}
	return on
}

func inside(i int, marks []copilot.Mark) bool {
	for _, m := range marks {
		if i >= m.Start && i < m.End {
			return true
		}
	}
	return false
}
