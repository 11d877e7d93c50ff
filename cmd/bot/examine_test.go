package main

import (
	"context"
	"errors"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// question is one thing that a writer is examined in, asked as a person without a chat
// would ask it.
type question struct {
	task, set  string // as in the table of figures
	lang       string // asked for
	words      int    // the most that a summary may have; 0 for anything else
	references []string
	keys       []string // that people marked in the text
	ask        func(context.Context, copilot.Composer) (copilot.Draft, error)
}

// paper is what came back: the draft that a reviewer would get, and the one they would
// have got of the first try alone.
type paper struct {
	question
	first, kept copilot.Draft
	calls       []call
	took        time.Duration
	err         error // there is no draft
}

// call is one of the writer.
type call struct {
	prompt copilot.Prompt
	answer copilot.Answer
	err    error
}

// again says whether a call is the second try of an answer.
func (c call) again() bool { return len(c.prompt.Doubts) > 0 }

// corrected says whether there was a second try; better, whether it is the one kept.
func (p paper) corrected() bool { return p.calls[len(p.calls)-1].again() }

func (p paper) better() bool { return p.kept.Latest().Digest != p.first.Latest().Digest }

// answer is what the writer wrote of the draft that was kept, as it wrote it.
func (p paper) answer() call {
	last := p.calls[len(p.calls)-1]
	if last.again() && !p.better() {
		return p.calls[len(p.calls)-2]
	}
	return last
}

// recorder is a writer that remembers what it was asked and what it said.
type recorder struct {
	copilot.Writer
	calls []call
}

// Compose is copilot.Writer.
func (r *recorder) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	answer, err := r.Writer.Compose(ctx, p, piece)
	r.calls = append(r.calls, call{p, answer, err})
	return answer, err
}

// replay says again what a recorder heard, but for second tries: those fail.
type replay struct{ calls []call }

var errReplayed = errors.New("nothing more was said")

// Compose is copilot.Writer.
func (r *replay) Compose(_ context.Context, p copilot.Prompt, _ func(string)) (copilot.Answer, error) {
	if len(r.calls) == 0 || len(p.Doubts) > 0 {
		return copilot.Answer{}, errReplayed
	}
	said := r.calls[0]
	r.calls = r.calls[1:]
	return said.answer, said.err
}

// examine asks a writer one thing, on the road that a person's request takes.
func examine(ctx context.Context, w copilot.Writer, window int, q question) paper {
	heard := &recorder{Writer: w}
	began := time.Now()
	kept, err := q.ask(ctx, copilot.Composer{Writer: heard, Now: time.Now, Window: window})
	p := paper{question: q, kept: kept, calls: heard.calls, took: time.Since(began), err: err}
	if err == nil {
		p.first, p.err = q.ask(ctx, copilot.Composer{Writer: &replay{heard.calls}, Now: time.Now, Window: window})
	}
	return p
}

// cardOf is what the reviewer sees of a draft, in the language that was asked for.
func (p paper) cardOf(d copilot.Draft) []copilot.Block {
	return copilot.Show(d, d.Latest(), copilot.Profile{}, p.lang).Blocks()
}

// labelOf is what has to stand first and last.
func labelOf(lang string) string { return catalogue.Say(lang, "label.pending", nil) }
