package slacktest

import (
	"reflect"
	"unicode/utf8"
)

// element holds one element of a block to its limits.
func (r *rules) element(at string, e block) {
	r.field(at, e, "action_id", 255)
	r.text(at+" placeholder", e["placeholder"], 1, 150)
	switch str(e, "type") {
	case "mrkdwn", "plain_text":
		r.text(at, e, 1, 3000)
	case "button", "workflow_button":
		r.text(at+" text", e["text"], 1, 75)
		r.field(at, e, "value", 2000)
		r.field(at, e, "url", 3000)
	case "static_select", "multi_static_select":
		r.options(at, e, 100)
	case "overflow":
		r.options(at, e, 5)
	case "radio_buttons", "checkboxes":
		r.options(at, e, 10)
	case "plain_text_input":
		r.input(at, e)
	}
	r.confirm(at+" confirm", object(e["confirm"]))
}

// options holds the choices of a select: there are some, they are short, and what
// is chosen at first is one of them.
func (r *rules) options(at string, e block, most int) {
	var all []any
	r.most(at+" option_groups", len(list(e, "option_groups")), 100)
	for _, g := range list(e, "option_groups") {
		r.text(at+" option group", object(g)["label"], 1, 75)
		all = append(all, list(object(g), "options")...)
	}
	all = append(all, list(e, "options")...)
	if len(all) == 0 {
		r.add("%s has no options", at)
	}
	r.most(at+" options", len(all), most)
	for _, o := range all {
		r.text(at+" option", object(o)["text"], 1, 75)
		r.text(at+" option description", object(o)["description"], 1, 75)
		r.field(at+" option", object(o), "value", 75)
	}
	initial := list(e, "initial_options")
	if e["initial_option"] != nil {
		initial = append(initial, e["initial_option"])
	}
	for _, i := range initial {
		if !offered(all, i) {
			r.add("%s: what is chosen at first (%q) is none of the options", at, str(object(i), "value"))
		}
	}
}

func offered(options []any, chosen any) bool {
	for _, o := range options {
		if reflect.DeepEqual(o, chosen) {
			return true
		}
	}
	return false
}

// input holds a text field: 3,000 characters are the most a person may type.
func (r *rules) input(at string, e block) {
	most, limited := e["max_length"].(float64)
	if !limited {
		most = 3000
	}
	if most < 1 || most > 3000 {
		r.add("%s max_length: %v, between 1 and 3000", at, most)
	}
	if least, ok := e["min_length"].(float64); ok && (least < 0 || least > 3000 || least > most) {
		r.add("%s min_length: %v, between 0 and max_length", at, least)
	}
	r.most(at+" initial_value", utf8.RuneCountInString(str(e, "initial_value")), int(most))
}

func (r *rules) confirm(at string, c block) {
	r.text(at+" title", c["title"], 1, 100)
	r.text(at+" text", c["text"], 1, 300)
	r.text(at+" button", c["confirm"], 1, 30)
	r.text(at+" button", c["deny"], 1, 30)
}
