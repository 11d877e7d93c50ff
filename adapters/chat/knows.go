package chat

import (
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Joined is a file that was pasted into several inputs, each a piece of it that ends
// where a line does.
func Joined(pieces []string) []byte {
	var b strings.Builder
	for _, piece := range pieces {
		if piece != "" {
			b.WriteString(strings.TrimSuffix(piece, "\n") + "\n")
		}
	}
	return []byte(b.String())
}

// Sampled are the samples after one was typed into a form, if it was, and those with a
// handle among dropped are gone.
func Sampled(kept []copilot.Sample, typed string, dropped []string) []copilot.Sample {
	var all []copilot.Sample
	gone := map[string]bool{}
	for _, handle := range dropped {
		gone[handle] = true
	}
	for _, s := range kept {
		if !gone[s.Handle()] {
			all = append(all, s)
		}
	}
	if s, ok := copilot.ReadSample(typed); ok {
		all = append(all, s)
	}
	return all
}

// ReplacedAudiences is Replaced of audiences as they are typed, one a line.
func ReplacedAudiences(kept []copilot.Audience, said string, limit int) ([]copilot.Audience, error) {
	if _, whole := Shown(copilot.SayAudiences(kept), limit); said == "" && !whole {
		return kept, nil
	}
	return copilot.ReadAudiences(said)
}
