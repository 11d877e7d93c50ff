package test

import (
	"testing"

	"helm.sh/helm/v4/pkg/chart/v2/lint"
)

// TestHelmFindsNothing: what `helm lint` looks at, Chart.yaml above all. It would like an icon;
// there is none.
func TestHelmFindsNothing(t *testing.T) {
	for _, m := range lint.RunAll(chartDir, map[string]any{}, "marketing").Messages {
		if m.Err.Error() != "icon is recommended" {
			t.Errorf("%s: %v", m.Path, m.Err)
		}
	}
}
