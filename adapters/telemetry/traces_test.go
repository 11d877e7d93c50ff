package telemetry

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/brouillon/brouillon/copilot"
)

// traced are traces that stay here.
func traced(sampler sdk.Sampler) (*Traces, *tracetest.SpanRecorder) {
	kept := tracetest.NewSpanRecorder()
	p := sdk.NewTracerProvider(sdk.WithSpanProcessor(kept), sdk.WithSampler(sampler))
	return &Traces{p, &courier{}, p.Tracer("test"), "canned-1", values{"slack"}}, kept
}

// Who closes traces is told that a collector did not take the last of them, and nothing when
// it did.
func TestLastTracesAreMissed(t *testing.T) {
	for status, missed := range map[int]bool{http.StatusOK: false, http.StatusBadRequest: true} {
		collector := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		defer collector.Close()
		traces, err := NewTraces(t.Context(), TraceOptions{Endpoint: collector.URL, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		_, end := traces.begin(t.Context(), copilot.Stage{Kind: copilot.StageAccept})
		end(copilot.End{How: copilot.EndAccepted})
		if err := traces.Close(t.Context()); (err != nil) != missed {
			t.Errorf("of %d it says %v", status, err)
		}
	}
}

// What the environment says of the library's limits takes nothing from a span: it was given
// whole, and variables are read at the door.
func TestSpansAreWhole(t *testing.T) {
	t.Setenv("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "1")
	t.Setenv("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", "1")
	var said []byte
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { said, _ = io.ReadAll(r.Body) }))
	defer collector.Close()
	traces, err := NewTraces(t.Context(), TraceOptions{Endpoint: collector.URL, Log: slog.New(slog.DiscardHandler), Chats: []string{"slack"}})
	if err != nil {
		t.Fatal(err)
	}
	_, end := traces.begin(t.Context(), copilot.Stage{Kind: copilot.StageJob, Chat: "slack", What: "draft", Job: "a-job", Attempt: 1})
	end(copilot.End{How: copilot.EndAnswered})
	if err := traces.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"brouillon.chat", "slack", "brouillon.job", "a-job", "brouillon.outcome", "answered"} { // which stand in OTLP as they are
		if !strings.Contains(string(said), part) {
			t.Errorf("no %s", part)
		}
	}
}

// Whoever takes a request up goes on with its trace, in whatever process; a mark that is
// none begins another.
func TestMarksAreCarried(t *testing.T) {
	here, there := twoProcesses(t)
	ctx, _ := here.begin(t.Context(), copilot.Stage{Kind: copilot.StageAccept})
	mark := here.mark(ctx)
	ids := map[string]string{}
	for name, m := range map[string]string{"carried": mark, "none": "", "hostile": "00-" + strings.Repeat("z", 32) + "-1-01\n", "long": strings.Repeat("0", 1<<16)} {
		ctx, end := there.begin(context.Background(), copilot.Stage{Kind: copilot.StageJob, Mark: m})
		end(copilot.End{How: copilot.EndAnswered})
		ids[name] = strings.Split(there.mark(ctx), "-")[1]
	}
	if of := strings.Split(mark, "-")[1]; ids["carried"] != of || ids["none"] == of || ids["hostile"] == of || ids["long"] == of {
		t.Errorf("of %s: %v", of, ids)
	}
}

func twoProcesses(t *testing.T) (here, there *Traces) {
	t.Helper()
	here, _ = traced(sdk.ParentBased(sdk.AlwaysSample()))
	there, _ = traced(sdk.ParentBased(sdk.AlwaysSample()))
	return here, there
}

// What is not sampled where it was accepted is not sampled where it is answered.
func TestSamplingIsCarried(t *testing.T) {
	here, _ := traced(Sampler("always_off", 0))
	there, kept := traced(Sampler("parentbased_always_on", 0))
	ctx, _ := here.begin(t.Context(), copilot.Stage{Kind: copilot.StageAccept})
	_, end := there.begin(context.Background(), copilot.Stage{Kind: copilot.StageJob, Mark: here.mark(ctx)})
	if end(copilot.End{}); len(kept.Ended()) != 0 {
		t.Error("a request is traced that nobody sampled")
	}
}

func TestSamplers(t *testing.T) {
	for _, name := range Samplers() {
		if Sampler(name, .5) == nil {
			t.Errorf("no sampler %s", name)
		}
	}
	if Sampler("jaeger_remote", 1) != nil || Sampler("parentbased_", 1) != nil {
		t.Error("a sampler that there is not")
	}
}

// An endpoint that answers with other people's words instead of a model's name is not
// quoted, nor is anything else that no list has.
func TestSpansQuoteNobody(t *testing.T) {
	const words = "our terrace opens on Monday"
	traces, kept := traced(sdk.AlwaysSample())
	for _, kind := range []copilot.StageKind{
		copilot.StageAccept, copilot.StageJob, copilot.StageAnswer, copilot.StageRead, copilot.StageCompose, copilot.StageCall,
		copilot.StageCheck, copilot.StageKeep, copilot.StageShow, copilot.StageDecide, words,
	} {
		_, end := traces.begin(t.Context(), copilot.Stage{Kind: kind, Chat: words, What: words, Act: words})
		end(copilot.End{How: words, Why: words, Writer: words, Model: words})
	}
	for _, s := range kept.Ended() {
		said := fmt.Sprint(s.Name(), s.Attributes(), s.Status(), s.Events())
		if strings.Contains(said, "terrace") {
			t.Error(said)
		}
	}
}
