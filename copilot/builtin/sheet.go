package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// sheet is an answer being written, in the form of copilot/answer.go.
type sheet struct{ b strings.Builder }

// section begins a part of the answer.
func (s *sheet) section(name string) { s.b.WriteString("=== " + name + "\n") }

// block adds the lines of a text as they are, made harmless.
func (s *sheet) block(words string) {
	s.b.WriteString(harmless(words) + "\n")
}

// point adds a statement with the references of the lines it rests on.
func (s *sheet) point(words string, refs ...string) {
	s.b.WriteString("- " + flat(text.Canonical(words)))
	for _, ref := range refs {
		s.b.WriteString(" [" + ref + "]")
	}
	s.b.WriteByte('\n')
}

func (s *sheet) String() string { return s.b.String() }

var (
	// rule is the beginning of a line that a reader of the answer could take for
	// the name of a section.
	rule = text.Lazily(`(?m)^[\s*]*(?:={2,}|#{2,})[=#\s*]*`)
	// ref is what a reader of the answer would take for a reference.
	ref = text.Lazily(`\[((?:m?\d{1,6})(?:\s*[,;]\s*m?\d{1,6})*)\]`)
	// fence opens or closes a block of code.
	fence = text.Lazily("(?m)^\\s*```+[\\w-]*\\s*$")
)

// harmless takes from material what would be read as the answer's own form:
// lines that name a section, fences, and characters nobody sees.
func harmless(s string) string {
	return strings.TrimSpace(formless(text.Canonical(s)))
}

// formless does the same for canonical text; it is quick about the usual one.
func formless(s string) string {
	if strings.Contains(s, "```") {
		s = fence.ReplaceAllString(s, "")
	}
	if strings.Contains(s, "==") || strings.Contains(s, "##") {
		s = rule.ReplaceAllString(s, "")
	}
	if strings.ContainsRune(s, '[') {
		s = ref.ReplaceAllString(s, "($1)")
	}
	return s
}

// flat makes one line of canonical material.
func flat(s string) string {
	return strings.Join(strings.Fields(formless(s)), " ")
}
