// Package metrictest reads what a registry has measured, for the tests of whatever measures.
package metrictest

import (
	"fmt"
	"testing"

	dto "github.com/prometheus/client_model/go"
)

// Gatherer is a registry of figures.
type Gatherer interface {
	Gather() ([]*dto.MetricFamily, error)
}

// Series is every series, by its name and the values of its labels with a blank between them,
// and what it says: a number, or of a histogram "3 in 1.5s", how often it was observed and
// the sum.
func Series(t testing.TB, of Gatherer) map[string]string {
	t.Helper()
	families, err := of.Gather()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			name := f.GetName()
			for _, l := range m.GetLabel() {
				name += " " + l.GetValue()
			}
			if h := m.GetHistogram(); h != nil {
				got[name] = fmt.Sprintf("%d in %gs", h.GetSampleCount(), h.GetSampleSum())
			} else {
				got[name] = fmt.Sprint(m.GetCounter().GetValue() + m.GetGauge().GetValue())
			}
		}
	}
	return got
}
