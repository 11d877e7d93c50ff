package chat

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// List takes apart what was typed with commas or on lines.
func List(typed string) []string {
	var all []string
	for _, s := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if s = strings.TrimSpace(s); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// Usual puts the usual network at the head of the others, which other chats may
// have set; none chosen leaves none.
func Usual(networks []string, chosen string) []string {
	if chosen == "" {
		return nil
	}
	rest := slices.DeleteFunc(slices.Clone(networks), func(n string) bool { return n == chosen })
	return append([]string{chosen}, rest...)
}

// LastSaid is where the last n lines begin that people said; 0 for all of them.
func LastSaid(lines []copilot.Line, n int) int {
	for at := len(lines) - 1; at >= 0 && n > 0; at-- {
		if !lines[at].Bot {
			n--
		}
		if n == 0 {
			return at
		}
	}
	return 0
}
