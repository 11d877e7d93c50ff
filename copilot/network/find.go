package network

import (
	"sync"

	"github.com/brouillon/brouillon/copilot/text"
)

// Find returns the network with that id, name or alias, whatever its case,
// accents, spaces and punctuation. It reports false if there is none.
func Find(name string) (Network, bool) {
	i, ok := names().index[Letters(name)]
	if !ok {
		return Network{}, false
	}
	return table[i], true
}

// shortestHint is the fewest letters of a name that a misspelling can point to:
// nearly every two letters are one letter away from "fb" or "ig".
const shortestHint = 4

// Suggest returns the network that name finds, or else the one whose name is
// spelt most like it. It reports false if none is near enough to be what a
// person meant.
func Suggest(name string) (Network, bool) {
	if n, ok := Find(name); ok {
		return n, true
	}
	near, ok := text.Nearest(Letters(name), names().hints)
	if !ok {
		return Network{}, false
	}
	return Find(near)
}

// names holds every key that finds a network.
var names = sync.OnceValue(func() (n struct {
	index map[string]int // into table
	hints []string       // the longer keys
},
) {
	n.index = map[string]int{}
	for i, net := range table {
		for _, name := range append([]string{net.ID, net.Name}, net.Aliases...) {
			k := Letters(name)
			if _, ok := n.index[k]; ok {
				continue
			}
			n.index[k] = i
			if len(k) >= shortestHint {
				n.hints = append(n.hints, k)
			}
		}
	}
	return n
})
