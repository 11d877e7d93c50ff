package discordtest

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// settable are the flags that can be sent with a message, and with an edit.
const (
	settable = flagSuppress | flagSilent | flagComponents
	editable = flagSuppress | flagComponents
)

// compose holds what came for a message to Discord's rules and to our promises,
// and lays it over the message: what is absent stays. The lock is held.
func (d *Discord) compose(what string, m *Message, sent object, allowed int) error {
	flags := num(sent, "flags")
	if rest := flags &^ allowed; rest != 0 {
		return invalid([]string{"flags"}, "flags %d cannot be set here", rest)
	}
	flags |= m.Flags
	sent = trimmed(sent)
	next := object{"content": m.Content, "embeds": m.Embeds, "components": m.Components, "flags": float64(flags)}
	for _, name := range []string{"content", "embeds", "components"} {
		if v, there := sent[name]; there {
			next[name] = v
		}
	}
	r := rules{}
	r.message(next, flags)
	if err := r.err(); err != nil {
		return err
	}
	if flags&flagComponents == 0 && str(next, "content") == "" && len(list(next, "embeds")) == 0 && len(list(next, "components")) == 0 && len(m.Attachments) == 0 {
		return wrong(50006, "neither content nor embeds nor components")
	}
	d.promises(what, sent, next)
	m.Content = str(next, "content")
	m.Embeds = richEmbeds(list(next, "embeds"))
	m.Components = numberComponents(listOf(next["components"]))
	m.Flags = flags &^ flagLoading
	return nil
}

// trimmed is what came without the blanks around texts, which Discord drops: what
// people see is not what was sent.
func trimmed(sent object) object {
	o := with(sent, object{})
	if text, ok := o["content"].(string); ok {
		o["content"] = strings.TrimSpace(text)
	}
	if all, ok := o["embeds"].([]any); ok {
		all = again(all)
		platformtest.Walk(all, func(e object) {
			for _, name := range []string{"title", "description", "name", "value", "text"} {
				if text, ok := e[name].(string); ok {
					e[name] = strings.TrimSpace(text)
				}
			}
		})
		o["embeds"] = all
	}
	return o
}

func listOf(v any) []any { l, _ := v.([]any); return slices.Clone(l) }

// richEmbeds are embeds as Discord gives them back.
func richEmbeds(all []any) []any {
	some := []any{}
	for _, e := range objects(all) {
		e, _ = prune(e).(object)
		e["type"] = "rich"
		some = append(some, e)
	}
	return some
}
