package chat

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// Short is s cut to limit UTF-16 code units.
func Short(s string, limit int) string {
	for Width(s) > limit {
		s = text.Cut(s, len([]rune(s))-max(1, Width(s)-limit))
	}
	return s
}

// OneLine is s with one space wherever it had any.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
