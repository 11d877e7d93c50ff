package slack

import (
	"regexp"
	"strings"
)

// mrkdwn turns the Markdown that models write into Slack's mrkdwn, in which
// nothing can mention anybody, link with a misleading label or be markup of any
// other kind: the result has no "<" and no ">". What Slack cannot show (images,
// tables, HTML) is left as words; no word is lost but the addresses of images
// and the language named on a fence. Broken bytes become "\uFFFD": what is dropped
// between two must not join them into a letter.
func mrkdwn(markdown string) string {
	lines := strings.Split(strings.ToValidUTF8(markdown, "\uFFFD"), "\n")
	var p page
	for i, line := range lines {
		bare := strings.TrimSuffix(line, "\r")
		lines[i] = p.line(bare) + line[len(bare):]
	}
	if p.fence.open() {
		lines = append(lines, codeMark)
	}
	return strings.Join(lines, "\n")
}

var (
	quoteMark = regexp.MustCompile(`^ {0,3}(?:>[ \t]?)+`)
	listMark  = regexp.MustCompile(`^[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+`)
	heading   = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$`)
	rule      = regexp.MustCompile(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$`)
)

const (
	codeMark   = "```"
	ruleShown  = "———"
	quoteShown = "&gt; " // Slack quotes a line that starts so
)

// page is what must be known of the lines before.
type page struct{ fence fence }

// line is one line as Slack shows it.
func (p *page) line(s string) string {
	mark := quoteMark.FindString(s)
	if p.fence.open() {
		if p.fence.quoted && mark == "" { // the quote is over, and the code in it
			p.fence = fence{}
			return codeMark + "\n" + p.line(s)
		}
		if p.fence.quoted {
			s = s[len(mark):]
		}
		return p.fence.line(s)
	}
	if mark == "" {
		return p.block(s, false)
	}
	shown := p.block(s[len(mark):], true)
	if p.fence.open() { // Slack shows no block of code in a quote
		return shown
	}
	return strings.TrimRight(quoteShown+shown, " ")
}

// block is a line without its quotation marks.
func (p *page) block(s string, quoted bool) string {
	if rule.MatchString(s) {
		return ruleShown
	}
	if m := heading.FindStringSubmatch(s); m != nil && m[1] != "" {
		return titled(m[1])
	}
	item := listMark.FindString(s)
	rest := s[len(item):]
	if item == "" || rest == "" {
		item, rest = "", s
	}
	if opened, first, ok := openFence(rest); ok {
		opened.quoted = quoted
		p.fence = opened
		return bullet(item) + first
	}
	return bullet(item) + inline(rest, "")
}

// bullet is the mark of a list's item as Slack shows it; numbers stay.
func bullet(item string) string {
	at := strings.IndexAny(item, "-*+")
	if at < 0 {
		return item
	}
	return item[:at] + "• "
}

// titled is a heading: bold, and bold within it no more than that.
func titled(s string) string {
	shown := inline(s, "*")
	if strings.Trim(shown, "*_~` ") == "" {
		return shown
	}
	return "*" + shown + "*"
}
