package discordtest

import "strings"

// thinking is what people see of a message that waits for its text.
const thinking = "brouillon is thinking…"

// Plain is the text that a message shows: content, embeds, buttons.
func (m *Message) Plain() string {
	if m.Loading() {
		return thinking
	}
	var p prose
	p.mark(m.Content)
	for _, e := range objects(m.Embeds) {
		p.embed(e)
	}
	walkInOrder(m.Components, p.component)
	return strings.Join(p.lines, "\n")
}

// Button is something of a message that can be pressed, chosen or followed.
type Button struct {
	CustomID string
	Label    string
	URL      string
	Type     int // 2 a button, 3 and 5 to 8 selects
	Style    int
	Disabled bool
}

// Buttons are what a message lets people do, in order.
func (m *Message) Buttons() []Button {
	var all []Button
	walkInOrder(m.Components, func(o object) {
		if str(o, "custom_id") != "" || str(o, "url") != "" {
			all = append(all, Button{
				str(o, "custom_id"), str(o, "label"), str(o, "url"), num(o, "type"), num(o, "style"), truth(o, "disabled"),
			})
		}
	})
	return all
}

// prose gathers what a message shows, a line for each text.
type prose struct{ lines []string }

func (p *prose) line(text string) {
	if text != "" {
		p.lines = append(p.lines, text)
	}
}

// mark adds a text that is displayed as markdown.
func (p *prose) mark(text string) { p.line(displayed(text)) }

func (p *prose) embed(e object) {
	p.line(str(asObject(e["author"]), "name"))
	p.mark(str(e, "title"))
	p.mark(str(e, "description"))
	for _, f := range objects(list(e, "fields")) {
		p.mark(str(f, "name"))
		p.mark(str(f, "value"))
	}
	p.line(str(asObject(e["footer"]), "text"))
}

func (p *prose) component(o object) {
	p.line(str(o, "label"))
	p.line(str(o, "placeholder"))
	p.mark(str(o, "content"))
	p.line(str(o, "description"))
}
