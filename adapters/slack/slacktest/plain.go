package slacktest

import (
	"encoding/json"
	"strings"
)

// Plain is the text that a message shows: of its blocks, or, when it has none,
// its text.
func (m *Message) Plain() string {
	var blocks []block
	if json.Unmarshal(m.Blocks, &blocks) != nil || len(blocks) == 0 {
		return plainText(m.Text)
	}
	return plainBlocks(blocks)
}

// Plain is the text that a view shows: its title, its blocks and its buttons.
func (v View) Plain() string {
	var blocks []any
	if json.Unmarshal(v.Blocks, &blocks) != nil {
		return v.Title
	}
	return plainView(block{"title": block{"text": v.Title}, "blocks": blocks})
}

func plainView(body block) string {
	var p prose
	p.line(str(object(body["title"]), "text"))
	p.line(plainBlocks(blocksOf(body)))
	p.line(str(object(body["submit"]), "text"))
	p.line(str(object(body["close"]), "text"))
	return strings.Join(p.lines, "\n")
}

func plainBlocks(blocks []block) string {
	var p prose
	for _, b := range blocks {
		p.block(b)
	}
	return strings.Join(p.lines, "\n")
}

// prose gathers what blocks show, a line for each text.
type prose struct{ lines []string }

func (p *prose) line(text string) {
	if text != "" {
		p.lines = append(p.lines, text)
	}
}

// object adds a text object: mrkdwn is shown as it is displayed.
func (p *prose) object(v any) {
	o := object(v)
	if str(o, "type") == "mrkdwn" {
		p.line(plainText(str(o, "text")))
		return
	}
	p.line(str(o, "text"))
}

func (p *prose) block(b block) {
	switch str(b, "type") {
	case "section":
		p.object(b["text"])
		for _, f := range list(b, "fields") {
			p.object(f)
		}
	case "header":
		p.object(b["text"])
	case "markdown":
		p.line(str(b, "text"))
	case "input":
		p.object(b["label"])
		p.object(b["hint"])
	case "rich_text":
		for _, e := range list(b, "elements") {
			p.rich(object(e), "")
		}
		return
	case "image", "video":
		p.object(b["title"])
		p.line(str(b, "alt_text"))
	}
	for _, e := range elements(b) {
		p.element(e)
	}
}

// element adds what an element shows: its label, what is filled in, its choices.
func (p *prose) element(e block) {
	switch str(e, "type") {
	case "mrkdwn", "plain_text":
		p.object(e)
		return
	case "image":
		p.line(str(e, "alt_text"))
		return
	}
	p.object(e["text"])
	p.object(e["placeholder"])
	p.line(str(e, "initial_value"))
	for _, o := range optionsOf(e) {
		p.object(o["text"])
		p.object(o["description"])
	}
}

// optionsOf are the choices of an element, of all its groups.
func optionsOf(e block) []block {
	var all []block
	for _, g := range list(e, "option_groups") {
		all = append(all, optionsOf(object(g))...)
	}
	for _, o := range list(e, "options") {
		all = append(all, object(o))
	}
	return all
}

// rich adds an element of rich text; items of lists are marked.
func (p *prose) rich(e block, mark string) {
	if str(e, "type") == "rich_text_list" {
		for _, item := range list(e, "elements") {
			p.rich(object(item), "• ")
		}
		return
	}
	var b strings.Builder
	b.WriteString(mark)
	for _, v := range list(e, "elements") {
		b.WriteString(inline(object(v)))
	}
	p.line(b.String())
}

// inline is a piece of rich text as it is displayed.
func inline(e block) string {
	switch str(e, "type") {
	case "link":
		if str(e, "text") != "" {
			return str(e, "text")
		}
		return str(e, "url")
	case "user":
		return "@" + str(e, "user_id")
	case "channel":
		return "#" + str(e, "channel_id")
	case "usergroup":
		return "@" + str(e, "usergroup_id")
	case "broadcast":
		return "@" + str(e, "range")
	case "emoji":
		return ":" + str(e, "name") + ":"
	default:
		return str(e, "text")
	}
}
