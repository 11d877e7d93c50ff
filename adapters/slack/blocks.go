package slack

import (
	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
)

// Slack's bounds of what a block holds, in UTF-16 units.
const (
	maxSection = 2_900 // of 3,000: an escape may lie across the end
	maxHeader  = 150
	maxButton  = 75
)

// section is a block of mrkdwn, which must be escaped already. Verbatim: Slack
// must not make links or mentions of what stands there.
func section(mrkdwn string) *slackgo.SectionBlock {
	return slackgo.NewSectionBlock(verbatim(mrkdwn), nil, nil)
}

func verbatim(mrkdwn string) *slackgo.TextBlockObject {
	return slackgo.NewTextBlockObject(slackgo.MarkdownType, mrkdwn, false, true)
}

// plainText is plain text for labels, buttons and headings: cut to limit, and never
// empty, which Slack refuses.
func plainText(s string, limit int) *slackgo.TextBlockObject {
	if s = chat.Short(s, limit); s == "" {
		s = "…"
	}
	return slackgo.NewTextBlockObject(slackgo.PlainTextType, s, false, false)
}

// contextBlock is small print.
func contextBlock(said string) slackgo.Block {
	return slackgo.NewContextBlock("", verbatim(escape(said)))
}

// sections are as many section blocks as a mrkdwn text needs, cut between lines
// where possible.
func sections(mrkdwn string) []unit {
	var all []unit
	for _, piece := range chat.Split(mrkdwn, maxSection) {
		all = append(all, unit{[]slackgo.Block{section(piece)}, chat.Width(piece)})
	}
	return all
}
