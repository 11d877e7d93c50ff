package telemetry

import (
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
)

// Buckets, in seconds, of what is promised: a request is kept for work within 0.3 s and
// acknowledged within 3 s, which is what the platforms give.
var (
	acceptBuckets = []float64{.005, .01, .025, .05, .1, .2, .3, .5, 1, 1.5, 2, 3, 5}
	waitBuckets   = []float64{.005, .01, .025, .05, .1, .3, .5, 1, 3, 10, 30, 60, 300, 1800}
	answerBuckets = []float64{.01, .05, .1, .3, .5, 1, 2, 3, 5, 10, 20, 40, 80, 160, 300}
)

// figures are what is counted and timed of the work.
type figures struct {
	accept    *prometheus.HistogramVec // by chat and outcome
	wait      *prometheus.HistogramVec // by chat
	answer    *prometheus.HistogramVec // by part
	jobs      *prometheus.CounterVec   // by command and outcome
	faults    *prometheus.CounterVec   // by kind
	drafts    *prometheus.CounterVec   // by made
	findings  *prometheus.CounterVec   // by kind
	decisions *prometheus.CounterVec   // by chat, act and outcome
	refused   *prometheus.CounterVec   // by why
	platform  *prometheus.CounterVec   // by chat and kind
}

func newFigures() figures {
	return figures{
		accept: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "brouillon_accept_seconds", Buckets: acceptBuckets,
			Help: "How long it took until a request was kept for work, by outcome: accepted, already (delivered again), refused or failed.",
		}, []string{"chat", "outcome"}),
		wait: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "brouillon_queue_wait_seconds", Buckets: waitBuckets,
			Help: "How long accepted requests waited for their first worker.",
		}, []string{"chat"}),
		answer: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "brouillon_answer_seconds", Buckets: answerBuckets,
			Help: "From accepted to the final card, of requests for a text that were answered: total, and its parts waiting (for a worker), writer (the model, or the built-in writer) and own.",
		}, []string{"part"}),
		jobs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_jobs_total",
			Help: "Tries of jobs: answered, told (why there is no answer), later (tried again), parked, released (the bot stopped), lost (to another worker) or failed.",
		}, []string{"command", "outcome"}),
		faults: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_job_faults_total", Help: "Tries of a job that failed, by the kind of fault.",
		}, []string{"kind"}),
		drafts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_drafts_total", Help: "Revisions that were kept: drafted, revised, edited or shared.",
		}, []string{"made"}),
		findings: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_findings_total", Help: "What the checks found in revisions that were kept, by kind.",
		}, []string{"kind"}),
		decisions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_decisions_total",
			Help: "Words on drafts: approve, request_changes, reject, withdraw, expire or edit; done, signed (more signatures are needed), refused, stale, wrong or failed.",
		}, []string{"chat", "act", "outcome"}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_decisions_refused_total", Help: "Words on drafts that the person may not have, by why.",
		}, []string{"why"}),
		platform: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_platform_errors_total", Help: "Calls of a platform that failed: ratelimited, forbidden, gone, server, network or other.",
		}, []string{"chat", "kind"}),
	}
}

// register adds them, at zero for every value that their labels may have: what has not
// happened yet can be asked for.
func (f figures) register(registry prometheus.Registerer, chats values) error {
	all := []struct {
		prometheus.Collector
		zero func(...string)
		of   []values
	}{
		{f.accept, func(v ...string) { f.accept.WithLabelValues(v...) }, []values{chats, acceptEndings}},
		{f.wait, func(v ...string) { f.wait.WithLabelValues(v...) }, []values{chats}},
		{f.answer, func(v ...string) { f.answer.WithLabelValues(v...) }, []values{answerParts}},
		{f.jobs, func(v ...string) { f.jobs.WithLabelValues(v...) }, []values{commands(), jobEndings}},
		{f.faults, func(v ...string) { f.faults.WithLabelValues(v...) }, []values{faults}},
		{f.drafts, func(v ...string) { f.drafts.WithLabelValues(v...) }, []values{revisions}},
		{f.findings, func(v ...string) { f.findings.WithLabelValues(v...) }, []values{kinds}},
		{f.decisions, func(v ...string) { f.decisions.WithLabelValues(v...) }, []values{chats, acts, wordEndings}},
		{f.refused, func(v ...string) { f.refused.WithLabelValues(v...) }, []values{refusals}},
		{f.platform, func(v ...string) { f.platform.WithLabelValues(v...) }, []values{chats, platformErrors}},
	}
	for _, c := range all {
		if err := registry.Register(c.Collector); err != nil {
			return fmt.Errorf("registering figures: %w", err)
		}
		each(c.of, nil, c.zero)
	}
	return nil
}

// each calls do with every combination of values.
func each(of []values, chosen []string, do func(...string)) {
	if len(of) == 0 {
		do(chosen...)
		return
	}
	for _, v := range of[0] {
		each(of[1:], append(chosen[:len(chosen):len(chosen)], v), do)
	}
}

// kept counts a revision that was kept, and what was found in it.
func (f figures) kept(s copilot.Stage, e copilot.End) {
	if e.How != copilot.Done {
		return
	}
	f.drafts.WithLabelValues(revisions.of(s.Act)).Inc()
	for _, kind := range e.Findings {
		f.findings.WithLabelValues(kinds.of(string(kind))).Inc()
	}
}

// answered times an answer and its parts: what is neither waiting nor the writer's is ours.
func (f figures) answered(t times, now time.Time) {
	total, writer := now.Sub(t.accepted), t.writer.Load()
	waiting := max(0, t.claimed.Sub(t.accepted))
	for part, took := range map[string]time.Duration{
		"total": total, "waiting": waiting, "writer": time.Duration(writer), "own": max(0, total-waiting-time.Duration(writer)),
	} {
		f.answer.WithLabelValues(part).Observe(max(0, took).Seconds())
	}
}
