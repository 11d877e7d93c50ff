package copilot

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Writer composes text for a prompt.
//
// piece is called with each piece of raw text in order, from the goroutine that
// called Compose, as soon as it is known; the concatenation of all pieces is
// Answer.Text. It is for showing progress only.
//
// Compose returns an error of type *WriterError when there is no answer worth
// having. A writer that was cut short returns what it has with Incomplete set:
// it never passes a truncated text off as complete. When ctx ends, Compose stops
// whoever works for it and returns ctx's error.
//
// A Writer must not: act on what it reads, keep anything of the prompt, or write
// to anybody but the caller.
type Writer interface {
	Compose(ctx context.Context, p Prompt, piece func(string)) (Answer, error)
}

// Answer is what a writer wrote, raw: in the form that Prompt asks for (see
// answer.go), or in whatever form it pleased to use instead.
type Answer struct {
	Text       string
	Writer     string // "builtin", "openai"
	Model      string // as the endpoint names it; empty for a writer without one
	Incomplete bool   // cut by a length limit or a broken stream
	Usage      Usage
	Notes      []Note // what the reader should know, e.g. that a fallback wrote it
}

// Usage counts what an answer cost, in tokens; zero when the writer has none.
type Usage struct {
	Prompt     int `json:"prompt"`
	Completion int `json:"completion"`
}

// WriterErrorKind says why a writer has no answer.
type WriterErrorKind string

// The kinds of writer error. Each has a sentence in the catalogue under
// "writer." + kind.
const (
	WriterDown      WriterErrorKind = "down"      // no connection, 5xx
	WriterBusy      WriterErrorKind = "busy"      // 429: try again after After
	WriterSlow      WriterErrorKind = "slow"      // one of the time-outs
	WriterRefused   WriterErrorKind = "refused"   // the model declined
	WriterEmpty     WriterErrorKind = "empty"     // nothing, or only white space
	WriterGarbage   WriterErrorKind = "garbage"   // not the protocol it claims to speak
	WriterEndless   WriterErrorKind = "endless"   // more than the cap
	WriterForbidden WriterErrorKind = "forbidden" // key or model refused: an administrator's matter
	WriterBudget    WriterErrorKind = "budget"    // the token budget of the day is used up
	WriterOpen      WriterErrorKind = "open"      // the breaker is open after repeated failures
	WriterTooLong   WriterErrorKind = "too_long"  // the prompt does not fit the model
)

// WriterErrorKinds are all of them, but for those of Quota.
func WriterErrorKinds() []WriterErrorKind {
	return []WriterErrorKind{
		WriterDown, WriterBusy, WriterSlow, WriterRefused, WriterEmpty, WriterGarbage,
		WriterEndless, WriterForbidden, WriterBudget, WriterOpen, WriterTooLong,
	}
}

// WriterError is why there is no answer.
type WriterError struct {
	Kind  WriterErrorKind
	After time.Duration // how long to wait before another try; 0 when unknown
	Cause error

	Status int // that an endpoint answered with, of HTTP; 0 without an answer
}

func (e *WriterError) Error() string { return fmt.Sprintf("writer %s: %v", e.Kind, e.Cause) }

// Unwrap is the cause.
func (e *WriterError) Unwrap() error { return e.Cause }

// Temporary says whether the same call may succeed a little later.
func (e *WriterError) Temporary() bool {
	switch e.Kind {
	case WriterDown, WriterBusy, WriterSlow, WriterEmpty, WriterGarbage:
		return true
	default:
		return false
	}
}

func asWriterError(err error) (*WriterError, bool) { return errors.AsType[*WriterError](err) }
