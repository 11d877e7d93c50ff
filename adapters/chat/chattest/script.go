package chattest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Names tell variants apart without numbers, which would have to be checked.
var Names = []string{"alpha", "bravo", "charlie", "delta", "echo"}

// Fitting is an answer that suits the task.
func Fitting(p copilot.Prompt) string {
	switch p.Task {
	case copilot.TaskSummarize:
		return "=== tldr\n- The launch is on Thursday. [m1]\n=== questions\n- Who tells support? [m1]\n"
	case copilot.TaskHashtags:
		return "=== hashtags\n#Launch #Team\n"
	default:
		return Variants(p, func(n int) string {
			if len(p.Previous) > 0 { // what is asked for again comes out otherwise
				return "The text " + Names[n] + " is out at last."
			}
			return "The text " + Names[n] + " is out."
		})
	}
}

// Answered says whether a text is what was asked for: of Fitting, or of Lengthy.
func Answered(said string) bool {
	return slices.ContainsFunc([]string{"The text alpha is out", "The launch is on Thursday.", "the very end"}, func(words string) bool { return strings.Contains(said, words) })
}

// Variants writes a text for each that was asked for, counted from 0.
func Variants(p copilot.Prompt, text func(n int) string) string {
	var b strings.Builder
	for n, angle := range p.Angles {
		fmt.Fprintf(&b, "=== %s\n%s\n", angle, text(n))
	}
	return b.String()
}

// Lengthy writes variants that are long, and end in words of their own.
func Lengthy(p copilot.Prompt) string {
	return Variants(p, func(n int) string {
		return strings.Repeat("A sentence of the text "+Names[n]+". ", 100) + "That is the very end."
	})
}

// Quoting repeats what it read, brief and lines, as a model does that is led astray.
func Quoting(p copilot.Prompt) string {
	said := p.Brief
	for _, l := range p.Lines {
		said += "\n" + l.Author + ": " + l.Text
	}
	if p.Task == copilot.TaskSummarize {
		return "=== tldr\n- " + strings.ReplaceAll(said, "\n", " ") + " [m1]\n"
	}
	return Variants(p, func(int) string { return said })
}

// Attacking writes an attack wherever it can, with a hashtag that calls somebody.
func Attacking(attack, hashtag string) func(copilot.Prompt) string {
	return func(p copilot.Prompt) string {
		switch p.Task {
		case copilot.TaskSummarize:
			return "=== tldr\n- " + attack + " [m1] [m99]\n=== decisions\n- " + strings.ReplaceAll(attack, "\n", " ") + " [m2]\n"
		case copilot.TaskHashtags:
			return "=== hashtags\n#Fine " + hashtag + " " + attack + "\n=== phrases\n- " + attack
		}
		return Variants(p, func(n int) string { return "The text " + Names[n] + ".\n" + attack }) + "=== hashtags\n#ok " + attack
	}
}
