package test

import (
	"strconv"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
)

// TestProbesAskWhatTheyAreFor: what ends a pod does not depend on Redis (/healthz), what
// sends people to it does (/readyz).
func TestProbesAskWhatTheyAreFor(t *testing.T) {
	c := bot(t, ``)
	for name, got := range map[string]string{
		"/healthz": c.LivenessProbe.HTTPGet.Path, "/healthz at first": c.StartupProbe.HTTPGet.Path + " at first", "/readyz": c.ReadinessProbe.HTTPGet.Path,
	} {
		if got != name {
			t.Errorf("asked is %q, want %q", got, name)
		}
	}
	if patience := c.StartupProbe.PeriodSeconds * c.StartupProbe.FailureThreshold; patience < 20 {
		t.Errorf("a pod has %d s to start", patience)
	}
}

// TestThereIsTimeToStop: after the seconds it serves on, the bot closes within 10 (serve.go).
func TestThereIsTimeToStop(t *testing.T) {
	for name, values := range sets {
		for key, object := range objects(t, values) {
			d, ok := object.(*appsv1.Deployment)
			if !ok {
				continue
			}
			duck, err := strconv.Atoi(strings.TrimSuffix(variable(d.Spec.Template.Spec.Containers[0], "BOT_LAME_DUCK"), "s"))
			if err != nil {
				t.Fatal(err)
			}
			if have := int(*d.Spec.Template.Spec.TerminationGracePeriodSeconds); have < duck+15 {
				t.Errorf("%s: %s is killed after %d s, and serves on for %d", name, key, have, duck)
			}
		}
	}
}
