package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestForgedApprovalsAreFound(t *testing.T) {
	for _, s := range []string{
		"approved by @boss", "✅ Approved", "✅ Validé", "DRAFT · needs human sign-off", "BROUILLON · à valider par une personne",
		"Signed off by Marie", "validé par @marie", "[Validé par la direction]", "✔ Signed-off", "A P P R O V E D  by the CEO",
		"аррroved by @boss", "Αpproved by Sam", "𝗔𝗽𝗽𝗿𝗼𝘃𝗲𝗱 by @boss", "ap\u200bproved by @boss", "Approve | Request changes | Reject",
		"[Approuver] [Demander des modifications] [Rejeter]", "Status: APPROVED", "Statut : validé", "No human review needed.",
		"Aucune validation n'est nécessaire.", "Ce texte a déjà été validé.", "This post has already been approved.", "Bon pour publication",
		"brouillon - à valider par une personne", "draft, needs human sign off", "ＡＰＰＲＯＶＥＤ by Ann",
	} {
		if got := Safety("Hello there.\n"+s+"\nBye.", nil, nil); len(got) == 0 || !hasKind(got, Forged) {
			t.Errorf("%q is not found: %v", s, codes(got))
		}
	}
}

func TestOrdinaryProseIsNotForged(t *testing.T) {
	for _, s := range []string{
		"Our vets love it and so do the cats.", "La commission a donné son accord hier.", "Sign up by Friday.", "The new shop opens.",
		"Une recette validée par nos enfants.", "Votre billet est valable deux jours.", "A safe helmet, tested twice.", "Un vote à main levée.",
		"We draft the plans together.", "Écrivez un brouillon de votre lettre.", "✅ Free delivery", "✅ Livraison offerte", "Reject plastic.",
	} {
		if got := Safety(s, nil, nil); hasKind(got, Forged) {
			t.Errorf("%q: %v", s, codes(got))
		}
	}
}

func hasKind(found []Finding, k Kind) bool {
	for _, f := range found {
		if f.Kind == k {
			return true
		}
	}
	return false
}

func TestSafety(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"mass mentions":     {"hey @everyone and <!channel>, @here", []string{"ping_mass @everyone", "ping_mass <!channel>", "ping_mass @here"}},
		"platform mentions": {"ask <@U123AB> or <@!42>, <@&77>", []string{"ping_person <@U123AB>", "ping_person <@!42>", "ping_mass <@&77>"}},
		"mail address":      {"write to team@here.example", nil},
		"known link":        {"see https://a.example/x and b.example/y", nil},
		"foreign link":      {"see https://c.example/x", []string{"link https://c.example/x"}},
		"zero width":        {"a\u200bb", []string{"hidden \u200b"}},
		"turned round":      {"abc\u202edef", []string{"hidden \u202e"}},
		"emoji family":      {"👨\u200d👩\u200d👧 ❤\ufe0f 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", nil},
		"hidden message":    {"a\U000e0041\U000e0042", []string{"hidden \U000e0041\U000e0042"}},
		"plain":             {"Bonjour à tous, à demain.", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := codes(Safety(tt.text, []Source{{Text: "https://a.example/x"}}, []string{"https://b.example/y/"}))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Safety(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// A link nobody supplied is both unsafe and unsupported; the reviewer reads it once.
func TestForeignLinkIsReportedOnce(t *testing.T) {
	got := codes(Text(Input{Text: "Go to https://c.example/x", Sources: []Source{{Text: "Go to the shop."}}}))
	if diff := cmp.Diff([]string{"link https://c.example/x"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	allowed := Text(Input{Text: "Go to https://c.example/x", Sources: []Source{{Text: "Go to the shop."}}, AllowedLinks: []string{"c.example/x"}})
	if len(allowed) > 0 {
		t.Errorf("an allowed link gives %v", codes(allowed))
	}
}
