package builtin

import "github.com/brouillon/brouillon/copilot"

func draft(p copilot.Prompt) (string, []copilot.Note, error) {
	var s sheet
	s.section("fact")
	s.block(p.Brief)
	return s.String(), nil, nil
}

func hashtags(p copilot.Prompt) string { return "=== hashtags\n" }
