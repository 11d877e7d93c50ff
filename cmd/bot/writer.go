package main

import (
	"cmp"
	"log/slog"
	"net/url"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/openai"
	"github.com/brouillon/brouillon/adapters/writers"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/builtin"
	"github.com/brouillon/brouillon/memory"
)

// Of an endpoint: fuse says when it is left alone, and longestTrial how long the call
// that tries it again may take before another may: longer than any call does.
var fuse = writers.Fuse{Failures: 5, Of: 10, Rest: 30 * time.Second}

const longestTrial = 200 * time.Second

// writer is what writes: the model behind its stack, or the built-in writer. What is
// paid and who is left alone all bots on one Redis share: store is nil for a bot that
// has none, and so is the registry of one that nobody reads figures of.
func writer(s *Settings, h house) (copilot.Writer, error) {
	if h.registry == nil {
		h.registry = prometheus.NewRegistry()
	}
	meter, err := writers.NewMeter(h.registry, time.Now)
	if err != nil {
		return nil, err
	}
	meter.Witness = h.told()
	own := meter.Measure(builtin.New(), "builtin")
	if !s.HasModel() {
		return own, nil
	}
	model, err := openai.New(openai.Config{BaseURL: s.BaseURL, Key: s.Key, Model: s.Model})
	if err != nil {
		return nil, err
	}
	counter, circuit, err := commons(s, h.store)
	if err != nil {
		return nil, err
	}
	if circuit, err = meter.Watch(circuit); err != nil {
		return nil, err
	}
	var accounts writers.Accounts // none in a nil interface
	if h.store != nil {
		accounts = h.store
	}
	return meter.CountFallbacks(stack(meter.Measure(model, openai.Name), own, s, counter, circuit, accounts, h.log)), nil
}

// modelNamed is the model and the host that is asked for it, for people to see: no
// part of its address that could hold a secret.
func modelNamed(s *Settings) string {
	base, err := url.Parse(cmp.Or(s.BaseURL, openai.DefaultBaseURL))
	if err != nil { // which the settings have said
		return s.Model
	}
	return s.Model + " at " + base.Host
}

// stack puts round a model what calls to it need, outermost last: a dead endpoint
// is left alone, each is paid for, calls wait their turn and are tried again, and in the
// end the built-in writer steps in, saying so.
func stack(w, own copilot.Writer, s *Settings, counter writers.Counter, circuit writers.Circuit, accounts writers.Accounts, log *slog.Logger) copilot.Writer {
	w = writers.Breaker(w, circuit)
	if s.TokensPerDay > 0 { // a store that cannot count is no fault of the model's
		w = writers.Budget(w, counter, writers.Allowance{Tokens: s.TokensPerDay})
	}
	if accounts != nil {
		w = writers.Quota(w, accounts, s.Limits.Tokens, time.Now)
	}
	w = writers.Bulkhead(w, s.Parallel)
	w = writers.Retry(w, writers.Patience{})
	if log != nil { // what answers a terminal says so itself
		w = writers.Told(w, s.Model, log.With("host", hostOf(cmp.Or(s.BaseURL, openai.DefaultBaseURL))))
	}
	if s.Fallback {
		w = writers.Fallback(w, s.Model, own)
	}
	return w
}

// commons is what calls to the model are counted with: shared by all who call the same
// endpoint and keep things on one Redis, or of this process alone.
func commons(s *Settings, store *memory.Store) (writers.Counter, writers.Circuit, error) {
	if store == nil || !s.Redis.Set() {
		return &writers.Tally{}, writers.NewCircuit(fuse), nil
	}
	circuit, err := store.Circuit(cmp.Or(s.BaseURL, openai.DefaultBaseURL), memory.Fuse{
		Failures: int(fuse.Failures), Of: int(fuse.Of), Rest: fuse.Rest, Trial: longestTrial,
	})
	return store, writers.Share(circuit, fuse), err
}
