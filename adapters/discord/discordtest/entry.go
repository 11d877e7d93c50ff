package discordtest

import (
	"fmt"
	"slices"
)

// entry fills in a command as somebody does in Discord's client. What it would not
// take is kept as the fault.
type entry struct {
	d        *Discord
	c        *channel
	given    map[string]any
	focused  string // the option that is being typed; "" when the command is sent
	resolved object
	fault    string
}

func (e *entry) fail(format string, args ...any) {
	if e.fault == "" {
		e.fault = fmt.Sprintf(format, args...)
	}
}

// fill is what the payload has for a command's or a subcommand's options.
func (e *entry) fill(o object, path []string) []any {
	all := objects(list(o, "options"))
	if len(path) > 0 {
		for _, sub := range all {
			if str(sub, "name") == path[0] && num(sub, "type") <= 2 {
				return []any{object{"name": path[0], "type": num(sub, "type"), "options": orEmpty(e.fill(sub, path[1:]))}}
			}
		}
		e.fail("there is no subcommand %q", path[0])
		return nil
	}
	some, names := []any{}, []string{}
	for _, option := range all {
		name := str(option, "name")
		names = append(names, name)
		v, there := e.given[name]
		switch {
		case num(option, "type") <= 2:
			e.fail("which subcommand?")
		case there:
			some = append(some, e.option(option, name, v))
		case truth(option, "required") && e.focused == "":
			e.fail("the option %q is required", name)
		}
	}
	for name := range e.given {
		if !slices.Contains(names, name) {
			e.fail("there is no option %q", name)
		}
	}
	return some
}

// selects are the selects that offer what options of a type take: users, channels,
// roles, users and roles.
var selects = map[int]int{6: 5, 7: 8, 8: 6, 9: 7}

// option is one filled option.
func (e *entry) option(o object, name string, v any) object {
	filled := object{"name": name, "type": num(o, "type"), "value": v}
	if e.focused == name {
		filled["focused"] = true
		if !truth(o, "autocomplete") {
			e.fail("the option %q is not completed", name)
		}
		return filled
	}
	switch num(o, "type") {
	case 3:
		e.text(o, name, v)
	case 4, 10:
		e.number(o, name, v)
	case 5:
		if _, ok := v.(bool); !ok {
			e.fail("the option %q takes a bool", name)
		}
	default:
		id, _ := v.(string)
		if !e.d.selectable(selects[num(o, "type")], e.c, id) {
			e.fail("the option %q: %q cannot be chosen", name, id)
		}
		e.d.resolve(e.resolved, e.c, id)
	}
	return filled
}

func (e *entry) text(o object, name string, v any) {
	text, ok := v.(string)
	if !ok {
		e.fail("the option %q takes a string", name)
		return
	}
	most := num(o, "max_length")
	if most == 0 {
		most = 6000
	}
	if n := units(text); n > most || n < num(o, "min_length") {
		e.fail("the option %q has %d characters, and takes %d to %d", name, n, num(o, "min_length"), most)
	}
	e.chosen(o, name, v)
}

func (e *entry) number(o object, name string, v any) {
	var n float64
	switch v := v.(type) {
	case int:
		n = float64(v)
	case float64:
		n = v
	default:
		e.fail("the option %q takes a number", name)
	}
	if least, ok := o["min_value"].(float64); ok && n < least {
		e.fail("the option %q: %v is below %v", name, n, least)
	}
	if most, ok := o["max_value"].(float64); ok && n > most {
		e.fail("the option %q: %v is above %v", name, n, most)
	}
	e.chosen(o, name, n)
}

// chosen wants one of the choices, where there are any.
func (e *entry) chosen(o object, name string, v any) {
	all := objects(list(o, "choices"))
	if len(all) > 0 && !slices.ContainsFunc(all, func(c object) bool { return c["value"] == v }) {
		e.fail("the option %q: %v is no choice", name, v)
	}
}
