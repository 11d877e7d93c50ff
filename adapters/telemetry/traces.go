package telemetry

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/brouillon/brouillon/copilot"
)

// TraceOptions say where traces go, and which.
type TraceOptions struct {
	Endpoint string            // where OTLP over HTTP is posted, the whole address
	Headers  copilot.Secret    // "name=value,name=value", as the variable of OpenTelemetry has them
	Proxy    Proxy             // through which proxy
	Resource map[string]string // who we are, as attributes: service.name and so on
	Sampler  sdk.Sampler       // nil: all there is
	Model    string            // as the operator calls it; "" without one
	Chats    []string          // the platforms there may be
	Log      *slog.Logger      // told when traces cannot be delivered, and when they are again
}

// Traces follow requests. A nil one follows nothing and costs nothing. It is safe for
// concurrent use.
type Traces struct {
	provider *sdk.TracerProvider
	courier  *courier
	tracer   trace.Tracer
	model    string
	chats    values
}

// NewTraces delivers in the background from now on, until Close. What a collector does not
// take is dropped: nothing waits for it.
func NewTraces(ctx context.Context, o TraceOptions) (*Traces, error) {
	client, err := newClient(o.Endpoint, o.Headers, o.Proxy)
	if err != nil {
		return nil, err
	}
	exporter, err := otlptrace.New(ctx, client)
	if err != nil {
		return nil, fmt.Errorf("deliver traces: %w", err)
	}
	if o.Sampler == nil {
		o.Sampler = sdk.ParentBased(sdk.AlwaysSample())
	}
	by := &courier{SpanExporter: exporter, log: o.Log}
	provider := sdk.NewTracerProvider(
		sdk.WithBatcher(by, sdk.WithExportTimeout(exportWithin)),
		sdk.WithResource(resource.NewSchemaless(described(o.Resource)...)),
		sdk.WithSampler(o.Sampler),
		sdk.WithRawSpanLimits(spanLimits), // not those of the environment
	)
	return &Traces{provider, by, provider.Tracer("github.com/brouillon/brouillon"), o.Model, list(o.Chats...)}, nil
}

// spanLimits are those that the library has where nobody says otherwise: no span of ours comes
// near them.
var spanLimits = sdk.SpanLimits{
	AttributeValueLengthLimit: sdk.DefaultAttributeValueLengthLimit, AttributeCountLimit: sdk.DefaultAttributeCountLimit,
	EventCountLimit: sdk.DefaultEventCountLimit, LinkCountLimit: sdk.DefaultLinkCountLimit,
	AttributePerEventCountLimit: sdk.DefaultAttributePerEventCountLimit, AttributePerLinkCountLimit: sdk.DefaultAttributePerLinkCountLimit,
}

func described(of map[string]string) []attribute.KeyValue {
	var all []attribute.KeyValue
	for name, value := range of {
		all = append(all, attribute.String(name, value))
	}
	return all
}

// Close delivers what there is, for as long as ctx lasts. The error says that the last of it
// was not.
func (t *Traces) Close(ctx context.Context) error {
	if t == nil {
		return nil
	}
	if err := errors.Join(t.provider.Shutdown(ctx), t.courier.failed()); err != nil {
		return fmt.Errorf("deliver the last traces: %w", err)
	}
	return nil
}

// carried is the one field of a mark.
const carried = "traceparent"

// mark is the span of ctx as W3C Trace Context writes it; "" for none.
func (t *Traces) mark(ctx context.Context) string {
	if t == nil {
		return ""
	}
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier[carried]
}

// begin starts the span of a stage; the function it returns ends it.
func (t *Traces) begin(ctx context.Context, s copilot.Stage) (context.Context, func(copilot.End)) {
	if t == nil {
		return ctx, func(copilot.End) {}
	}
	if s.Mark != "" {
		ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{carried: s.Mark})
	}
	name, kind := t.named(s)
	ctx, span := t.tracer.Start(ctx, name, trace.WithSpanKind(kind))
	if span.IsRecording() {
		span.SetAttributes(t.about(s)...)
		if reference := copilot.Referred(ctx); reference != "" {
			span.SetAttributes(keyRequest.String(reference))
		}
	}
	return ctx, func(e copilot.End) {
		if span.IsRecording() {
			ended(span, s, e)
		}
		span.End()
	}
}
