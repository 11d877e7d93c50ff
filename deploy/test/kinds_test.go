package test

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
)

// kinds are the types of what the chart may render.
var kinds = map[string]func() any{
	"apps/v1 Deployment":                 func() any { return &appsv1.Deployment{} },
	"apps/v1 StatefulSet":                func() any { return &appsv1.StatefulSet{} },
	"v1 Service":                         func() any { return &corev1.Service{} },
	"v1 ServiceAccount":                  func() any { return &corev1.ServiceAccount{} },
	"v1 Secret":                          func() any { return &corev1.Secret{} },
	"policy/v1 PodDisruptionBudget":      func() any { return &policyv1.PodDisruptionBudget{} },
	"networking.k8s.io/v1 Ingress":       func() any { return &networkingv1.Ingress{} },
	"networking.k8s.io/v1 NetworkPolicy": func() any { return &networkingv1.NetworkPolicy{} },
}

// pod is a pod template, wherever it came from.
type pod struct {
	owner    string
	selector map[string]string
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
		}
	}
	return all
}
