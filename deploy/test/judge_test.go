package test

import (
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// judge holds what was rendered against what every set of values must give.
func judge(t *testing.T, values string, objects map[string]any) {
	t.Helper()
	pods := podsOf(objects)
	if len(pods) == 0 {
		t.Fatal("nothing runs")
	}
	for _, p := range pods {
		restricted(t, p)
		wellKept(t, p)
		if p.selector != nil && !selects(p.selector, p.Labels) {
			t.Errorf("%s does not select its own pods", p.owner)
		}
	}
	for key, object := range objects {
		wellNamed(t, key, object)
		selectors(t, key, object, pods)
	}
	leadSomewhere(t, values, objects, pods)
}

// wellNamed holds that Kubernetes takes the names, also those it makes of them.
func wellNamed(t *testing.T, key string, object any) {
	t.Helper()
	o := object.(metav1.Object)
	wrong := validation.IsDNS1123Label(o.GetName())
	for _, value := range o.GetLabels() {
		wrong = append(wrong, validation.IsValidLabelValue(value)...)
	}
	if _, ok := object.(*appsv1.StatefulSet); ok && len(o.GetName()) > 52 { // pods have it on a label, with a hash
		wrong = append(wrong, "too long for its pods")
	}
	if len(wrong) > 0 {
		t.Errorf("%s: %q", key, wrong)
	}
}

// selectors holds that what picks pods picks those it is for.
func selectors(t *testing.T, key string, object any, pods []pod) {
	t.Helper()
	var by map[string]string
	want := 1
	switch o := object.(type) {
	case *corev1.Service:
		by = o.Spec.Selector
		portsOpen(t, key, o, pods)
	case *policyv1.PodDisruptionBudget:
		by = o.Spec.Selector.MatchLabels
	case *monitoringv1.PodMonitor:
		by = o.Spec.Selector.MatchLabels
	case *networkingv1.NetworkPolicy:
		by = o.Spec.PodSelector.MatchLabels
		if strings.HasSuffix(key, "-nothing") {
			want = len(pods)
		}
	default:
		return
	}
	if n := len(selected(by, pods)); n != want {
		t.Errorf("%s selects %d kinds of pod, want %d", key, n, want)
	}
}

var evaluator = func() policy.Evaluator {
	e, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		panic(err)
	}
	return e
}()

// restricted asks the upstream evaluator of Pod Security.
func restricted(t *testing.T, p pod) {
	t.Helper()
	level := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	for _, r := range evaluator.EvaluatePod(level, &p.ObjectMeta, &p.Spec) {
		if !r.Allowed {
			t.Errorf("%s: not restricted: %s: %s", p.owner, r.ForbiddenReason, r.ForbiddenDetail)
		}
	}
}

// wellKept are the rules that Pod Security has none for.
func wellKept(t *testing.T, p pod) {
	t.Helper()
	if mount := p.Spec.AutomountServiceAccountToken; mount == nil || *mount {
		t.Errorf("%s: has a service-account token", p.owner)
	}
	if links := p.Spec.EnableServiceLinks; links == nil || *links {
		t.Errorf("%s: is told of every Service as variables", p.owner)
	}
	for _, c := range p.Spec.Containers {
		if c.SecurityContext.ReadOnlyRootFilesystem == nil || !*c.SecurityContext.ReadOnlyRootFilesystem {
			t.Errorf("%s: %s may write to its root", p.owner, c.Name)
		}
		if p.selector != nil && (c.StartupProbe == nil || c.LivenessProbe == nil || c.ReadinessProbe == nil) {
			t.Errorf("%s: %s lacks a probe", p.owner, c.Name)
		}
		if c.Resources.Limits.Memory().IsZero() || c.Resources.Requests.Memory().IsZero() || c.Resources.Requests.Cpu().IsZero() {
			t.Errorf("%s: %s has no bounds", p.owner, c.Name)
		}
		variablesOnce(t, p.owner, c)
		variablesKnown(t, p.owner, c)
	}
}

func variablesOnce(t *testing.T, owner string, c corev1.Container) {
	t.Helper()
	seen := map[string]bool{}
	for _, e := range c.Env {
		if seen[e.Name] {
			t.Errorf("%s: %s is set twice", owner, e.Name)
		}
		seen[e.Name] = true
	}
}

// portsOpen holds that a Service leads to a port that its pods have.
func portsOpen(t *testing.T, key string, s *corev1.Service, pods []pod) {
	t.Helper()
	for _, port := range s.Spec.Ports {
		for _, p := range selected(s.Spec.Selector, pods) {
			if !hasPort(p, port.TargetPort.StrVal) {
				t.Errorf("%s leads to port %q, which %s does not have", key, port.TargetPort.StrVal, p.owner)
			}
		}
	}
}

func hasPort(p pod, name string) bool {
	for _, c := range p.Spec.Containers {
		for _, port := range c.Ports {
			if port.Name == name {
				return true
			}
		}
	}
	return false
}

func selected(by map[string]string, pods []pod) []pod {
	var all []pod
	for _, p := range pods {
		if selects(by, p.Labels) {
			all = append(all, p)
		}
	}
	return all
}

func selects(by, labels map[string]string) bool {
	for k, v := range by {
		if labels[k] != v {
			return false
		}
	}
	return len(by) > 0
}
