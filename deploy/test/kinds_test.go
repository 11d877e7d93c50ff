package test

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

// kinds are the types of what the chart may render: the API's own, and the projects' own
// for what they add. Those of KEDA and of the External Secrets Operator do not build beside
// ours, so what is theirs is held against their schemas besides (crds_test.go).
var kinds = map[string]func() any{
	"apps/v1 Deployment":                      func() any { return &appsv1.Deployment{} },
	"apps/v1 StatefulSet":                     func() any { return &appsv1.StatefulSet{} },
	"v1 Pod":                                  func() any { return &corev1.Pod{} },
	"v1 Service":                              func() any { return &corev1.Service{} },
	"v1 ServiceAccount":                       func() any { return &corev1.ServiceAccount{} },
	"v1 Secret":                               func() any { return &corev1.Secret{} },
	"v1 ConfigMap":                            func() any { return &corev1.ConfigMap{} },
	"policy/v1 PodDisruptionBudget":           func() any { return &policyv1.PodDisruptionBudget{} },
	"networking.k8s.io/v1 Ingress":            func() any { return &networkingv1.Ingress{} },
	"networking.k8s.io/v1 NetworkPolicy":      func() any { return &networkingv1.NetworkPolicy{} },
	"autoscaling/v2 HorizontalPodAutoscaler":  func() any { return &autoscalingv2.HorizontalPodAutoscaler{} },
	"gateway.networking.k8s.io/v1 HTTPRoute":  func() any { return &gatewayv1.HTTPRoute{} },
	"monitoring.coreos.com/v1 ServiceMonitor": func() any { return &monitoringv1.ServiceMonitor{} },
	"monitoring.coreos.com/v1 PodMonitor":     func() any { return &monitoringv1.PodMonitor{} },
	"monitoring.coreos.com/v1 PrometheusRule": func() any { return &monitoringv1.PrometheusRule{} },
	"keda.sh/v1alpha1 ScaledObject":           func() any { return &scaledObject{} },
	"external-secrets.io/v1 ExternalSecret":   func() any { return &externalSecret{} },
}

// pod is a pod template, wherever it came from.
type pod struct {
	owner    string
	selector map[string]string // nil: nobody keeps it
	corev1.PodTemplateSpec
}

func podsOf(objects map[string]any) []pod {
	var all []pod
	for key, object := range objects {
		switch o := object.(type) {
		case *appsv1.Deployment:
			all = append(all, pod{key, o.Spec.Selector.MatchLabels, o.Spec.Template})
		case *appsv1.StatefulSet:
			all = append(all, pod{key, o.Spec.Selector.MatchLabels, o.Spec.Template})
		case *corev1.Pod:
			all = append(all, pod{key, nil, corev1.PodTemplateSpec{ObjectMeta: o.ObjectMeta, Spec: o.Spec}})
		}
	}
	return all
}
