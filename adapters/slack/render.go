package slack

import (
	"slices"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// renderer makes the blocks of a card, a method for each kind.
type renderer struct {
	card  copilot.Card
	key   string // what the card answers, for the button that has it tried again
	label string // empty only without generated text
	lang  string
	about string // a link to what the card is about, where it stands elsewhere
	// settings is the command that opens a channel's settings, as it is typed.
	settings string
}

// labelUnit is the label as a block, in the same words as everywhere.
func (r renderer) labelUnit() unit {
	if r.label == "" {
		return unit{}
	}
	sign := "✏️"
	if r.signed() {
		sign = "✅"
	}
	said := sign + " *" + escape(r.label) + "*"
	return unit{[]slackgo.Block{section(said)}, chat.Width(said)}
}

func (r renderer) signed() bool { return r.card.Subject().State == copilot.Approved }

// units are the parts of the card from top to bottom, without the labels.
func (r renderer) units() []unit {
	var all []unit
	for _, b := range r.card.Blocks() {
		all = append(all, r.block(b)...)
	}
	if actions, ok := r.actions(); ok {
		all = append(all, actions)
	}
	if r.settings != "" && chat.Unsignable(r.card) {
		all = append(all, small(catalogue.Say(r.lang, "slack.hint.approvers", catalogue.Args{"Command": r.settings}))...)
	}
	return all
}

func (r renderer) block(b copilot.Block) []unit {
	switch b.Kind {
	case copilot.BlockLabel:
		return nil
	case copilot.BlockHeading:
		return []unit{{[]slackgo.Block{slackgo.NewHeaderBlock(plainText(b.Text, maxHeader))}, chat.Width(b.Text)}}
	case copilot.BlockMeta, copilot.BlockSignOff:
		return small(b.Text)
	case copilot.BlockStamp:
		return sections("*" + escape(b.Text) + "*")
	case copilot.BlockText:
		return r.text(b)
	case copilot.BlockHashtags:
		if r.signed() && slices.ContainsFunc(r.card.Blocks(), func(b copilot.Block) bool { return b.Kind == copilot.BlockText }) {
			return nil // they stand in the text, where it is copied from
		}
		return append(sections(title(b.Title)+escape(strings.Join(chat.Texts(b.Items), " "))), small(b.Text)...)
	case copilot.BlockPoints:
		return r.points(b)
	case copilot.BlockFindings:
		return whole(title(b.Title), findings(b.Items))
	case copilot.BlockSources, copilot.BlockPhrases:
		return sections(title(b.Title) + strings.Join(bullets(b.Items), "\n"))
	default:
		return sections(title(b.Title) + escape(b.Text))
	}
}

// small is small print, which Slack shows grey; a long one is cut into several.
func small(said string) []unit {
	var all []unit
	for _, piece := range chat.Split(said, maxSection/2) { // escaping may lengthen it
		all = append(all, unit{[]slackgo.Block{contextBlock(piece)}, chat.Width(escape(piece))})
	}
	return all
}

// title is a heading over a block, "" for none.
func title(s string) string {
	if s == "" {
		return ""
	}
	return "*" + escape(s) + "*\n"
}
