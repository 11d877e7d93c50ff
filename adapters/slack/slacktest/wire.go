package slacktest

import (
	"regexp"
	"strings"
)

// What people write, and how Slack puts it on the wire.
var (
	// formed is what is already as on the wire: a mention or a link.
	formed = regexp.MustCompile(`<(?:[@#!][^<>]+|https?://[^<>]+|mailto:[^<>]+)>`)
	naming = regexp.MustCompile(`(^|[\s(])([@#])([\p{L}\p{N}._-]*[\p{L}\p{N}_-])`)
	linked = regexp.MustCompile(`https?://[^\s<>|]+`)
	escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// wire is what a person typed as Slack sends it: escaped, known names as mentions,
// and, in messages, addresses as links. What is formed already stays. The lock is
// held.
func (s *Slack) wire(typed string, links bool) string {
	var b strings.Builder
	at := 0
	for _, span := range formed.FindAllStringIndex(typed, -1) {
		b.WriteString(s.wirePlain(typed[at:span[0]], links))
		b.WriteString(typed[span[0]:span[1]])
		at = span[1]
	}
	b.WriteString(s.wirePlain(typed[at:], links))
	return b.String()
}

func (s *Slack) wirePlain(typed string, links bool) string {
	text := naming.ReplaceAllStringFunc(escape.Replace(typed), func(m string) string {
		p := naming.FindStringSubmatch(m)
		return p[1] + s.named(p[2], p[3], links)
	})
	if links {
		text = linked.ReplaceAllString(text, "<$0>")
	}
	return text
}

// named is the mention for a name, or the name itself when nobody has it. Messages
// have no names in mentions, commands do.
func (s *Slack) named(mark, name string, message bool) string {
	id, said := "", name
	if mark == "#" {
		for _, c := range s.channels {
			if c.Name == name && c.with == "" {
				id = "#" + c.ID
			}
		}
	} else {
		for _, u := range s.users {
			if u.Name == name {
				id = "@" + u.ID
			}
		}
		for _, g := range s.groups {
			if g.Handle == name {
				id, said = "!subteam^"+g.ID, "@"+name
			}
		}
		if name == "here" || name == "channel" || name == "everyone" {
			id = "!" + name
		}
	}
	switch {
	case id == "":
		return mark + name
	case message:
		return "<" + id + ">"
	default:
		return "<" + id + "|" + said + ">"
	}
}

// richText is a message of a person as the blocks Slack makes of it.
func richText(wire string) []block {
	var all []any
	plainly := func(t string) {
		if t != "" {
			all = append(all, block{"type": "text", "text": plain.Replace(t)})
		}
	}
	at := 0
	for _, span := range formed.FindAllStringIndex(wire, -1) {
		plainly(wire[at:span[0]])
		all = append(all, richMention(wire[span[0]+1:span[1]-1]))
		at = span[1]
	}
	plainly(wire[at:])
	return []block{{
		"type": "rich_text", "block_id": token(3),
		"elements": []any{block{"type": "rich_text_section", "elements": all}},
	}}
}

func richMention(inside string) block {
	target, said, _ := strings.Cut(inside, "|")
	switch {
	case target[0] == '@':
		return block{"type": "user", "user_id": target[1:]}
	case target[0] == '#':
		return block{"type": "channel", "channel_id": target[1:]}
	case strings.HasPrefix(target, "!subteam^"):
		return block{"type": "usergroup", "usergroup_id": strings.TrimPrefix(target, "!subteam^")}
	case target[0] == '!':
		return block{"type": "broadcast", "range": target[1:]}
	}
	link := block{"type": "link", "url": plain.Replace(target)}
	if said != "" {
		link["text"] = plain.Replace(said)
	}
	return link
}
