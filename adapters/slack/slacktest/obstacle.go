package slacktest

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// obstacle says what keeps a person from submitting a view, "" when nothing does.
// It holds what is typed to what the modal would let them type.
func (s *Slack) obstacle(v *view, given map[string]string) string {
	known := map[string]bool{}
	for _, b := range blocksOf(v.body) {
		for _, e := range elements(b) {
			id := str(b, "block_id")
			known[id] = known[id] || stateful(e)
			known[id+"."+str(e, "action_id")] = stateful(e)
			typed, was := typedFor(given, b, e)
			if what := s.refused(b, e, typed, was); what != "" {
				return fmt.Sprintf("%s (%s): %s", id, str(e, "type"), what)
			}
		}
	}
	for key := range given {
		if !known[key] {
			return fmt.Sprintf("the view has no input %q", key)
		}
	}
	return ""
}

func (s *Slack) refused(b, e block, typed string, was bool) string {
	if !stateful(e) {
		return ""
	}
	if was && typed != "" {
		return s.unfit(e, typed)
	}
	state := stateOf(e, typed, was)
	delete(state, "type")
	for _, v := range state {
		if str(b, "type") == "input" && b["optional"] != true && absent(v) {
			return "it is required, and empty"
		}
	}
	return ""
}

// unfit says why a person could not have typed or picked something.
func (s *Slack) unfit(e block, typed string) string {
	switch kind := str(e, "type"); kind {
	case "plain_text_input":
		return outside("characters", float64(utf8.RuneCountInString(typed)), bound(e["min_length"]), bound(e["max_length"]))
	case "number_input":
		n, err := strconv.ParseFloat(typed, 64)
		if err != nil || e["is_decimal_allowed"] != true && n != float64(int64(n)) {
			return fmt.Sprintf("%q is no number that it takes", typed)
		}
		return outside("", n, bound(e["min_value"]), bound(e["max_value"]))
	case "static_select", "radio_buttons":
		return s.unknown(e, "option", typed)
	default:
		return s.unknownOf(e, kind, parts(typed))
	}
}

// unknownOf looks for values a person could not have picked.
func (s *Slack) unknownOf(e block, kind string, values []string) string {
	if most, ok := e["max_selected_items"].(float64); ok && len(values) > int(most) {
		return exceeds("chosen", len(values), int(most))
	}
	what := map[string]string{
		"checkboxes": "option", "multi_static_select": "option", "multi_users_select": "user", "users_select": "user",
		"conversations_select": "channel", "multi_conversations_select": "channel", "channels_select": "channel",
	}[kind]
	for _, v := range values {
		if fault := s.unknown(e, what, v); fault != "" {
			return fault
		}
	}
	return ""
}

func (s *Slack) unknown(e block, what, value string) string {
	known := true
	switch what {
	case "option":
		known = choice(e, "selected_option", value) != nil
	case "user":
		known = s.users[value] != nil
	case "channel":
		known = s.channels[value] != nil
	}
	if known {
		return ""
	}
	return fmt.Sprintf("%q is no %s that can be picked", value, what)
}

func absent(v any) bool {
	l, isList := v.([]any)
	return v == nil || v == "" || isList && len(l) == 0
}

// bound reads a limit, which JSON may have as a number or a text.
func bound(v any) *float64 {
	n, ok := v.(float64)
	if text, isText := v.(string); isText {
		var err error
		n, err = strconv.ParseFloat(text, 64)
		ok = err == nil
	}
	if !ok {
		return nil
	}
	return &n
}

func outside(what string, n float64, least, most *float64) string {
	switch {
	case least != nil && n < *least:
		return fmt.Sprintf("%v %s, at least %v", n, what, *least)
	case most != nil && n > *most:
		return fmt.Sprintf("%v %s, at most %v", n, what, *most)
	}
	return ""
}
