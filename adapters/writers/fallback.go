package writers

import (
	"context"
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// Fallback asks second when first has no answer, and says so: the answer carries
// the note "note.fallback" with Reason (a copilot.WriterErrorKind as a string)
// and Model (of first, as main names it). It does not when ctx has ended: nobody
// waits any more. When second has no answer either, first's error is returned.
func Fallback(first copilot.Writer, model string, second copilot.Writer) copilot.Writer {
	return &fallback{first, second, model}
}

// noteFallback is the key of the note that another writer stepped in.
const noteFallback = "note.fallback"

type fallback struct {
	first, second copilot.Writer
	model         string
}

// Compose is Writer.Compose of first, or else of second.
func (f *fallback) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	shown := follow(piece)
	answer, err := f.first.Compose(ctx, p, shown.say)
	why, ok := errors.AsType[*copilot.WriterError](err)
	if !ok || ctx.Err() != nil {
		return answer, err
	}
	shown.takeBack()
	answer, second := f.second.Compose(ctx, p, shown.say)
	switch {
	case second == nil:
		answer.Notes = append(answer.Notes, copilot.Note{
			Key:  noteFallback,
			Args: map[string]any{"Reason": string(why.Kind), "Model": f.model},
		})
		return answer, nil
	case ctx.Err() != nil:
		return copilot.Answer{}, second
	}
	return copilot.Answer{}, err
}
