package test

import (
	"slices"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"
)

// TestIngressLetsInWhatIsMeantToBe: with the workbench off that is what chats call,
// and no probe or measurement.
func TestIngressLetsInWhatIsMeantToBe(t *testing.T) {
	chats := []string{"/discord/interactions Exact", "/slack/ Prefix"}
	for name, want := range map[string][]string{
		"Slack, HTTP": chats, "Discord, HTTP": chats, "ingress": chats, "workbench open": {"/ Prefix"},
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
