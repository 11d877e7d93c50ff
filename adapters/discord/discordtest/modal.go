package discordtest

import (
	"fmt"
	"strings"
)

// modal is a form that a user has open.
type modal struct {
	user, channel string
	body          object // custom_id, title, components
	origin        *Message
	metadata      object
}

// Modal is the form that a user has open.
type Modal struct {
	CustomID   string
	Title      string
	Components []any // as JSON has them, with what the fake adds
}

// Modal is the form that a user has open; false when there is none.
func (d *Discord) Modal(user string) (Modal, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.modals[user]
	if m == nil {
		return Modal{}, false
	}
	return Modal{str(m.body, "custom_id"), str(m.body, "title"), again(list(m.body, "components"))}, true
}

// CloseModal lets a user close their form. The app does not hear of it.
func (d *Discord) CloseModal(user string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.modals, user)
}

// open shows a form. One that was open before is gone. The lock is held.
func (d *Discord) open(i *interaction, data object) error {
	r := rules{}
	r.modal(data)
	if err := r.err(); err != nil {
		return err
	}
	body := again(data)
	numberComponents(list(body, "components"))
	d.modals[i.user] = &modal{i.user, i.channel, body, i.origin, i.metadata}
	return nil
}

func (r *rules) modal(o object) {
	at := []string{"data"}
	r.length(at, o, "title", 1, 45)
	r.length(at, o, "custom_id", 1, 100)
	all := objects(list(o, "components"))
	r.most(append(at, "components"), "components", len(all), 5)
	if len(all) == 0 {
		r.add(append(at, "components"), "a modal without components")
	}
	for i, c := range all {
		here := []string{"data", "components", fmt.Sprint(i)}
		switch num(c, "type") {
		case 1:
			inner := objects(list(c, "components"))
			if len(inner) != 1 || num(inner[0], "type") != 4 {
				r.add(here, "an action row of a modal holds one text input")
				continue
			}
			r.length(append(here, "components", "0"), inner[0], "label", 1, 45)
			r.input(append(here, "components", "0"), inner[0])
		case 18:
			inner := asObject(c["component"])
			r.length(here, c, "label", 1, 45)
			r.length(here, c, "description", 0, 100)
			if str(inner, "label") != "" {
				r.add(here, "a text input in a label has no label of its own")
			}
			r.input(append(here, "component"), inner)
		case 10:
		default:
			r.add(here, "a component of type %d does not stand in a modal", num(c, "type"))
		}
	}
	r.customIDs(list(o, "components"))
}

func (r *rules) input(at []string, o object) {
	r.length(at, o, "custom_id", 1, 100)
	switch num(o, "type") {
	case 4:
		r.length(at, o, "placeholder", 0, 100)
		least, most := bounds(o)
		if n := units(str(o, "value")); str(o, "value") != "" && (n < least || n > most) {
			r.add(at, "value: Must be between %d and %d in length: %d", least, most, n)
		}
		if least > most {
			r.add(at, "min_length is above max_length")
		}
	case 3, 5, 6, 7, 8:
		r.length(at, o, "placeholder", 0, 150)
		if truth(o, "disabled") {
			r.add(at, "a select of a modal cannot be disabled")
		}
		r.selectOptions(at, o)
	}
}

// bounds are how long a text input may be.
func bounds(o object) (least, most int) {
	least, most = num(o, "min_length"), num(o, "max_length")
	if most == 0 {
		most = 4000
	}
	return least, most
}

// Plain is the text that a form shows: its title, its labels, what is filled in.
func (m Modal) Plain() string {
	lines := []string{m.Title}
	walkInOrder(m.Components, func(o object) {
		for _, name := range []string{"label", "description", "content", "placeholder", "value"} {
			if text := str(o, name); text != "" && (name != "value" || num(o, "type") == 4) {
				lines = append(lines, text)
			}
		}
	})
	return strings.Join(lines, "\n")
}

// walkInOrder visits components from top to bottom.
func walkInOrder(components []any, visit func(object)) {
	for _, o := range objects(components) {
		visit(o)
		walkInOrder(list(o, "components"), visit)
		if inner := asObject(o["component"]); inner != nil {
			walkInOrder([]any{inner}, visit)
		}
		if inner := asObject(o["accessory"]); inner != nil {
			walkInOrder([]any{inner}, visit)
		}
		walkInOrder(list(o, "options"), visit)
	}
}
