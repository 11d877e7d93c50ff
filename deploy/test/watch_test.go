package test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// Dashboard and alerts arrive in the cluster as they are in their files, which are held to
// what the bot measures in deploy/watch; and only when asked for.
func TestDashboardAndAlertsArrive(t *testing.T) {
	all := objects(t, sets["dashboard and alerts"])
	dashboard, _ := all["ConfigMap/ink-brouillon-dashboard"].(*corev1.ConfigMap)
	alerts, _ := all["PrometheusRule/ink-brouillon"].(*monitoringv1.PrometheusRule)
	if dashboard == nil || alerts == nil {
		t.Fatal("they are not there")
	}
	if dashboard.Labels["grafana_dashboard"] != "1" || dashboard.Labels["team"] != "marketing" || alerts.Labels["release"] != "prometheus" {
		t.Errorf("labels %v and %v", dashboard.Labels, alerts.Labels)
	}
	raw, err := os.ReadFile(chartDir + "/files/dashboard.json")
	if err != nil {
		t.Fatal(err)
	}
	if got := dashboard.Data["brouillon.json"]; got != strings.TrimSpace(string(raw)) || !json.Valid([]byte(got)) {
		t.Errorf("the dashboard is another: %d bytes of %d", len(got), len(raw))
	}
	raw, err = os.ReadFile(chartDir + "/files/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var want monitoringv1.PrometheusRuleSpec
	if err := yaml.UnmarshalStrict(raw, &want); err != nil {
		t.Fatal(err)
	}
	rules := alerts.Spec.Groups[0].Rules
	if len(rules) < 10 || len(rules) != len(want.Groups[0].Rules) {
		t.Fatalf("%d rules of %d", len(rules), len(want.Groups[0].Rules))
	}
	for i, r := range rules {
		if w := want.Groups[0].Rules[i]; r.Expr != w.Expr || r.Annotations["description"] != w.Annotations["description"] {
			t.Errorf("%s arrives as %v, %q", w.Alert, r.Expr, r.Annotations["description"])
		}
	}
	for key := range objects(t, ``) {
		if strings.HasPrefix(key, "PrometheusRule/") || strings.HasSuffix(key, "-dashboard") {
			t.Errorf("%s is there unasked", key)
		}
	}
}
