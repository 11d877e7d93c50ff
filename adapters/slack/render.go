package slack

import (
	"fmt"
	"slices"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
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
	return unit{[]slackgo.Block{section(said)}, width(said)}
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
	if r.unsignable() {
		all = append(all, small(catalogue.Say(r.lang, "slack.hint.approvers", catalogue.Args{"Command": r.settings}))...)
	}
	return all
}

// unsignable says whether a card waits for a signature that nobody may give: its
// readers are told what to type.
func (r renderer) unsignable() bool {
	waits, may := false, false
	for _, a := range r.card.Actions() {
		waits = waits || a.Act == copilot.ActChanges
		may = may || a.Act == copilot.ActApprove
	}
	blocked := slices.ContainsFunc(r.card.Blocks(), func(b copilot.Block) bool {
		return slices.ContainsFunc(b.Items, func(i copilot.Item) bool { return i.Blocks })
	})
	return r.settings != "" && waits && !may && !blocked
}

func (r renderer) block(b copilot.Block) []unit {
	switch b.Kind {
	case copilot.BlockLabel:
		return nil
	case copilot.BlockHeading:
		return []unit{{[]slackgo.Block{slackgo.NewHeaderBlock(plainText(b.Text, maxHeader))}, width(b.Text)}}
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
		return sections(title(b.Title) + escape(strings.Join(texts(b.Items), " ")))
	case copilot.BlockPoints:
		return r.points(b)
	case copilot.BlockFindings:
		return sections(title(b.Title) + strings.Join(findings(b.Items), "\n"))
	case copilot.BlockSources, copilot.BlockPhrases:
		return sections(title(b.Title) + strings.Join(bullets(b.Items), "\n"))
	default:
		return sections(title(b.Title) + escape(b.Text))
	}
}

// small is small print, which Slack shows grey; a long one is cut into several.
func small(said string) []unit {
	var all []unit
	for _, piece := range split(said, maxSection/2) { // escaping may lengthen it
		all = append(all, unit{[]slackgo.Block{contextBlock(piece)}, width(escape(piece))})
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

func texts(items []copilot.Item) []string {
	all := make([]string, len(items))
	for i, item := range items {
		all[i] = item.Text
	}
	return all
}

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
			all[i] += "“" + escape(oneLine(text.Cut(item.Text, maxQuoted))) + "” — "
		}
		all[i] += escape(item.Detail)
	}
	return all
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

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
	_, linked := parsePermalink(c.Link)
	switch {
	case !linked:
		return "[" + who + "]"
	case c.Time.IsZero():
		return "<" + c.Link + "|[" + who + "]>"
	}
	return fmt.Sprintf("<!date^%d^[%s, {time}]^%s|[%s, %s]>", c.Time.Unix(), who, c.Link, who, c.Time.Format("15:04"))
}

// whole are sections that never break a line, so that no link is torn; a line too
// long for one section loses its links.
func whole(heading string, lines []string) []unit {
	var all []unit
	at := heading
	flush := func() {
		if strings.TrimSpace(at) != "" {
			at = strings.TrimRight(at, "\n")
			all = append(all, unit{[]slackgo.Block{section(at)}, width(at)})
		}
		at = ""
	}
	for _, line := range lines {
		if width(at)+width(line) > maxSection {
			flush()
		}
		if width(line) > maxSection {
			all = append(all, sections(line[:strings.Index(line+" <", " <")])...)
			continue
		}
		at += line + "\n"
	}
	flush()
	return all
}

// text is the exact text of one variant: rich_text elements, in which nothing is
// markup, set apart by a bar at the side. What a finding is about is underlined.
// A signed text stands as it is to be copied, with its hashtags in their place.
func (r renderer) text(b copilot.Block) []unit {
	said, marks := b.Text, b.Marks
	if r.signed() && b.Copy != "" {
		said, marks = b.Copy, nil
	}
	pieces := split(said, maxSection)
	var all []unit
	at := 0
	for i, piece := range pieces {
		u := unit{[]slackgo.Block{quote(piece, at, marks)}, width(piece)}
		if heading := r.heading(b, i, len(pieces)); heading != "" {
			u.blocks = append([]slackgo.Block{section(heading)}, u.blocks...)
			u.size += width(heading)
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
		said = append(said, "_"+catalogue.Say(r.lang, "slack.partial", nil)+"_")
	}
	if of > 1 {
		said = append(said, fmt.Sprintf("(%d/%d)", piece+1, of))
	}
	return strings.Join(said, "  ")
}

// quote is a piece of exact text; at is where it begins, in runes, for the marks.
func quote(piece string, at int, marks []copilot.Mark) slackgo.Block {
	runes := []rune(piece)
	var elements []slackgo.RichTextSectionElement
	from, marked := 0, false
	flush := func(to int) {
		if to > from {
			var style *slackgo.RichTextSectionTextStyle
			if marked {
				style = &slackgo.RichTextSectionTextStyle{Underline: true, Italic: true}
			}
			elements = append(elements, slackgo.NewRichTextSectionTextElement(string(runes[from:to]), style))
		}
		from = to
	}
	for i := range runes {
		if in := inside(at+i, marks); in != marked {
			flush(i)
			marked = in
		}
	}
	flush(len(runes))
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
