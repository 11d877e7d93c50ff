package slack

import (
	"fmt"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// text is the exact text of one variant: rich_text elements, in which nothing is
// markup, set apart by a bar at the side. What a finding is about is underlined.
// A signed text stands as it is to be copied, with its hashtags in their place.
func (r renderer) text(b copilot.Block) []unit {
	said, marks := b.Text, b.Marks
	if r.signed() && b.Copy != "" {
		said, marks = b.Copy, nil
	}
	pieces := chat.Split(said, maxSection)
	var all []unit
	at := 0
	for i, piece := range pieces {
		u := unit{[]slackgo.Block{quote(piece, at, marks)}, chat.Width(piece)}
		if heading := r.heading(b, i, len(pieces)); heading != "" {
			u.blocks = append([]slackgo.Block{section(heading)}, u.blocks...)
			u.size += chat.Width(heading)
		}
		all = append(all, u)
		at += len([]rune(piece))
	}
	return all
}

// heading is the name of a variant with its length; over a text in several
// pieces, also which piece it is.
func (r renderer) heading(b copilot.Block, piece, of int) string {
	var said []string
	if b.Title != "" {
		said = append(said, "*"+escape(b.Title)+"*")
	}
	switch {
	case b.Limit > 0:
		count := fmt.Sprintf("%d/%d", b.Count, b.Limit)
		if b.Count > b.Limit {
			count = "⛔ *" + count + "*"
		}
		said = append(said, count)
	case b.Partial:
		said = append(said, "_"+catalogue.Say(r.lang, "chat.partial", nil)+"_")
	}
	if of > 1 {
		said = append(said, fmt.Sprintf("(%d/%d)", piece+1, of))
	}
	return strings.Join(said, "  ")
}

// quote is a piece of exact text; at is where it begins, in runes, for the marks. What
// people see as one character is marked as a whole.
func quote(piece string, at int, marks []copilot.Mark) slackgo.Block {
	var elements []slackgo.RichTextSectionElement
	from, marked := 0, false
	flush := func(to int) {
		if to > from {
			var style *slackgo.RichTextSectionTextStyle
			if marked {
				style = &slackgo.RichTextSectionTextStyle{Underline: true, Italic: true}
			}
			elements = append(elements, slackgo.NewRichTextSectionTextElement(piece[from:to], style))
		}
		from = to
	}
	end, number := 0, at
	for character := range text.Characters(piece) {
		in := false
		for range character {
			in = in || inside(number, marks)
			number++
		}
		if in != marked {
			flush(end)
			marked = in
		}
		end += len(character)
	}
	flush(len(piece))
	return slackgo.NewRichTextBlock("", &slackgo.RichTextQuote{Type: slackgo.RTEQuote, Elements: elements})
}

func inside(i int, marks []copilot.Mark) bool {
	for _, m := range marks {
		if i >= m.Start && i < m.End {
			return true
		}
	}
	return false
}
