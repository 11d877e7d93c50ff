package discordtest

import (
	"fmt"
	"slices"
)

// Submit lets a user submit the form that they have open. The values are by
// custom_id: a string for a text input, []string for a select. Where none is given,
// what stood there stays. The test ends when Discord's client would not submit it:
// something required is empty, a text is too long or too short, a choice is not
// there, nothing has that custom_id.
func (d *Discord) Submit(user string, values map[string]any) Reply {
	d.t.Helper()
	var m *modal
	r := d.perform("Submit", func() act {
		m = d.modals[user]
		if m == nil {
			return act{fault: "no form is open for " + user}
		}
		c := d.channels[m.channel]
		if c == nil {
			return act{fault: "the channel of the form is gone"}
		}
		f := form{d: d, c: c, values: values, resolved: object{}}
		components := f.fill(list(m.body, "components"))
		f.unknown()
		if f.fault != "" {
			return act{fault: f.fault}
		}
		delete(d.modals, user)
		i := d.interact(kindSubmit, user, c)
		i.origin, i.from = m.origin, m
		data := object{"custom_id": m.body["custom_id"], "components": components}
		if len(f.resolved) > 0 {
			data["resolved"] = f.resolved
		}
		return act{i: i, payload: d.payload(i, data)}
	})
	d.mu.Lock()
	defer d.mu.Unlock()
	if !r.Answered() && d.modals[user] == nil {
		d.modals[user] = m // "something went wrong": the form stays
	}
	return r
}

// form fills in a form as somebody does in Discord's client.
type form struct {
	d        *Discord
	c        *channel
	values   map[string]any
	known    []string
	resolved object
	fault    string
}

func (f *form) fail(format string, args ...any) {
	if f.fault == "" {
		f.fault = fmt.Sprintf(format, args...)
	}
}

// fill is what the payload has for components: the same nesting, with values.
func (f *form) fill(components []any) []any {
	all := []any{}
	for _, o := range objects(components) {
		part := object{"type": o["type"], "id": o["id"]}
		switch num(o, "type") {
		case 1:
			part["components"] = f.fill(list(o, "components"))
		case 18:
			part["component"] = f.fill([]any{o["component"]})[0]
		case 4:
			part["custom_id"], part["value"] = o["custom_id"], f.text(o)
		case 3, 5, 6, 7, 8:
			part["custom_id"], part["values"] = o["custom_id"], f.chosen(o)
		}
		all = append(all, part)
	}
	return all
}

func (f *form) text(o object) string {
	id := str(o, "custom_id")
	f.known = append(f.known, id)
	text := str(o, "value")
	if v, there := f.values[id]; there {
		given, ok := v.(string)
		if !ok {
			f.fail("%q takes a string", id)
		}
		text = given
	}
	least, most := bounds(o)
	switch n := units(text); {
	case n == 0 && o["required"] != false:
		f.fail("%q is required, and empty", id)
	case n > 0 && n < least, n > most:
		f.fail("%q has %d characters, and takes %d to %d", id, n, least, most)
	}
	return text
}

func (f *form) chosen(o object) []string {
	id := str(o, "custom_id")
	f.known = append(f.known, id)
	values := stood(o)
	if v, there := f.values[id]; there {
		given, ok := v.([]string)
		if !ok {
			f.fail("%q takes a []string", id)
		}
		values = append([]string{}, given...)
	}
	if fault := f.d.choosing(o, f.c, values, f.resolved); fault != "" {
		f.fail("%s", fault)
	}
	return values
}

// stood are the values that a select has at first.
func stood(o object) []string {
	some := []string{}
	for _, v := range objects(list(o, "default_values")) {
		some = append(some, str(v, "id"))
	}
	for _, v := range objects(list(o, "options")) {
		if truth(v, "default") {
			some = append(some, str(v, "value"))
		}
	}
	return some
}

// unknown complains about values that nothing takes.
func (f *form) unknown() {
	for id := range f.values {
		if !slices.Contains(f.known, id) {
			f.fail("the form has nothing with the custom_id %q", id)
		}
	}
}

func plural(least, most int) string {
	if least == most {
		return fmt.Sprint(most)
	}
	return fmt.Sprintf("%d to %d", least, most)
}
