package chat

import (
	"slices"
	"strings"
)

// Shown is what an input of a form holds to begin with; it is whole unless the input
// has no room for it: at most limit UTF-16 code units. A platform refuses a form that
// says more, and what is cut would be lost when the form is sent.
func Shown(kept string, limit int) (value string, whole bool) {
	if Width(kept) > limit {
		return "", false
	}
	return kept, true
}

// Replaced is what is kept after an input was sent: what it says, unless it is empty
// and was so because it had no room.
func Replaced(kept, said string, limit int) string {
	if _, whole := Shown(kept, limit); said == "" && !whole {
		return kept
	}
	return said
}

// ShownList is Shown of a list that List takes apart again.
func ShownList(kept []string, limit int) (value string, whole bool) {
	value = strings.Join(kept, ", ")
	if !slices.Equal(List(value), kept) {
		return "", false
	}
	return Shown(value, limit)
}

// ReplacedList is Replaced of such a list.
func ReplacedList(kept []string, said string, limit int) []string {
	if _, whole := ShownList(kept, limit); said == "" && !whole {
		return kept
	}
	return List(said)
}
