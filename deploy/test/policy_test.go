package test

import (
	"fmt"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

func botPolicy(t *testing.T, values string) *networkingv1.NetworkPolicy {
	t.Helper()
	return find[*networkingv1.NetworkPolicy](t, objects(t, values), "NetworkPolicy/ink-brouillon")
}

// TestNothingUnlessListed: every pod of the release is cut off both ways first.
func TestNothingUnlessListed(t *testing.T) {
	all := objects(t, ``)
	p := find[*networkingv1.NetworkPolicy](t, all, "NetworkPolicy/ink-brouillon-nothing")
	if len(p.Spec.Ingress)+len(p.Spec.Egress) != 0 || len(p.Spec.PolicyTypes) != 2 {
		t.Errorf("the first policy lets something pass: %+v", p.Spec)
	}
	for _, pod := range podsOf(all) {
		if !selects(p.Spec.PodSelector.MatchLabels, pod.Labels) {
			t.Errorf("%s is not cut off", pod.owner)
		}
	}
	for key := range objects(t, sets["no network policies"]) {
		if key[:min(len(key), 13)] == "NetworkPolicy" {
			t.Errorf("%s where nobody wants any", key)
		}
	}
}

// TestOnlyThoseNamedMeasure: who may reach the bot may not read what is measured.
func TestOnlyThoseNamedMeasure(t *testing.T) {
	for set, want := range map[string][]string{"default": nil, "callers": nil, "measured by pod": {"monitoring", "observability"}} {
		var got []string
		for _, rule := range botPolicy(t, sets[set]).Spec.Ingress {
			for _, port := range rule.Ports {
				if port.Port.StrVal != "metrics" {
					continue
				}
				for _, from := range rule.From {
					got = append(got, from.NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"])
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q may read what is measured, want %q", set, got, want)
		}
	}
}

// TestWhatIsMeasuredIsApart: at a port of its own, which no Service but the one for it has.
func TestWhatIsMeasuredIsApart(t *testing.T) {
	for name, values := range sets {
		if got := variable(bottom(t, values), "BOT_METRICS_ADDR"); got != ":9090" {
			t.Errorf("%s: measured at %q", name, got)
		}
		for key, object := range objects(t, values) {
			s, ok := object.(*corev1.Service)
			if !ok || s.Labels["brouillon.dev/port"] == "metrics" {
				continue
			}
			for _, port := range s.Spec.Ports {
				if port.TargetPort.StrVal == "metrics" {
					t.Errorf("%s: %s leads to what is measured", name, key)
				}
			}
		}
	}
}

// bottom is the container of the bot, whatever the release's things are called.
func bottom(t *testing.T, values string) corev1.Container {
	t.Helper()
	for _, p := range podsOf(objects(t, values)) {
		if p.Spec.Containers[0].Name == "bot" {
			return p.Spec.Containers[0]
		}
	}
	t.Fatal("no bot")
	return corev1.Container{}
}

// TestNamesAreAskedWhereTold: anybody at port 53 unless somebody is named.
func TestNamesAreAskedWhereTold(t *testing.T) {
	for set, want := range map[string]int{"default": 0, "little let out": 1} {
		for _, name := range []string{"", "-test"} {
			p := find[*networkingv1.NetworkPolicy](t, objects(t, sets[set]), "NetworkPolicy/ink-brouillon"+name)
			if got := p.Spec.Egress[0]; got.Ports[0].Port.String() != "53" || len(got.To) != want {
				t.Errorf("%s: %s asks for names at %v", set, p.Name, got)
			}
		}
	}
}

// TestOutsideIsNotInside: port 443 leads out of the cluster, not to what is in it.
func TestOutsideIsNotInside(t *testing.T) {
	for set, want := range map[string][]int{"default": {5, 2}, "no inside": {0, 0}, "little let out": nil} {
		var got []int
		for _, rule := range botPolicy(t, sets[set]).Spec.Egress {
			if rule.Ports[0].Port.String() != "443" {
				continue
			}
			for _, to := range rule.To {
				got = append(got, len(to.IPBlock.Except))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: left out of the outside are %v networks, want %v", set, got, want)
		}
	}
}

func TestTracesMayLeave(t *testing.T) {
	for set, port := range map[string]string{"traces": "4318", "traces, TLS": "443"} {
		found := false
		for _, rule := range botPolicy(t, sets[set]).Spec.Egress {
			found = found || rule.Ports[0].Port.String() == port && len(rule.To) == 1 && rule.To[0].NamespaceSelector != nil
		}
		if !found || variable(bot(t, sets[set]), "OTEL_EXPORTER_OTLP_ENDPOINT") == "" {
			t.Errorf("%s: nothing goes to port %s", set, port)
		}
	}
}

// TestTheTestIsLetThrough: `helm test` reaches the bot's port, and is told where that is.
func TestTheTestIsLetThrough(t *testing.T) {
	for _, set := range []string{"default", "callers", "little let out", "load balancer"} {
		all := objects(t, sets[set])
		asks := find[*corev1.Pod](t, all, "Pod/ink-brouillon-test")
		if asks.Annotations["helm.sh/hook"] != "test" {
			t.Errorf("%s: it is no test", set)
		}
		service := find[*corev1.Service](t, all, "Service/ink-brouillon")
		want := []string{"health", "--listen", fmt.Sprintf("%s:%d", service.Name, service.Spec.Ports[0].Port)}
		if got := asks.Spec.Containers[0].Args; !slices.Equal(got, want) {
			t.Errorf("%s: it asks %q, want %q", set, got, want)
		}
		through := false
		for _, rule := range botPolicy(t, sets[set]).Spec.Ingress {
			for _, from := range rule.From {
				if from.PodSelector == nil || from.NamespaceSelector != nil || rule.Ports[0].Port.StrVal != "http" {
					continue
				}
				by := from.PodSelector.MatchLabels
				through = through || len(by) == 0 || selects(by, asks.Labels)
			}
		}
		if !through {
			t.Errorf("%s: it is not let in to the bot", set)
		}
	}
}
