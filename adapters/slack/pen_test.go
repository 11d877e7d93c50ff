package slack_test

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// pen is a writer that writes what it was told to, word for word, and remembers
// what it was asked.
type pen struct {
	mu    sync.Mutex
	asked []copilot.Prompt
	write func(copilot.Prompt) string // nil: anything that fits the task
}

// Compose is copilot.Writer.
func (p *pen) Compose(ctx context.Context, prompt copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	p.mu.Lock()
	p.asked = append(p.asked, prompt)
	write := p.write
	p.mu.Unlock()
	if write == nil {
		write = fitting
	}
	said := write(prompt)
	for word := range strings.SplitAfterSeq(said, " ") {
		piece(word)
	}
	return copilot.Answer{Text: said, Writer: "openai", Model: "scripted-1"}, ctx.Err()
}

// last is the latest prompt.
func (p *pen) last() copilot.Prompt {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.asked) == 0 {
		return copilot.Prompt{}
	}
	return p.asked[len(p.asked)-1]
}

// names tell variants apart without numbers, which would have to be checked.
var names = []string{"alpha", "bravo", "charlie", "delta", "echo"}

// fitting is an answer that suits the task.
func fitting(p copilot.Prompt) string {
	switch p.Task {
	case copilot.TaskSummarize:
		return "=== tldr\n- The launch is on Thursday. [m1]\n=== questions\n- Who tells support? [m1]\n"
	case copilot.TaskHashtags:
		return "=== hashtags\n#Launch #Team\n"
	default:
		return variants(p, func(n int) string { return "The text " + names[n] + " is out." })
	}
}

// variants writes a text for each that was asked for.
func variants(p copilot.Prompt, text func(n int) string) string {
	var b strings.Builder
	for n, angle := range p.Angles {
		fmt.Fprintf(&b, "=== %s\n%s\n", angle, text(n))
	}
	return b.String()
}
