package telemetry

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/internal/metrictest"
)

// gathered is every series that is not zero.
func gathered(t *testing.T, r *prometheus.Registry) map[string]string {
	t.Helper()
	got := metrictest.Series(t, r)
	maps.DeleteFunc(got, func(_, says string) bool { return says == "0" || says == "0 in 0s" })
	return got
}

// told makes a witness, and has it told of a stage that takes a while.
func told(t *testing.T) (w *Witness, registry *prometheus.Registry) {
	t.Helper()
	registry = prometheus.NewRegistry()
	w, err := New(Options{Registry: registry, Chats: []string{"web", "slack"}})
	if err != nil {
		t.Fatal(err)
	}
	return w, registry
}

// An answer's time is split into waiting, the writer's and our own, also when a writer is
// asked twice; what answers no text is not among them.
func TestAnswerIsSplit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, registry := told(t)
		for _, what := range []string{"draft", copilot.CauseForget} {
			accepted := time.Now()
			time.Sleep(2 * time.Second)
			ctx, settled := w.Begin(t.Context(), copilot.Stage{Kind: copilot.StageJob, Chat: "slack", What: what, Attempt: 1, Accepted: accepted})
			ctx, answered := w.Begin(ctx, copilot.Stage{Kind: copilot.StageAnswer, What: what})
			for range 2 {
				time.Sleep(time.Second)
				_, wrote := w.Begin(ctx, copilot.Stage{Kind: copilot.StageCompose})
				time.Sleep(10 * time.Second)
				wrote(copilot.End{How: copilot.Done})
			}
			answered(copilot.End{How: copilot.Done})
			time.Sleep(time.Minute) // the queue is slow to hear of it
			settled(copilot.End{How: copilot.EndAnswered})
		}
		want := map[string]string{
			"brouillon_answer_seconds total": "1 in 24s", "brouillon_answer_seconds waiting": "1 in 2s",
			"brouillon_answer_seconds writer": "1 in 20s", "brouillon_answer_seconds own": "1 in 2s",
			"brouillon_queue_wait_seconds slack":  "2 in 4s",
			"brouillon_jobs_total draft answered": "1", "brouillon_jobs_total forget answered": "1",
		}
		if d := cmp.Diff(want, gathered(t, registry)); d != "" {
			t.Error(d)
		}
	})
}

// An answer that the queue did not hear of is shown again by another worker: it is timed
// once, by the worker that the queue heard.
func TestAnswerIsTimedOnce(t *testing.T) {
	w, registry := told(t)
	for _, how := range []copilot.Ending{copilot.Failed, copilot.EndLost, copilot.EndAnswered} {
		ctx, settled := w.Begin(t.Context(), copilot.Stage{Kind: copilot.StageJob, Chat: "web", What: "draft", Attempt: 1, Again: true, Accepted: time.Now()})
		_, answered := w.Begin(ctx, copilot.Stage{Kind: copilot.StageAnswer, What: "draft"})
		answered(copilot.End{How: copilot.Done})
		settled(copilot.End{How: how})
	}
	got := gathered(t, registry)["brouillon_answer_seconds total"]
	if n, _, _ := strings.Cut(got, " "); n != "1" {
		t.Errorf("timed %s", got)
	}
}

// A job that is tried again, or that another had before, has waited for its first worker
// once; a clock that goes back makes no negative time.
func TestWaitIsOfTheFirst(t *testing.T) {
	w, registry := told(t)
	for _, s := range []copilot.Stage{
		{Attempt: 1, Accepted: time.Now().Add(time.Hour)}, {Attempt: 2, Accepted: time.Now()}, {Attempt: 1, Again: true, Accepted: time.Now()}, {Attempt: 1},
	} {
		s.Kind, s.Chat, s.What = copilot.StageJob, "web", "draft"
		ctx, settled := w.Begin(t.Context(), s)
		_, answered := w.Begin(ctx, copilot.Stage{Kind: copilot.StageAnswer, What: "draft"})
		answered(copilot.End{How: copilot.Failed})
		settled(copilot.End{How: copilot.EndLater, Why: "store"})
	}
	want := map[string]string{"brouillon_queue_wait_seconds web": "1 in 0s", "brouillon_jobs_total draft later": "4", "brouillon_job_faults_total store": "4"}
	if d := cmp.Diff(want, gathered(t, registry)); d != "" {
		t.Error(d)
	}
}

// Whatever a witness is told, labels have the values there are, or "other".
func TestValuesAreKnown(t *testing.T) {
	const hostile = "C0SECRET\nhttp_requests{x=\"y\"} 1"
	w, registry := told(t)
	for _, kind := range []copilot.StageKind{
		copilot.StageAccept, copilot.StageJob, copilot.StageAnswer, copilot.StageRead, copilot.StageCompose, copilot.StageCall,
		copilot.StageCheck, copilot.StageKeep, copilot.StageShow, copilot.StageDecide, hostile,
	} {
		for _, how := range []copilot.Ending{copilot.Done, copilot.EndRefused, hostile} {
			_, end := w.Begin(t.Context(), copilot.Stage{Kind: kind, Chat: hostile, What: hostile, Act: hostile, Job: hostile, Mark: hostile})
			end(copilot.End{How: how, Why: hostile, Findings: []check.Kind{hostile}, Writer: hostile, Model: hostile})
		}
	}
	w.PlatformFailed(hostile, hostile)
	if got := fmt.Sprint(gathered(t, registry)); strings.Contains(got, "SECRET") || !strings.Contains(got, "brouillon_findings_total other:1") {
		t.Error(got)
	}
}

// What the catalogue has a sentence for is refused under its name, and nothing else is.
func TestRefusalsAreTheCatalogues(t *testing.T) {
	files, err := filepath.Glob("../../copilot/catalogue/*.en.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no catalogue")
	}
	var want []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		var said map[string]any
		if err = errors.Join(err, json.Unmarshal(b, &said)); err != nil {
			t.Fatal(err)
		}
		for key := range said {
			if why, is := strings.CutPrefix(key, "refusal."); is {
				want = append(want, why)
			}
		}
	}
	slices.Sort(want)
	if d := cmp.Diff(want, slices.Sorted(slices.Values(refusals))); d != "" {
		t.Error(d)
	}
}

// A store that does not answer takes the queue's figures away.
func TestStanding(t *testing.T) {
	away := error(nil)
	registry := prometheus.NewRegistry()
	registry.MustRegister(Standing{
		Depth: func() (copilot.Depth, error) {
			return copilot.Depth{Waiting: 4, Working: 3, Delayed: 2, Parked: 1, Oldest: 1500 * time.Millisecond}, away
		},
		Pool: func() Pool { return Pool{Busy: 5, Idle: 6, Hits: 7, Misses: 8, Timeouts: 9} },
	})
	pool := map[string]string{
		"brouillon_redis_connections busy": "5", "brouillon_redis_connections idle": "6",
		"brouillon_redis_pool_total hit": "7", "brouillon_redis_pool_total miss": "8", "brouillon_redis_pool_total timeout": "9",
	}
	queue := map[string]string{
		"brouillon_store_up": "1", "brouillon_queue_oldest_seconds": "1.5", "brouillon_queue_jobs waiting": "4",
		"brouillon_queue_jobs working": "3", "brouillon_queue_jobs delayed": "2", "brouillon_queue_jobs parked": "1",
	}
	maps.Copy(queue, pool)
	if d := cmp.Diff(queue, gathered(t, registry)); d != "" {
		t.Error(d)
	}
	away = errors.New("no answer")
	if d := cmp.Diff(pool, gathered(t, registry)); d != "" {
		t.Error(d)
	}
}

// A witness that traces nothing marks nothing.
func TestNothingIsTraced(t *testing.T) {
	w, _ := told(t)
	ctx, end := w.Begin(t.Context(), copilot.Stage{Kind: copilot.StageAccept})
	if end(copilot.End{How: copilot.EndAccepted}); w.Mark(ctx) != "" {
		t.Errorf("marked %q", w.Mark(ctx))
	}
	if err := w.traces.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestPairs(t *testing.T) {
	for given, want := range map[string]map[string]string{
		"": {}, " , ": {}, "a=b": {"a": "b"}, " a = b c , d=e%2Cf=g,": {"a": "b c", "d": "e,f=g"}, "k=": {"k": ""},
	} {
		if got, err := Pairs(given); err != nil || cmp.Diff(want, got) != "" {
			t.Errorf("%q is %q: %v", given, got, err)
		}
	}
	for _, given := range []string{"secret", "=secret", "a=%zz", "a=b%0ac"} {
		if got, err := Pairs(given); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q is %q: %v", given, got, err)
		}
	}
}
