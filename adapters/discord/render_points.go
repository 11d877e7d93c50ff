package discord

import (
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// line is what is not torn: a line that fits in no embed is shown as its plain
// words alone, in several.
type line struct{ shown, plain string }

func bullets(items []copilot.Item) []line {
	all := make([]line, len(items))
	for i, item := range items {
		all[i] = line{"• " + escape(item.Text), "• " + item.Text}
		if item.Detail != "" {
			all[i].shown += " (" + escape(item.Detail) + ")"
			all[i].plain += " (" + item.Detail + ")"
		}
	}
	return all
}

// maxQuoted is how many runes of a span a finding repeats; the whole of it is
// marked in the text.
const maxQuoted = 90

func findings(items []copilot.Item) []line {
	all := make([]line, len(items))
	for i, item := range items {
		said := "⚠️ "
		if item.Blocks {
			said = "⛔ "
		}
		if item.Text != "" {
			said += quoted(chat.OneLine(text.Cut(item.Text, maxQuoted))) + " — "
		}
		said += item.Detail
		all[i] = line{escape(said), said}
		for _, cite := range item.Cites {
			all[i].shown += " " + citation(cite)
		}
	}
	return all
}

// quoted keeps the quotation mark out of an address before it.
func quoted(s string) string {
	all := webAddresses(s + "”")
	if len(all) > 0 && all[len(all)-1][1] > len(s) {
		return "“" + s + " ”"
	}
	return "“" + s + "”"
}

// points is a section of a summary: each point with links to the messages it rests
// on, made by us.
func points(b copilot.Block) []line {
	var all []line
	if b.Text != "" {
		all = append(all, line{escape(b.Text), b.Text})
	}
	for _, item := range b.Items {
		said := "• " + markdown(item.Text)
		for _, cite := range item.Cites {
			said += " " + citation(cite)
		}
		all = append(all, line{said, "• " + item.Text})
	}
	return all
}

// citation is a link whose words are who said it, and when, in the time of whoever
// reads it: Discord fills that in.
func citation(c copilot.Cite) string {
	said := chat.OneLine(strings.NewReplacer("[", "(", "]", ")", `\`, "/", "://", ": //").Replace(c.Author))
	said = escape(said)
	if link, ok := parsePermalink(c.Link); ok && said != "" {
		said = "[" + said + "](" + link.String() + ")"
	}
	if !c.Time.IsZero() {
		said += fmt.Sprintf(" <t:%d:t>", c.Time.Unix())
	}
	return "(" + said + ")"
}

// whole are units that never tear a line, so that no link is torn.
func whole(heading string, lines []line) []unit {
	var all []unit
	at := ""
	if heading != "" {
		at = bold(heading) + "\n"
	}
	filled := chat.Width(at)
	flush := func() {
		if at = strings.TrimSpace(at); at != "" {
			all = append(all, unit{text: at})
		}
		at, filled = "", 0
	}
	for _, l := range lines {
		width := chat.Width(l.shown)
		if filled+width > maxUnit {
			flush()
		}
		if width > maxUnit {
			all = append(all, shown(l.plain, escape)...)
			continue
		}
		at += l.shown + "\n"
		filled += width + 1
	}
	flush()
	return all
}
