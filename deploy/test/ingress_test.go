package test

import (
	"slices"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

// TestIngressLetsInWhatIsMeantToBe: with the workbench off that is what chats call,
// and no probe or measurement.
func TestIngressLetsInWhatIsMeantToBe(t *testing.T) {
	chats := []string{"/discord/interactions Exact", "/slack/ Prefix"}
	plots := []string{"/discord/interactions Exact", "/figures/ Prefix", "/slack/ Prefix"}
	for name, want := range map[string][]string{
		"Slack, HTTP": chats, "Discord, HTTP": chats, "ingress": chats, "plots": plots, "workbench open": {"/ Prefix"},
	} {
		i := find[*networkingv1.Ingress](t, objects(t, sets[name]), "Ingress/ink-brouillon")
		var got []string
		for _, p := range i.Spec.Rules[0].HTTP.Paths {
			got = append(got, p.Path+" "+string(*p.PathType))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: lets in %q, want %q", name, got, want)
		}
	}
}

// TestRouteLetsInTheSame: a Gateway and an Ingress are two ways to the same doors.
func TestRouteLetsInTheSame(t *testing.T) {
	for name, want := range map[string][]string{
		"gateway":            {"/discord/interactions Exact", "/slack/ PathPrefix"},
		"gateway, plots":     {"/discord/interactions Exact", "/figures/ PathPrefix", "/slack/ PathPrefix"},
		"gateway, workbench": {"/ PathPrefix"},
	} {
		r := find[*gatewayv1.HTTPRoute](t, objects(t, sets[name]), "HTTPRoute/ink-brouillon")
		var got []string
		for _, m := range r.Spec.Rules[0].Matches {
			got = append(got, *m.Path.Value+" "+string(*m.Path.Type))
		}
		if !slices.Equal(got, want) || len(r.Spec.Hostnames) != 1 || len(r.Spec.ParentRefs) != 1 {
			t.Errorf("%s: lets in %q of %q, want %q", name, got, r.Spec.Hostnames, want)
		}
	}
}
