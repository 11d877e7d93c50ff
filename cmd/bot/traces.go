package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/adapters/telemetry"
	"github.com/brouillon/brouillon/copilot"
)

// TracesConfig is where traces go, as given: by the variables that OpenTelemetry names.
type TracesConfig struct {
	Endpoint string         `name:"otlp-endpoint" env:"OTEL_EXPORTER_OTLP_ENDPOINT" group:"traces" placeholder:"URL" help:"Base address of a collector that takes OTLP over HTTP, e.g. http://collector:4318. None, nor the next: nothing is traced."`
	Traces   string         `name:"otlp-traces-endpoint" env:"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" group:"traces" placeholder:"URL" help:"Whole address for traces, as it is. Default: /v1/traces below the base address."`
	Headers  copilot.Secret `name:"otlp-headers" env:"OTEL_EXPORTER_OTLP_HEADERS" group:"traces" placeholder:"LIST" help:"Headers the collector wants, name=value,name=value, such as a key. Better given as a variable than as a flag."`
	Protocol string         `name:"otlp-protocol" env:"OTEL_EXPORTER_OTLP_PROTOCOL" group:"traces" default:"http/protobuf" placeholder:"NAME" help:"http/protobuf, which is all there is here: not gRPC. Default: ${default}."`
	Service  string         `name:"otel-service-name" env:"OTEL_SERVICE_NAME" group:"traces" placeholder:"NAME" help:"What this bot is called in traces. Default: brouillon."`
	Resource string         `name:"otel-resource-attributes" env:"OTEL_RESOURCE_ATTRIBUTES" group:"traces" placeholder:"LIST" help:"What else traces say of it, name=value,name=value."`
	Sampler  string         `name:"otel-traces-sampler" env:"OTEL_TRACES_SAMPLER" group:"traces" default:"parentbased_always_on" placeholder:"NAME" help:"Which requests are traced: always_on, always_off, traceidratio, or one of them after parentbased_. Default: ${default}."`
	Ratio    string         `name:"otel-traces-sampler-arg" env:"OTEL_TRACES_SAMPLER_ARG" group:"traces" default:"1" placeholder:"RATIO" help:"Of traceidratio: how many of all, from 0 to 1. Default: ${default}."`
	Disabled bool           `name:"otel-sdk-disabled" env:"OTEL_SDK_DISABLED" group:"traces" help:"Trace nothing, whatever else is set."`
}

// Traces is where traces go, checked.
type Traces struct {
	Endpoint string
	Headers  copilot.Secret
	Resource map[string]string
	Sampler  string
	Ratio    float64
}

// settle finds what is wrong, without repeating a secret; nil where nothing is traced.
func (c TracesConfig) settle(f *faults) *Traces {
	name, endpoint := "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", strings.TrimSpace(c.Traces)
	if endpoint == "" && c.Endpoint != "" {
		name, endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", strings.TrimRight(strings.TrimSpace(c.Endpoint), "/")+"/v1/traces"
	}
	if endpoint == "" || c.Disabled {
		return nil
	}
	if u, err := url.Parse(endpoint); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		f.add("%s is not a web address: use http:// or https:// without a user, e.g. http://collector:4318", name)
	}
	f.oneOf("OTEL_EXPORTER_OTLP_PROTOCOL", c.Protocol, "http/protobuf")
	if _, err := telemetry.Pairs(c.Headers.Reveal()); err != nil {
		f.add("OTEL_EXPORTER_OTLP_HEADERS: %v", err)
	}
	resource, err := telemetry.Pairs(c.Resource)
	if err != nil {
		f.add("OTEL_RESOURCE_ATTRIBUTES: %v", err)
		resource = map[string]string{}
	}
	resource["service.name"] = cmp.Or(c.Service, resource["service.name"], "brouillon")
	resource["service.version"] = version
	resource["service.instance.id"] = cmp.Or(resource["service.instance.id"], rand.Text())
	ratio, err := strconv.ParseFloat(c.Ratio, 64)
	if err != nil || !(ratio >= 0 && ratio <= 1) {
		f.add("OTEL_TRACES_SAMPLER_ARG is %q: use a number from 0 to 1, e.g. 0.1", c.Ratio)
	}
	return &Traces{
		Endpoint: endpoint, Headers: c.Headers, Resource: resource, Ratio: ratio,
		Sampler: f.oneOf("OTEL_TRACES_SAMPLER", c.Sampler, telemetry.Samplers()...),
	}
}

// newTraces delivers traces from now on; nil where nothing is traced.
func newTraces(ctx context.Context, s *Settings, log *slog.Logger) (*telemetry.Traces, error) {
	if s.Traces == nil {
		return nil, nil
	}
	model := ""
	if s.HasModel() {
		model = s.Model
	}
	return telemetry.NewTraces(ctx, telemetry.TraceOptions{
		Endpoint: s.Traces.Endpoint, Headers: s.Traces.Headers, Proxy: http.ProxyFromEnvironment, Resource: s.Traces.Resource,
		Sampler: telemetry.Sampler(s.Traces.Sampler, s.Traces.Ratio), Model: model, Chats: platformsOf(s), Log: log,
	})
}
