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

// Compose writes the answer to p and hands it to piece a few words at a time.
// When there is nothing to write with, the error is a *copilot.WriterError of
// kind WriterEmpty; when ctx ends it is ctx's error.
func (writer) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	if err := ctx.Err(); err != nil {
		return copilot.Answer{}, err
	}
	text, notes, err := compose(p)
	if err != nil {
		return copilot.Answer{}, err
	}
	if strings.TrimSpace(text) == "" {
		return copilot.Answer{}, &copilot.WriterError{
			Kind: copilot.WriterEmpty, Cause: fmt.Errorf("builtin: nothing to %s", p.Task),
		}
	}
	if piece != nil {
		if err := emit(ctx, text, piece); err != nil {
			return copilot.Answer{}, err
		}
	}
	return copilot.Answer{Text: text, Writer: Name, Notes: notes}, nil
}

func compose(p copilot.Prompt) (string, []copilot.Note, error) {
	switch p.Task {
	case copilot.TaskDraft:
		answer, notes := draft(p)
		return answer, notes, nil
	case copilot.TaskSummarize:
		answer, notes := summarize(p)
		return answer, notes, nil
	case copilot.TaskHashtags:
		answer, notes := hashtags(p)
		return answer, notes, nil
	default:
		return "", nil, &copilot.WriterError{
			Kind: copilot.WriterRefused, Cause: fmt.Errorf("builtin: unknown task %q", p.Task),
		}
	}
}
