package discord

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// renderer makes the parts of a card, a method for each kind.
type renderer struct {
	layout
	card  copilot.Card
	label string // empty only without generated text
	lang  string
}

// layout says what a card does not: where it stands.
type layout struct {
	key   string // what the card answers, for the button that has it tried again
	about string // a link to what the card is about, where it stands elsewhere; else ""
	// settings is the command that says who may sign off, as it is typed.
	settings string
}

// sign stands before the label.
func (r renderer) sign() string {
	if r.signed() {
		return "✅"
	}
	return "✏️"
}

func (r renderer) signed() bool { return r.card.Subject().State == copilot.Approved }

// Colours of the bar beside a card, by its state; others are grey.
const (
	amber = 0xF0B232
	green = 0x248046
	red   = 0xDA373C
	grey  = 0x80848E
)

func (r renderer) color() int {
	switch r.card.Subject().State {
	case copilot.Pending, copilot.ChangesRequested:
		return amber
	case copilot.Approved:
		return green
	case copilot.Rejected:
		return red
	}
	return grey
}

// units are the parts of the card from top to bottom, without the labels.
func (r renderer) units() []unit {
	var all []unit
	for _, b := range r.card.Blocks() {
		all = append(all, r.block(b)...)
	}
	if r.settings != "" && chat.Unsignable(r.card) {
		all = append(all, small(catalogue.Say(r.lang, "discord.hint.approvers", catalogue.Args{"Command": r.settings}))...)
	}
	return all
}

func (r renderer) block(b copilot.Block) []unit {
	switch b.Kind {
	case copilot.BlockLabel:
		return nil
	case copilot.BlockHeading:
		return []unit{{title: titled(b.Text)}}
	case copilot.BlockMeta, copilot.BlockSignOff:
		return small(b.Text)
	case copilot.BlockStamp:
		return shown(b.Text, bold)
	case copilot.BlockText:
		return r.text(b)
	case copilot.BlockHashtags:
		if r.signed() && slices.ContainsFunc(r.card.Blocks(), func(b copilot.Block) bool { return b.Kind == copilot.BlockText }) {
			return nil // they stand in the text, where it is copied from
		}
		tags := strings.Join(chat.Texts(b.Items), " ")
		return append(whole(b.Title, []line{{escape(tags), tags}}), small(b.Text)...)
	case copilot.BlockPoints:
		return whole(b.Title, points(b))
	case copilot.BlockFindings:
		return whole(b.Title, findings(b.Items))
	case copilot.BlockSources, copilot.BlockPhrases:
		return whole(b.Title, bullets(b.Items))
	default:
		return whole(b.Title, []line{{escape(b.Text), b.Text}})
	}
}

// small is small print.
func small(said string) []unit {
	all := shown(said, smallPrint)
	for i := range all {
		all[i].small = true
	}
	return all
}

// smallPrint makes small print of each line that says something.
func smallPrint(s string) string {
	lines := strings.Split(escape(s), "\n")
	for i, l := range lines {
		if strings.TrimSpace(l) != "" {
			lines[i] = "-# " + l
		}
	}
	return strings.Join(lines, "\n")
}

// bold is text in bold type; none in which an address would end it early.
func bold(s string) string {
	if strings.TrimSpace(s) == "" || slices.ContainsFunc(webAddress.FindAllString(s, -1), func(a string) bool { return strings.Contains(a, "*") }) {
		return escape(s)
	}
	return "**" + escape(s) + "**"
}
