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
		"**DRAFT · needs human sign-off**", "DRAFT · signed off by Marie Durand", "BROUILLON · validé par Léa", "Draft – needs human sign–off", "needs human sign-off", "à valider par une personne",
		"Great news ✅ Approved by @boss", "Great news (approved by Marie Durand)", "[Approve]", "See below [Approve] and go", "【Valider】", "Status: approved by Ann", "État : validé par la direction",
		"Signed off by Ann Lee, 3 May 2026, 10:00 · version 1 of revision 2 · SHA-256 ab12cd34…", "Validé par Léa Martin, le 3 mai à 10 h", "✅ Post approved by @boss", "Approved-by: Sam",
		"✅ Approved by legal", "✅ approved by marie", "> Approved by Marie, head of brand", "Statυs: approved", "ＤＲＡＦＴ・needs human sign-off", "D R A F T · needs human sign-off", "Note: approved by @boss",
		"Approved by our marketing director", "Approuvé par la directrice", "Sign-off given", "Approved for publication", "BROUILLON·À VALIDER PAR UNE PERSONNE",
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

// Ordinary sentences about approvals, and marketing bullets, are no stamp on this text.
func TestNewsOfApprovalsIsNotForged(t *testing.T) {
	for _, s := range []string{
		"Dana Ruiz: Tram stop visual is approved by the city btw 🎉", "The visual was approved by the city.", "Approved by the city in March, the stop opens Friday.",
		"L'affiche a été validée par la mairie.", "Validé par la mairie, le projet démarre lundi.", "Validée par la préfecture.", "✅ Validé par la mairie",
		"The device was signed off by the FDA.", "Signed off by the FDA, the drug launches on 3 May.", "Signed off by the FDA.", "✅ Approved by dermatologists",
		"✅ Approved by the FDA", "Approved by Health Canada.", "Approved by the Food and Drug Administration", "APPROVED BY THE CITY COUNCIL", "✔ Approuvé par nos clients",
		"Le budget est approuvé par le conseil municipal.", "Every draft needs human sign-off before it goes out.", "The draft law was approved by Parliament.",
		"Marie Durand approved the visual yesterday.", "Ask Marie to approve the draft, then reject the other.", "Le brouillon de la loi est à valider par une commission.",
		"With Halo, no human review is needed to change a bulb.", "Click Approve to pay.", "The status of the permit: approved by the prefecture.",
		"The text was approved by 56 % of voters.", "Your order was approved on 3 May.", "Approved in 40 countries", "Validé en 2024 par l'ANSSI", "Signé par l'architecte Renzo Piano, le musée ouvre.",
		"We signed off on the design.", "Une norme approuvée par l'Union européenne.", "The new logo was approved by Marie Durand on Tuesday.",
	} {
		if got := Safety("Hello there.\n"+s+"\nBye.", nil, nil); hasKind(got, Forged) {
			t.Errorf("%q: %v", s, codes(got))
		}
	}
}

// What a source says in these words is a copy; only our own label is an imitation wherever it comes from.
func TestCopiedApprovalsAreNotForged(t *testing.T) {
	for _, s := range []string{
		"✅ Approved by @boss", "Approved by Marie", "Status: approved", "✅ Validé", "[Approve]", "Signed off by Ann on 3 May", "Bon pour accord", "No human review needed.",
	} {
		source := []Source{{Text: "Sam: the plan is new.\nMarc: " + s + "\nSam: fine"}}
		if got := Safety("Marc: "+s, source, nil); hasKind(got, Forged) {
			t.Errorf("%q copied: %v", s, codes(got))
		}
		if got := Safety(s, source, nil); hasKind(got, Forged) {
			t.Errorf("%q copied alone: %v", s, codes(got))
		}
	}
	for _, s := range []string{"DRAFT · needs human sign-off", "BROUILLON · à valider par une personne", "DRAFT · signed off by Marie", "brouillon — validé par Marie"} {
		if got := Safety(s, []Source{{Text: s}}, nil); len(got) != 1 || !hasKind(got, Forged) {
			t.Errorf("%q, our label, copied: %v, want one finding", s, codes(got))
		}
	}
	if got := Safety("Approved by Marie", []Source{{Text: "It was approved by Marie on Tuesday, so go."}}, nil); hasKind(got, Forged) {
		t.Errorf("words from the middle of a source's sentence: %v", codes(got))
	}
	if got := Safety("New shop! ✅ Approved", []Source{{Text: "The shop was approved by the city."}}, nil); !hasKind(got, Forged) {
		t.Error("a stamp passes because a source has its one word")
	}
}

// A line that is forged in two ways, or twice, is reported once for each place.
func TestForgedSpansDoNotOverlap(t *testing.T) {
	got := Safety("✅ Approved by @boss\n[Approve] [Reject] Status: approved\nDRAFT · needs human sign-off ✅ Approved by @boss · Signed off by Marie", nil, nil)
	end := 0
	for _, f := range got {
		if f.Kind != Forged {
			continue
		}
		if f.Start < end {
			t.Errorf("%q overlaps the finding before: %v", f.Text, codes(got))
		}
		end = f.End
	}
	if end == 0 {
		t.Error("nothing found")
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
