package main

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/brouillon/brouillon/adapters/openai"
	"github.com/brouillon/brouillon/copilot"
)

// slowModel is how long a first token may take before people wonder.
const slowModel = 10 * time.Second

// examineModel asks the endpoint for one token.
func examineModel(ctx context.Context, s *Settings, c *chart) {
	if !s.HasModel() {
		c.ok("No model is configured: the built-in writer rearranges what it is given and invents nothing.")
		return
	}
	var ahead atomic.Int64
	var refusal openai.Refusal
	w, err := openai.New(openai.Config{BaseURL: s.BaseURL, Key: s.Key, Model: s.Model, MaxTokens: 1, Heard: func(h http.Header) {
		if date, err := http.ParseTime(h.Get("Date")); err == nil {
			ahead.Store(int64(date.Sub(time.Now().Truncate(time.Second))))
		}
	}, Refused: func(r openai.Refusal) { refusal = r }})
	if err != nil {
		return // which the configuration has said
	}
	begin := time.Now()
	first := time.Duration(0)
	answer, err := w.Compose(ctx, copilot.Prompt{User: "Say yes."}, func(string) {
		if first == 0 {
			first = time.Since(begin)
		}
	})
	took := time.Since(begin)
	defer func() { examineClock(c, "the model's endpoint", time.Duration(ahead.Load())) }()
	silent, why := errors.AsType[*copilot.WriterError](err)
	switch {
	case why && silent.Kind == copilot.WriterEmpty: // a model that thinks before it speaks
		answer, first = copilot.Answer{Model: s.Model}, took
	case why:
		found := unanswered{silent, refusal, cmp.Or(s.BaseURL, openai.DefaultBaseURL), s.Model, s.Key.Set()}.reading()
		c.fault(found.do, "The model does not answer. %s", found.said)
		return
	case err != nil:
		c.fault("See whether the endpoint can be reached from here.", "The model did not answer within %s: %v", examineWithin, err)
		return
	}
	const format = "%s answers: its first token came after %s, all of it after %s."
	if args := []any{answer.Model, rounded(first), rounded(took)}; first > slowModel {
		c.warn("Local models load before their first answer: ask again. Else choose a smaller one.", format, args...)
	} else {
		c.ok(format, args...)
	}
}
