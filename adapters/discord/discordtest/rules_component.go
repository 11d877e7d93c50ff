package discordtest

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

func (r *rules) rows(at []string, all []object) {
	r.most(at, "rows", len(all), mostRows)
	for i, row := range all {
		here := append(slices.Clone(at), fmt.Sprint(i))
		if num(row, "type") != 1 {
			r.add(here, "a component of type %d needs the flag IS_COMPONENTS_V2", num(row, "type"))
			continue
		}
		inner := objects(list(row, "components"))
		if len(inner) == 0 {
			r.add(here, "an action row without components")
		}
		r.most(here, "components", len(inner), mostButtons)
		for j, c := range inner {
			r.component(append(slices.Clone(here), "components", fmt.Sprint(j)), c, len(inner))
		}
	}
}

func (r *rules) component(at []string, c object, beside int) {
	switch kind := num(c, "type"); kind {
	case 2:
		r.button(at, c)
	case 3, 5, 6, 7, 8:
		if beside > 1 {
			r.add(at, "a select has its row alone")
		}
		r.length(at, c, "custom_id", 1, 100)
		r.selectOptions(at, c)
	default:
		r.add(at, "a component of type %d does not stand in a row of a message", kind)
	}
}

func (r *rules) button(at []string, c object) {
	id, url := str(c, "custom_id"), str(c, "url")
	link := num(c, "style") == 5
	r.length(at, c, "label", 0, 80)
	r.length(at, c, "custom_id", 0, 100)
	switch {
	case num(c, "style") == 6:
	case link && (url == "" || id != ""), !link && (id == "" || url != ""):
		r.add(at, "A button needs a custom_id or, of style 5, a url: custom_id %q, url %q", id, url)
	case link && !addressed.MatchString(url):
		r.add(append(at, "url"), "Scheme must be one of ('discord', 'http', 'https'): %q", url)
	}
	if str(c, "label") == "" && c["emoji"] == nil {
		r.add(at, "A button must have a label or emoji")
	}
}

var addressed = regexp.MustCompile(`^(https?|discord)://\S+$`)

func (r *rules) selectOptions(at []string, c object) {
	all := objects(list(c, "options"))
	r.most(at, "options", len(all), 25)
	if num(c, "type") == 3 && len(all) == 0 {
		r.add(at, "a select without options")
	}
	seen, chosen := map[string]bool{}, 0
	for i, o := range all {
		here := append(slices.Clone(at), "options", fmt.Sprint(i))
		r.length(here, o, "label", 1, 100)
		r.length(here, o, "value", 1, 100)
		r.length(here, o, "description", 0, 100)
		if seen[str(o, "value")] {
			r.add(here, "The specified option value is already used: %q", str(o, "value"))
		}
		seen[str(o, "value")] = true
		if truth(o, "default") {
			chosen++
		}
	}
	r.most(at, "defaults", max(chosen, len(list(c, "default_values"))), mostOf(c))
	if len(list(c, "default_values")) > 0 && len(list(c, "default_values")) < num(c, "min_values") {
		r.add(at, "fewer default_values than min_values")
	}
}

// mostOf is how many values of a select can be chosen.
func mostOf(c object) int { return max(num(c, "max_values"), 1) }

// customIDs complains about one that is there twice.
func (r *rules) customIDs(components []any) {
	seen := map[string]bool{}
	platformtest.Walk(components, func(o object) {
		id := str(o, "custom_id")
		if id != "" && seen[id] {
			r.add([]string{"components"}, "Component custom id cannot be duplicated: %q", id)
		}
		seen[id] = true
	})
}
