package slacktest

import (
	"slices"
	"strings"
)

// valuesIn are what stands in the inputs of blocks: what was given, or what stood
// there at first; by block_id and action_id.
func valuesIn(blocks []block, given map[string]string) map[string]map[string]any {
	all := map[string]map[string]any{}
	for _, b := range blocks {
		for _, e := range elements(b) {
			if !stateful(e) {
				continue
			}
			id := str(b, "block_id")
			if all[id] == nil {
				all[id] = map[string]any{}
			}
			typed, was := typedFor(given, b, e)
			all[id][str(e, "action_id")] = stateOf(e, typed, was)
		}
	}
	return all
}

// typedFor is what was given for an element, by "block.action" or by the block.
func typedFor(given map[string]string, b, e block) (string, bool) {
	if typed, ok := given[str(b, "block_id")+"."+str(e, "action_id")]; ok {
		return typed, true
	}
	typed, ok := given[str(b, "block_id")]
	return typed, ok
}

// An element's state has one field besides its type. single are those with one
// value, several those with a list, and how what stands there at first is called.
var (
	single = map[string][2]string{
		"plain_text_input": {"value", "initial_value"}, "number_input": {"value", "initial_value"},
		"email_text_input": {"value", "initial_value"}, "url_text_input": {"value", "initial_value"},
		"static_select": {"selected_option", "initial_option"}, "radio_buttons": {"selected_option", "initial_option"},
		"users_select": {"selected_user", "initial_user"}, "conversations_select": {"selected_conversation", "initial_conversation"},
		"channels_select": {"selected_channel", "initial_channel"}, "datepicker": {"selected_date", "initial_date"},
		"timepicker": {"selected_time", "initial_time"},
	}
	several = map[string][2]string{
		"checkboxes": {"selected_options", "initial_options"}, "multi_static_select": {"selected_options", "initial_options"},
		"multi_users_select":         {"selected_users", "initial_users"},
		"multi_conversations_select": {"selected_conversations", "initial_conversations"},
		"multi_channels_select":      {"selected_channels", "initial_channels"},
	}
)

func stateful(e block) bool {
	return single[str(e, "type")][0] != "" || several[str(e, "type")][0] != ""
}

// stateOf is the state of one element.
func stateOf(e block, typed string, was bool) map[string]any {
	kind := str(e, "type")
	if f := several[kind]; f[0] != "" {
		chosen := list(e, f[1])
		if was {
			chosen = []any{}
			for _, v := range parts(typed) {
				chosen = append(chosen, choice(e, f[0], v))
			}
		}
		return map[string]any{"type": kind, f[0]: append([]any{}, chosen...)}
	}
	f := single[kind]
	var chosen any = e[f[1]]
	if was {
		chosen = nil
		if typed != "" {
			chosen = choice(e, f[0], typed)
		}
	}
	return map[string]any{"type": kind, f[0]: chosen}
}

// choice is the chosen option itself, or the plain value of what has no options.
func choice(e block, field, value string) any {
	if !strings.HasPrefix(field, "selected_option") {
		return value
	}
	for _, o := range optionsOf(e) {
		if str(o, "value") == value {
			return o
		}
	}
	return nil
}

// parts splits the values of what takes several, which are separated by commas.
func parts(typed string) []string {
	return slices.DeleteFunc(strings.Split(typed, ","), func(p string) bool { return p == "" })
}
