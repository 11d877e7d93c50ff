package slack

import (
	"fmt"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

func bullets(items []copilot.Item) []string {
	all := make([]string, len(items))
	for i, item := range items {
		all[i] = "• " + escape(item.Text)
		if item.Detail != "" {
			all[i] += " _(" + escape(item.Detail) + ")_"
		}
	}
	return all
}

// maxQuoted is how many runes of a span a finding repeats; the whole of it is
// marked in the text.
const maxQuoted = 90

func findings(items []copilot.Item) []string {
	all := make([]string, len(items))
	for i, item := range items {
		sign := "⚠️ "
		if item.Blocks {
			sign = "⛔ "
		}
		all[i] = sign
		if item.Text != "" {
			all[i] += "“" + escape(chat.OneLine(text.Cut(item.Text, maxQuoted))) + "” — "
		}
		all[i] += escape(item.Detail)
		for _, cite := range item.Cites {
			all[i] += " " + citation(cite)
		}
	}
	return all
}

// points is a section of a summary: each point with links to the messages it
// rests on, made by us.
func (r renderer) points(b copilot.Block) []unit {
	lines := make([]string, 0, len(b.Items)+1)
	if b.Text != "" {
		lines = append(lines, escape(b.Text))
	}
	for _, item := range b.Items {
		line := "• " + mrkdwn(item.Text)
		for _, cite := range item.Cites {
			line += " " + citation(cite)
		}
		lines = append(lines, line)
	}
	return whole(title(b.Title), lines)
}

// citation is a link whose words are who said it and when, in the time of
// whoever reads it: Slack fills that in.
func citation(c copilot.Cite) string {
	who := strings.NewReplacer("|", "/", "^", "", "{", "(", "}", ")", "[", "(", "]", ")", "\n", " ").Replace(c.Author)
	who = escape(who)
	link, linked := parsePermalink(c.Link)
	to := escape(link.String())
	switch {
	case !linked:
		return "[" + who + "]"
	case c.Time.IsZero():
		return "<" + to + "|[" + who + "]>"
	}
	return fmt.Sprintf("<!date^%d^[%s, {time}]^%s|[%s, %s]>", c.Time.Unix(), who, to, who, c.Time.Format("15:04"))
}

// whole are sections that never break a line, so that no link is torn; a line too
// long for one section loses its links.
func whole(heading string, lines []string) []unit {
	var all []unit
	at, filled := heading, chat.Width(heading)
	flush := func() {
		if strings.TrimSpace(at) != "" {
			at = strings.TrimRight(at, "\n")
			all = append(all, unit{[]slackgo.Block{section(at)}, chat.Width(at)})
		}
		at, filled = "", 0
	}
	for _, line := range lines {
		width := chat.Width(line)
		if filled+width > maxSection {
			flush()
		}
		if width > maxSection {
			all = append(all, sections(line[:strings.Index(line+" <", " <")])...)
			continue
		}
		at += line + "\n"
		filled += width + 1
	}
	flush()
	return all
}
