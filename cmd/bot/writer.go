package main

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/openai"
	"github.com/brouillon/brouillon/adapters/writers"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/builtin"
)

// writer stacks what writes, outermost last: each call to the model is measured
// and paid for, a dead endpoint is left alone, calls wait their turn and are
// tried again, and in the end the built-in writer steps in, saying so.
func writer(s *Settings, registry prometheus.Registerer) (copilot.Writer, error) {
	if registry == nil {
		registry = prometheus.NewRegistry()
	}
	meter, err := writers.NewMeter(registry, time.Now)
	if err != nil {
		return nil, err
	}
	own := meter.Measure(builtin.New(), "builtin")
	if !s.HasModel() {
		return own, nil
	}
	model, err := openai.New(openai.Config{BaseURL: s.BaseURL, Key: s.Key, Model: s.Model})
	if err != nil {
		return nil, err
	}
	w := meter.Measure(model, openai.Name)
	if s.TokensPerDay > 0 {
		w = writers.Budget(w, &writers.Tally{}, writers.Allowance{Tokens: s.TokensPerDay})
	}
	w = writers.Breaker(w, writers.Fuse{})
	w = writers.Bulkhead(w, s.Parallel)
	w = writers.Retry(w, writers.Patience{})
	if s.Fallback {
		w = writers.Fallback(w, s.Model, own)
	}
	return w, nil
}
