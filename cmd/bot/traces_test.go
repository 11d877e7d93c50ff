package main

import (
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// collector takes spans as a collector does, and reads them strictly.
type collector struct {
	*httptest.Server
	mu    sync.Mutex
	spans []*tracepb.Span
	raw   strings.Builder // all that arrived
	about map[string]string
}

const otlpKey = "Bearer canaryotlp 55d1"

func newCollector(t *testing.T) *collector {
	c := &collector{about: map[string]string{}}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var got tracepb.TracesData // the bytes are those of an ExportTraceServiceRequest
		switch {
		case err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/traces":
			t.Errorf("%s %s: %v", r.Method, r.URL, err)
		case r.Header.Get("Content-Type") != "application/x-protobuf" || r.Header.Get("Authorization") != otlpKey || r.Header.Get("X-Tenant") != "a,b":
			t.Errorf("headers %v", r.Header)
		case proto.Unmarshal(body, &got) != nil:
			t.Errorf("%d bytes that are no spans", len(body))
		}
		known(t, got.ProtoReflect())
		c.take(t, body, &got)
	}))
	t.Cleanup(c.Close)
	return c
}

// known fails where something arrived that OTLP has no name for.
func known(t *testing.T, m protoreflect.Message) {
	if len(m.GetUnknown()) > 0 {
		t.Errorf("%s: fields that there are not", m.Descriptor().FullName())
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Kind() != protoreflect.MessageKind:
		case f.IsList():
			for i := range v.List().Len() {
				known(t, v.List().Get(i).Message())
			}
		default:
			known(t, v.Message())
		}
		return true
	})
}

func (c *collector) take(t *testing.T, body []byte, got *tracepb.TracesData) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.raw.Write(body)
	for _, of := range got.GetResourceSpans() {
		for _, a := range of.GetResource().GetAttributes() {
			c.about[a.GetKey()] = a.GetValue().GetStringValue()
		}
		for _, scope := range of.GetScopeSpans() {
			for _, s := range scope.GetSpans() {
				if len(s.GetTraceId()) != 16 || len(s.GetSpanId()) != 8 || s.GetEndTimeUnixNano() < s.GetStartTimeUnixNano() || s.GetName() == "" {
					t.Errorf("span %v", s)
				}
				c.spans = append(c.spans, s)
			}
		}
	}
}

// attributes are those of a span.
func attributes(s *tracepb.Span) map[string]string {
	all := map[string]string{}
	for _, a := range s.GetAttributes() {
		v := a.GetValue().GetStringValue()
		if v == "" {
			v = fmt.Sprint(a.GetValue().GetIntValue())
		}
		all[a.GetKey()] = v
	}
	return all
}

// TestTraces plays a conversation, and looks at what a collector is told of it.
func TestTraces(t *testing.T) {
	c := newCollector(t)
	_, stop, log := figured(t, "--otlp-endpoint="+c.URL+"/", "--otlp-headers=authorization=Bearer%20canaryotlp%2055d1, x-tenant=a%2Cb",
		"--otel-service-name=drafts", "--otel-resource-attributes=deployment.environment.name=test,service.name=not%20this")
	stop() // which delivers the last

	for name, want := range map[string]string{"service.name": "drafts", "service.version": version, "deployment.environment.name": "test"} {
		if c.about[name] != want {
			t.Errorf("%s is %q, not %q", name, c.about[name], want)
		}
	}
	asked := func(s *tracepb.Span) bool {
		a := attributes(s)
		return s.GetName() == "accept" && a["brouillon.chat"] == "slack" && a["brouillon.outcome"] == "accepted"
	}
	roots := slices.DeleteFunc(slices.Clone(c.spans), func(s *tracepb.Span) bool { return !asked(s) })
	if len(roots) != 1 || len(roots[0].GetParentSpanId()) > 0 {
		t.Fatalf("%d requests were accepted in Slack", len(roots))
	}
	t.Run("one tree", func(t *testing.T) {
		want := []string{
			"accept", "accept > job", "job > answer", "answer > show card", "answer > compose", "compose > chat canned-1",
			"answer > check", "compose > write", "answer > keep",
		}
		slices.Sort(want)
		if d := gocmp.Diff(want, branches(t, c.spans, roots[0].GetTraceId())); d != "" {
			t.Error(d)
		}
		for _, s := range c.spans {
			if string(s.GetTraceId()) != string(roots[0].GetTraceId()) {
				continue
			}
			if of := attributes(roots[0])["brouillon.request"]; of == "" || attributes(s)["brouillon.request"] != of {
				t.Errorf("the request is %q as it is accepted, %q in %s", of, attributes(s)["brouillon.request"], s.GetName())
			}
		}
	})
	t.Run("a model's call", func(t *testing.T) { modelCalled(t, c.spans, roots[0].GetTraceId()) })
	t.Run("a refused word", func(t *testing.T) {
		var got []string
		for _, s := range c.spans {
			if s.GetName() == "decide" {
				a := attributes(s)
				got = append(got, a["brouillon.act"]+" "+a["brouillon.outcome"]+" "+a["error.type"])
			}
		}
		if d := gocmp.Diff([]string{"approve refused approver.other", "approve done "}, got); d != "" {
			t.Error(d)
		}
	})
	for _, words := range append([]string{"canaryotlp"}, figCanaries...) {
		if strings.Contains(c.raw.String(), words) {
			t.Errorf("%q is traced", words)
		}
	}
	if strings.Contains(log.String(), "canaryotlp") {
		t.Error("the header is logged")
	}
}

// branches are the parents and children there are in a trace, by name, each once; it has
// one root, and every other span a parent that is there.
func branches(t *testing.T, spans []*tracepb.Span, trace []byte) []string {
	t.Helper()
	names, all := map[string]string{"": ""}, map[string]bool{}
	for _, s := range spans {
		names[hex.EncodeToString(s.GetSpanId())] = s.GetName()
	}
	for _, s := range spans {
		if string(s.GetTraceId()) != string(trace) {
			continue
		}
		parent, is := names[hex.EncodeToString(s.GetParentSpanId())]
		if !is {
			t.Errorf("the parent of %q is not there", s.GetName())
		}
		all[strings.TrimPrefix(parent+" > "+s.GetName(), " > ")] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// modelCalled holds the calls of a model to what OpenTelemetry calls things of generative AI.
func modelCalled(t *testing.T, spans []*tracepb.Span, trace []byte) {
	var got []map[string]string
	for _, s := range spans {
		if s.GetName() == "chat canned-1" && string(s.GetTraceId()) == string(trace) {
			if s.GetKind() != tracepb.Span_SPAN_KIND_CLIENT {
				t.Errorf("kind %v", s.GetKind())
			}
			a := attributes(s)
			delete(a, "brouillon.request") // which every span of the tree has
			got = append(got, a)
		}
	}
	want := []map[string]string{
		{
			"gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "canned-1", "gen_ai.response.model": openaitest.Model,
			"gen_ai.usage.input_tokens": "11", "gen_ai.usage.output_tokens": "7", "brouillon.outcome": "done",
		},
		{
			"gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "canned-1",
			"brouillon.outcome": "failed", "error.type": "forbidden",
		},
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestDeafCollector: a collector that takes nothing, in whatever way, is in nobody's way.
func TestDeafCollector(t *testing.T) {
	t.Parallel()
	ended := make(chan struct{})
	hanging := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-ended }))
	t.Cleanup(func() { close(ended); hanging.Close() })
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }))
	t.Cleanup(refusing.Close)
	leading := httptest.NewServer(http.RedirectHandler("http://127.0.0.1:1/elsewhere", http.StatusTemporaryRedirect))
	t.Cleanup(leading.Close)
	for name, c := range map[string]struct{ at, said string }{
		"hangs": {hanging.URL, "not all traces are delivered"}, "refuses": {refusing.URL, "the collector answers 403"},
		"leads elsewhere": {leading.URL, "the collector answers 307"},
	} {
		t.Run(name, func(t *testing.T) {
			_, stop, log := figured(t, "--otlp-endpoint="+c.at)
			stop()
			if !strings.Contains(log.String(), c.said) {
				t.Errorf("the log does not say %q", c.said)
			}
		})
	}
}

// TestTracesSettings: what is wrong is said, and nothing is traced unless somebody wants it.
func TestTracesSettings(t *testing.T) {
	plain := TracesConfig{Protocol: "http/protobuf", Sampler: "parentbased_always_on", Ratio: "1"}
	with := func(change func(*TracesConfig)) TracesConfig {
		c := plain
		change(&c)
		return c
	}
	for name, c := range map[string]struct {
		given TracesConfig
		to    string // "": nowhere
		wrong string // "": nothing
	}{
		"nothing":        {plain, "", ""},
		"a base":         {with(func(c *TracesConfig) { c.Endpoint = "http://c:4318/" }), "http://c:4318/v1/traces", ""},
		"a whole one":    {with(func(c *TracesConfig) { c.Endpoint, c.Traces = "http://c", "https://t/in?x=1" }), "https://t/in?x=1", ""},
		"off":            {with(func(c *TracesConfig) { c.Endpoint, c.Disabled = "http://c", true }), "", ""},
		"no address":     {with(func(c *TracesConfig) { c.Endpoint = "collector:4317" }), "", "OTEL_EXPORTER_OTLP_ENDPOINT"},
		"gRPC":           {with(func(c *TracesConfig) { c.Endpoint, c.Protocol = "http://c", "grpc" }), "", "OTEL_EXPORTER_OTLP_PROTOCOL"},
		"no sampler":     {with(func(c *TracesConfig) { c.Endpoint, c.Sampler = "http://c", "jaeger_remote" }), "", "OTEL_TRACES_SAMPLER "},
		"no ratio":       {with(func(c *TracesConfig) { c.Endpoint, c.Ratio = "http://c", "NaN" }), "", "OTEL_TRACES_SAMPLER_ARG"},
		"no attributes":  {with(func(c *TracesConfig) { c.Endpoint, c.Resource = "http://c", "a" }), "", "OTEL_RESOURCE_ATTRIBUTES"},
		"no header":      {with(func(c *TracesConfig) { c.Endpoint, c.Headers = "http://c", copilot.NewSecret("canaryheader") }), "", "OTEL_EXPORTER_OTLP_HEADERS"},
		"a split header": {with(func(c *TracesConfig) { c.Endpoint, c.Headers = "http://c", copilot.NewSecret("canary=a%0d%0ab") }), "", "OTEL_EXPORTER_OTLP_HEADERS"},
	} {
		t.Run(name, func(t *testing.T) {
			var f faults
			got := c.given.settle(&f)
			said := strings.Join(f.all, "\n")
			if (said != "") != (c.wrong != "") || !strings.Contains(said, c.wrong) || strings.Contains(said, "canary") {
				t.Errorf("said %q, not of %q", said, c.wrong)
			}
			if c.wrong == "" && (got == nil) != (c.to == "") || got != nil && c.to != "" && got.Endpoint != c.to {
				t.Errorf("traces go to %+v, not %q", got, c.to)
			}
		})
	}
}
