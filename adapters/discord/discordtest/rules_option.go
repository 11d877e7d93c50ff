package discordtest

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// options checks the options of a command, a group or a subcommand.
func (r *rules) options(at []string, c object, depth int) {
	all := objects(list(c, "options"))
	r.most(at, "options", len(all), 25)
	seen, optional, nested := map[string]bool{}, false, 0
	for i, o := range all {
		here := append(slices.Clone(at), "options", fmt.Sprint(i))
		r.name(here, o)
		r.described(here, o)
		r.localized(here, o, "name_localizations", 32, true)
		r.localized(here, o, "description_localizations", 100, false)
		if seen[str(o, "name")] {
			r.add(here, "Option names must be unique: %q", str(o, "name"))
		}
		seen[str(o, "name")] = true
		if kind := num(o, "type"); kind == 1 || kind == 2 {
			nested++
			if depth > 1 || kind == 2 && depth > 0 {
				r.add(here, "subcommands are nested too deeply")
			}
			r.options(here, o, depth+1)
			continue
		}
		if truth(o, "required") && optional {
			r.add(here, "Required options must be placed before non-required options")
		}
		optional = optional || !truth(o, "required")
		r.choices(here, o)
	}
	if nested > 0 && nested < len(all) {
		r.add(at, "subcommands and other options do not go together")
	}
}

func (r *rules) choices(at []string, o object) {
	all := objects(list(o, "choices"))
	r.most(at, "choices", len(all), 25)
	if len(all) > 0 && truth(o, "autocomplete") {
		r.add(at, "autocomplete does not go with choices")
	}
	seen := map[string]bool{}
	for i, c := range all {
		here := append(slices.Clone(at), "choices", fmt.Sprint(i))
		r.length(here, c, "name", 1, 100)
		r.localized(here, c, "name_localizations", 100, false)
		if v, isText := c["value"].(string); isText && utf8.RuneCountInString(v) > 100 {
			r.add(here, "value: Must be between 1 and 100 in length.")
		}
		if seen[str(c, "name")] {
			r.add(here, "choice names must be unique: %q", str(c, "name"))
		}
		seen[str(c, "name")] = true
	}
}

// weight counts the characters of a command: names, descriptions and values, of
// localizations the longest.
func weight(c object) int {
	n := 0
	for _, field := range []string{"name", "description"} {
		longest := utf8.RuneCountInString(str(c, field))
		for _, v := range asObject(c[field+"_localizations"]) {
			text, _ := v.(string)
			longest = max(longest, utf8.RuneCountInString(text))
		}
		n += longest
	}
	for _, o := range objects(list(c, "options")) {
		n += weight(o)
	}
	for _, o := range objects(list(c, "choices")) {
		n += weight(o)
		if v, isText := o["value"].(string); isText {
			n += utf8.RuneCountInString(v)
		}
	}
	return n
}
