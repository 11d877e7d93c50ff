package telemetry

import (
	"maps"
	"slices"
	"strings"

	sdk "go.opentelemetry.io/otel/sdk/trace"
)

// parentBased begins the names of samplers that do what was done before, where there was something
// before.
const parentBased = "parentbased_"

var samplers = map[string]func(ratio float64) sdk.Sampler{
	"always_on":    func(float64) sdk.Sampler { return sdk.AlwaysSample() },
	"always_off":   func(float64) sdk.Sampler { return sdk.NeverSample() },
	"traceidratio": sdk.TraceIDRatioBased,
}

// Samplers are the names that Sampler knows, those that OpenTelemetry gives them.
func Samplers() []string {
	all := slices.Sorted(maps.Keys(samplers))
	for _, name := range slices.Clone(all) {
		all = append(all, parentBased+name)
	}
	return all
}

// Sampler says which requests are traced; nil for a name that it does not know. The ratio,
// from 0 to 1, is of traceidratio alone.
func Sampler(name string, ratio float64) sdk.Sampler {
	base, based := strings.CutPrefix(name, parentBased)
	of, ok := samplers[base]
	switch {
	case !ok:
		return nil
	case based:
		return sdk.ParentBased(of(ratio))
	}
	return of(ratio)
}
