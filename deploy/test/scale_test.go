package test

import (
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	policyv1 "k8s.io/api/policy/v1"
)

// TestScaledByWhatWasAskedFor: and the queue never as a metric of pods, for all pods tell
// the same number of it.
func TestScaledByWhatWasAskedFor(t *testing.T) {
	for set, want := range map[string][]autoscalingv2.MetricSourceType{
		"more pods by CPU":       {autoscalingv2.ResourceMetricSourceType},
		"more pods by the queue": {autoscalingv2.ExternalMetricSourceType},
		"more pods by both":      {autoscalingv2.ResourceMetricSourceType, autoscalingv2.ExternalMetricSourceType},
	} {
		h := find[*autoscalingv2.HorizontalPodAutoscaler](t, objects(t, sets[set]), "HorizontalPodAutoscaler/ink-brouillon")
		if len(h.Spec.Metrics) != len(want) {
			t.Errorf("%s: %d metrics, want %d", set, len(h.Spec.Metrics), len(want))
			continue
		}
		for i, m := range h.Spec.Metrics {
			if m.Type != want[i] {
				t.Errorf("%s: by %s, want %s", set, m.Type, want[i])
			}
			if m.External != nil && (m.External.Target.Type != autoscalingv2.AverageValueMetricType || m.External.Target.AverageValue.IsZero()) {
				t.Errorf("%s: the queue is shared out among the pods as %+v", set, m.External.Target)
			}
		}
	}
}

func TestKEDAAsksForTheReleaseAlone(t *testing.T) {
	for set, want := range map[string]string{
		"KEDA": `max(brouillon_queue_jobs{state="waiting",namespace="marketing",pod=~"ink-brouillon-[0-9a-z]+-[0-9a-z]{5}"})` +
			` * (max(brouillon_queue_oldest_seconds{namespace="marketing",pod=~"ink-brouillon-[0-9a-z]+-[0-9a-z]{5}"}) > bool 5)`,
		"KEDA, by the queue only": "max(waiting)",
	} {
		s := find[*scaledObject](t, objects(t, sets[set]), "ScaledObject/ink-brouillon")
		if got := s.Spec.Triggers[0]; got.Type != "prometheus" || got.Metadata["query"] != want || got.Metadata["threshold"] != "8" || got.Metadata["ignoreNullValues"] != "false" {
			t.Errorf("%s: triggered by %+v, want %q", set, got, want)
		}
		if s.Spec.MinReplicaCount < 1 {
			t.Errorf("%s: may end with nobody who hears", set)
		}
	}
}

// TestStoppedByAValue: none where none are asked for, and no autoscaler that would make some,
// nor a budget for them.
func TestStoppedByAValue(t *testing.T) {
	for _, set := range []string{"stopped", "stopped, scaled", "stopped, KEDA"} {
		all := objects(t, sets[set])
		d := find[*appsv1.Deployment](t, all, "Deployment/ink-brouillon")
		if d.Spec.Replicas == nil || *d.Spec.Replicas != 0 {
			t.Errorf("%s: %v pods", set, d.Spec.Replicas)
		}
		for _, kind := range []string{"HorizontalPodAutoscaler", "ScaledObject", "PodDisruptionBudget"} {
			if all[kind+"/ink-brouillon"] != nil {
				t.Errorf("%s: there is a %s", set, kind)
			}
		}
	}
	scaled := find[*appsv1.Deployment](t, objects(t, sets["more pods by CPU"]), "Deployment/ink-brouillon")
	if scaled.Spec.Replicas != nil {
		t.Errorf("every update takes back what the autoscaler said: %d", *scaled.Spec.Replicas)
	}
}

// TestBudgetByTheFewest: with an autoscaler there may be as few as it was told.
func TestBudgetByTheFewest(t *testing.T) {
	find[*policyv1.PodDisruptionBudget](t, objects(t, sets["more pods by CPU"]), "PodDisruptionBudget/ink-brouillon")
	if objects(t, sets["more pods by both"])["PodDisruptionBudget/ink-brouillon"] != nil {
		t.Error("a budget where there may be one pod: no node with it could be drained")
	}
}

// TestSpread: over hosts and zones, and only what is asked for.
func TestSpread(t *testing.T) {
	for set, want := range map[string]map[string]string{
		"default":         {"kubernetes.io/hostname": "ScheduleAnyway", "topology.kubernetes.io/zone": "ScheduleAnyway"},
		"zones, strictly": {"kubernetes.io/hostname": "DoNotSchedule", "topology.kubernetes.io/zone": "DoNotSchedule"},
		"one zone":        {"kubernetes.io/hostname": "ScheduleAnyway"},
		"one host":        {},
	} {
		d := find[*appsv1.Deployment](t, objects(t, sets[set]), "Deployment/ink-brouillon")
		got := d.Spec.Template.Spec.TopologySpreadConstraints
		if len(got) != len(want) {
			t.Errorf("%s: spread by %d rules, want %d", set, len(got), len(want))
		}
		for _, rule := range got {
			if string(rule.WhenUnsatisfiable) != want[rule.TopologyKey] || !selects(rule.LabelSelector.MatchLabels, d.Spec.Template.Labels) {
				t.Errorf("%s: spread by %+v", set, rule)
			}
		}
	}
}
