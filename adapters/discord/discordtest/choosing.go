package discordtest

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// find finds a component of some types by its custom_id, or by the beginning of
// it where only one has that.
func find(components []any, customID string, types ...int) (object, string) {
	var some []object
	exact := -1
	platformtest.Walk(components, func(o object) {
		if id := str(o, "custom_id"); slices.Contains(types, num(o, "type")) && id != "" && strings.HasPrefix(id, customID) {
			if id == customID {
				exact = len(some)
			}
			some = append(some, o)
		}
	})
	if exact >= 0 {
		some = some[exact : exact+1]
	}
	switch {
	case len(some) == 0:
		return nil, "nothing with the custom_id " + customID + " is there"
	case len(some) > 1:
		return nil, "more than one custom_id begins with " + customID
	case truth(some[0], "disabled"):
		return nil, customID + " is disabled"
	}
	return some[0], ""
}

// choosing says why values cannot be chosen of a select; "" when they can. What
// they stand for is added to what is resolved. The lock is held.
func (d *Discord) choosing(menu object, c *channel, values []string, resolved object) string {
	least := 1
	if _, set := menu["min_values"]; set {
		least = num(menu, "min_values")
	}
	if len(values) < least && (len(values) > 0 || menu["required"] != false) || len(values) > mostOf(menu) {
		return str(menu, "custom_id") + " takes " + plural(least, mostOf(menu)) + " values"
	}
	for _, v := range values {
		if num(menu, "type") == 3 {
			if !slices.ContainsFunc(objects(list(menu, "options")), func(o object) bool { return str(o, "value") == v }) {
				return v + " is no option of " + str(menu, "custom_id")
			}
			continue
		}
		if !d.selectable(num(menu, "type"), c, v) {
			return v + " cannot be chosen of " + str(menu, "custom_id")
		}
		d.resolve(resolved, c, v)
	}
	return ""
}

// selectable tells whether a select of a type offers an id.
func (d *Discord) selectable(kind int, c *channel, id string) bool {
	g := d.guilds[c.Guild]
	user := d.users[id] != nil
	role := g != nil && g.role(id).ID != ""
	switch kind {
	case 5:
		return user
	case 6:
		return role
	case 7:
		return user || role
	}
	return d.channels[id] != nil
}
