package test

import (
	"regexp"
	"slices"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
	"sigs.k8s.io/yaml"
)

// leadSomewhere holds that whatever names something names what is there: rendered
// as well, or said to be there by who gave the values.
func leadSomewhere(t *testing.T, values string, objects map[string]any, pods []pod) {
	t.Helper()
	given := said(t, values)
	for _, p := range pods {
		for _, name := range secretsOf(p) {
			if !madeHere(objects, name) && !slices.Contains(given, name) {
				t.Errorf("%s reads the Secret %s, which nobody makes", p.owner, name)
			}
		}
		volumes(t, p, given)
		probes(t, p)
	}
	for key, object := range objects {
		switch o := object.(type) {
		case *networkingv1.Ingress:
			for _, path := range o.Spec.Rules[0].HTTP.Paths {
				servicePort(t, key, objects, path.Backend.Service.Name, func(p corev1.ServicePort) bool { return p.Name == path.Backend.Service.Port.Name })
			}
		case *gatewayv1.HTTPRoute:
			for _, b := range o.Spec.Rules[0].BackendRefs {
				servicePort(t, key, objects, string(b.Name), func(p corev1.ServicePort) bool { return p.Port == *b.Port })
			}
		case *autoscalingv2.HorizontalPodAutoscaler:
			scales(t, key, objects, o.Spec.ScaleTargetRef.Kind+"/"+o.Spec.ScaleTargetRef.Name)
		case *scaledObject:
			scales(t, key, objects, o.Spec.ScaleTargetRef.Kind+"/"+o.Spec.ScaleTargetRef.Name)
		case *monitoringv1.ServiceMonitor:
			monitors(t, key, objects, o.Spec.Selector.MatchLabels, o.Spec.Endpoints[0].Port)
		case *monitoringv1.PodMonitor:
			for _, p := range selected(o.Spec.Selector.MatchLabels, pods) {
				if !hasPort(p, *o.Spec.PodMetricsEndpoints[0].Port) {
					t.Errorf("%s reads a port that %s does not have", key, p.owner)
				}
			}
		case *networkingv1.NetworkPolicy:
			for _, rule := range o.Spec.Ingress {
				for _, port := range rule.Ports {
					named(t, key, port.Port, selected(o.Spec.PodSelector.MatchLabels, pods))
				}
			}
		}
	}
}

// said lists every text among the values that were given.
func said(t *testing.T, values string) []string {
	t.Helper()
	var tree any
	if err := yaml.Unmarshal([]byte(values), &tree); err != nil {
		t.Fatal(err)
	}
	return texts(tree)
}

func texts(node any) []string {
	var all []string
	switch n := node.(type) {
	case string:
		return []string{n}
	case []any:
		for _, inner := range n {
			all = append(all, texts(inner)...)
		}
	case map[string]any:
		for _, inner := range n {
			all = append(all, texts(inner)...)
		}
	}
	return all
}

// secretsOf lists the Secrets that a pod cannot do without.
func secretsOf(p pod) []string {
	var all []string
	for _, s := range p.Spec.ImagePullSecrets {
		all = append(all, s.Name)
	}
	for _, c := range p.Spec.Containers {
		for _, e := range c.Env {
			if e.ValueFrom != nil {
				all = append(all, e.ValueFrom.SecretKeyRef.Name)
			}
		}
		for _, from := range c.EnvFrom {
			all = append(all, from.SecretRef.Name)
		}
	}
	return all
}

// madeHere says whether a Secret is rendered, or made of one that is.
func madeHere(objects map[string]any, name string) bool {
	if objects["Secret/"+name] != nil {
		return true
	}
	for _, object := range objects {
		if e, ok := object.(*externalSecret); ok && e.Spec.Target.Name == name {
			return true
		}
	}
	return false
}

func volumes(t *testing.T, p pod, given []string) {
	t.Helper()
	there := map[string]bool{"data": p.owner[:11] == "StatefulSet"}
	for _, v := range p.Spec.Volumes {
		there[v.Name] = true
		if v.ConfigMap == nil || !slices.Contains(given, v.ConfigMap.Name) {
			t.Errorf("%s: the volume %s is of nothing that was named", p.owner, v.Name)
		}
	}
	for _, c := range p.Spec.Containers {
		for _, m := range c.VolumeMounts {
			if !there[m.Name] {
				t.Errorf("%s mounts %s, which it does not have", p.owner, m.Name)
			}
		}
	}
}

func probes(t *testing.T, p pod) {
	t.Helper()
	for _, c := range p.Spec.Containers {
		for _, probe := range []*corev1.Probe{c.StartupProbe, c.LivenessProbe, c.ReadinessProbe} {
			switch {
			case probe == nil:
			case probe.HTTPGet != nil:
				named(t, p.owner, &probe.HTTPGet.Port, []pod{p})
			case probe.TCPSocket != nil:
				named(t, p.owner, &probe.TCPSocket.Port, []pod{p})
			}
		}
	}
}

// named holds that a port, where it is given by name, is one of these pods.
func named(t *testing.T, who string, port *intstr.IntOrString, pods []pod) {
	t.Helper()
	for _, p := range pods {
		if port.Type == intstr.String && !hasPort(p, port.StrVal) {
			t.Errorf("%s: %s has no port %s", who, p.owner, port.StrVal)
		}
	}
}

func servicePort(t *testing.T, who string, objects map[string]any, name string, is func(corev1.ServicePort) bool) {
	t.Helper()
	s, ok := objects["Service/"+name].(*corev1.Service)
	if !ok || !slices.ContainsFunc(s.Spec.Ports, is) {
		t.Errorf("%s leads to a port of Service/%s that is not there", who, name)
	}
}

// scales holds that there is what is scaled, and that nobody else says how many.
func scales(t *testing.T, who string, objects map[string]any, key string) {
	t.Helper()
	d, ok := objects[key].(*appsv1.Deployment)
	if !ok {
		t.Fatalf("%s scales %s, which is not there", who, key)
	}
	if d.Spec.Replicas != nil {
		t.Errorf("%s scales %s, which says itself that it is %d", who, key, *d.Spec.Replicas)
	}
}

// monitors holds that a ServiceMonitor finds one Service, with that port, and so each pod once.
func monitors(t *testing.T, who string, objects map[string]any, by map[string]string, port string) {
	t.Helper()
	var found []string
	for key, object := range objects {
		if s, ok := object.(*corev1.Service); ok && selects(by, s.Labels) {
			found = append(found, key)
			servicePort(t, who, objects, s.Name, func(p corev1.ServicePort) bool { return p.Name == port })
		}
	}
	if len(found) != 1 {
		t.Errorf("%s reads %q, want one Service", who, found)
	}
}

var expansion = regexp.MustCompile(`\$\(([A-Z_]+)\)`)

// variablesKnown holds that a variable is made of such as were set before it.
func variablesKnown(t *testing.T, owner string, c corev1.Container) {
	t.Helper()
	known := map[string]bool{}
	all := func(text string) {
		for _, m := range expansion.FindAllStringSubmatch(text, -1) {
			if !known[m[1]] {
				t.Errorf("%s: %s is not known where %q is made of it", owner, m[1], text)
			}
		}
	}
	for _, e := range c.Env {
		all(e.Value)
		known[e.Name] = true
	}
	for _, arg := range c.Args {
		all(arg)
	}
}
