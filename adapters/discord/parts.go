package discord

import (
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Bounds of one message, below Discord's: 4,096 in a description, 6,000 over all
// embeds, 256 in a title. They are in UTF-16 units, of which there are never fewer
// than characters.
const (
	maxUnit        = 3_900
	maxDescription = 3_950 // leaves room for the line that says that it continues
	maxCharacters  = 5_600 // the same
	maxTitle       = 256
	maxEmbeds      = 10
	maxLabel       = 200
)

// unit is what stands together in one embed.
type unit struct {
	title string // escaped; with one, an embed begins
	text  string // markdown, at most maxUnit
	small bool
	alone bool // nothing else stands in its embed
}

// lay lays a card out as messages, each within Discord's bounds, each with the
// label first and last. The buttons stand on the last.
func lay(card copilot.Card, o layout) []payload {
	r := renderer{layout: o, card: card, label: chat.Short(chat.LabelOf(card), maxLabel), lang: card.Locale()}
	pages := r.pages()
	all := make([]payload, len(pages))
	for i, embeds := range pages {
		all[i] = r.payload(embeds, i > 0, i < len(pages)-1)
	}
	all[len(all)-1].Components = rows(card, o.key)
	return all
}

// payload frames embeds with the label.
func (r renderer) payload(embeds []embed, continued, more bool) payload {
	var head []string
	last := &embeds[len(embeds)-1]
	if r.label != "" {
		head = append(head, r.sign()+" **"+escape(r.label)+"**")
		last.Footer = &embedFooter{r.sign() + " " + r.label}
	}
	if r.about != "" {
		head = append(head, "-# ["+r.say("chat.about")+"](<"+r.about+">)")
	}
	if continued {
		head = append(head, smallPrint(r.say("chat.continued")))
	}
	if more {
		last.Description = strings.TrimSpace(last.Description + "\n\n" + smallPrint(r.say("discord.continues")))
	}
	return payload{Content: strings.Join(head, "\n"), Embeds: embeds, Components: []component{}}
}

func (r renderer) say(key string) string { return catalogue.Say(r.lang, key, nil) }

// pages are the embeds of each message; at least one of each.
func (r renderer) pages() [][]embed {
	p := pages{color: r.color(), room: maxCharacters - chat.Width(r.label)}
	for _, u := range r.units() {
		p.add(u)
	}
	if len(p.now) > 0 || len(p.done) == 0 {
		p.end()
	}
	return p.done
}

// pages gathers units in embeds, and embeds in messages.
type pages struct {
	color, room int
	done        [][]embed
	now         []embed
	size        int  // characters of now
	open        bool // the last embed takes more
	small       bool // its last unit is small print
}

func (p *pages) add(u unit) {
	if u.title == "" && strings.TrimSpace(u.text) == "" {
		return // nothing that could be seen
	}
	size := chat.Width(u.title) + chat.Width(u.text)
	if p.open && u.title == "" && !u.alone && p.append(u, size) {
		return
	}
	if p.size+size > p.room || len(p.now) == maxEmbeds {
		p.end()
	}
	p.now = append(p.now, embed{Title: u.title, Description: u.text, Color: p.color})
	p.size += size
	p.open, p.small = !u.alone, u.small
}

// append puts a unit below what stands in the last embed, if there is room.
func (p *pages) append(u unit, size int) bool {
	last := &p.now[len(p.now)-1]
	gap := "\n\n"
	switch {
	case last.Description == "":
		gap = ""
	case u.small && p.small:
		gap = "\n"
	}
	if p.size+len(gap)+size > p.room || chat.Width(last.Description)+len(gap)+chat.Width(u.text) > maxDescription {
		return false
	}
	last.Description += gap + u.text
	p.size += len(gap) + size
	p.small = u.small
	return true
}

// end ends a message.
func (p *pages) end() {
	if len(p.now) == 0 {
		p.now = []embed{{Description: "…", Color: p.color}}
	}
	p.done = append(p.done, p.now)
	p.now, p.size, p.open = nil, 0, false
}
