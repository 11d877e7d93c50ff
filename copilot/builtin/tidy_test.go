package builtin

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"

	"pgregory.net/rapid"
)

func TestTidied(t *testing.T) {
	for _, c := range [][3]string{
		{"fr", "On a libéré le code (licence AGPL). dépôt : https://git.example/carto . les contributions aident", "On a libéré le code (licence AGPL).\ndépôt : https://git.example/carto.\nles contributions aident"},
		{"fr", "loyer max 700€. si vous avez un plan", "loyer max 700€.\nsi vous avez un plan"},
		{"fr", "Claire (dir. technique) et le resp. local, env. 3 km, p.ex. ici", "Claire (dir. technique) et le resp. local, env. 3 km, p.ex. ici"},
		{"en", "see a.m. times, e.g. dr. smith at 5 p.m. sharp", "see a.m. times, e.g. dr. smith at 5 p.m. sharp"},
		{"en", "closes sunday midnight!! really??? go!", "closes Sunday midnight! really? go!"},
		{"fr", "Lieu : ??", "Lieu : ??"}, // a gap, which is marked elsewhere
		{"fr", "Ouvert de 10h à 20h. merciii", "Ouvert de 10h à 20h."},
		{"en", "Free wine on Friday. thx!!", "Free wine on Friday."},
		{"en", "We made it. Thanks!", "We made it. Thanks!"},
		{"fr", "Livraison en 2027. citation de Claire Morvan : \"Enfin\"", "Livraison en 2027. Claire Morvan : \"Enfin\""},
		{"fr", "Pourquoi : 1) nos clients 2) la loi", "Pourquoi :\n- nos clients\n- la loi"},
		{"fr", "cookies : blanc / pistache / citron", "cookies : blanc, pistache, citron"},
		{"fr", "cookie : chocolat blanc / pistache", "cookie : chocolat blanc / pistache"},
		{"fr", "Abonnement: 9 € / mois, sans engagement", "Abonnement: 9 € / mois, sans engagement"},
		{"en", "Prices: 9 € / month / seat, or €90 / year", "Prices: 9 € / month / seat, or €90 / year"},
		{"fr", "Offert par M. le maire et M. de Villiers, lu par J. de La Fontaine", "Offert par M. le maire et M. de Villiers, lu par J. de La Fontaine"},
		{"en", "baked w/ love. e.g. bread, says gov. schwarzenegger", "baked with love. e.g. bread, says gov. schwarzenegger"},
		{"fr", "INFO TRAVAUX : rue fermée", "INFO TRAVAUX : rue fermée"},
		{"fr", "INFO À 8 h, la rue ferme", "Info : À 8 h, la rue ferme"},
		{"fr", "RAPPEL inscriptions closes", "Rappel : inscriptions closes"},
		{"fr", "ATTENTION changement d'horaires", "Attention, changement d'horaires"},
		{"en", "NOTICE new hours", "Notice: new hours"},
		{"en", "NOTICE NEW HOURS", "NOTICE NEW HOURS"},
		{"en", "fit schools w/ chargers, see https://a.example/monday?w/ on friday", "fit schools with chargers, see https://a.example/monday?w/ on Friday"},
	} {
		if got := tidied(c[0], c[1]); got != c[2] {
			t.Errorf("%q:\n got %q\nwant %q", c[1], got, c[2])
		}
	}
}

// To set a brief right adds no word and loses none but what is said to the writer.
func TestTidiedAddsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		brief := strings.Join(rapid.SliceOfN(briefWords, 1, 40).Draw(t, "brief"), " ")
		for _, lang := range []string{"en", "fr"} {
			if got := tidied(lang, brief); squeezed(text.Fold(got)) != squeezed(text.Fold(brief)) {
				t.Fatalf("%q became %q", brief, got)
			}
		}
	})
}

// How hasty briefs read once they are posts.
func TestHastyBriefs(t *testing.T) {
	for _, c := range []struct{ lang, angle, brief, want string }{
		{"fr", "fact", "salut, tu peux me faire un truc sur le marché de noël ? vin chaud offert le samedi 13. merciii", "Zoom sur le marché de noël. Vin chaud offert le samedi 13."},
		{"fr", "story", "notre boulanger Ahmed prend sa retraite vendredi après 31 ans", "Une nouvelle à raconter.\n\nNotre boulanger Ahmed prend sa retraite vendredi après 31 ans."},
		{"en", "story", "our baker Ahmed retires on friday after 31 years", "Here is some news.\n\nOur baker Ahmed retires on Friday after 31 years."},
		{"fr", "fact", "concours : gagnez 2 places pour le concert de Zoé. tirage le 15 mars", "Concours\u00a0: gagnez 2 places pour le concert de Zoé. Tirage le 15 mars."},
		{"fr", "fact", "vidéo coulisses. dire aux gens de poser leurs questions", "C’est le moment de poser vos questions. Vidéo coulisses."},
		{"en", "question", "Why we're dropping plastic: 1) customers ask for it 2) the law changes in 2027", "Ever wondered why we’re dropping plastic? Customers ask for it. The law changes in 2027."},
		{"fr", "fact", "On vient de signer. citation de Claire Morvan (dir. technique) : \"C'est le plus gros contrat\". 42 lycées, 180€", "On vient de signer. 42 lycées, 180\u00a0€. Claire Morvan (dir. technique)\u00a0: «\u00a0C’est le plus gros contrat\u00a0»."},
		{"fr", "fact", "Est-ce que vous pourriez nous préparer un post pour annoncer que l'agence déménage le 2 février ?", "L’agence déménage le 2 février."},
		{"fr", "invitation", "L'exposition se termine dimanche. Dernière visite samedi.", "L’exposition se termine dimanche. Dernière visite samedi.\n\nUne question\u00a0? C’est ici."},
		{"fr", "benefit", "Nous venons de publier notre thème. Nouveautés : mode sombre, plus léger", "Bon à savoir.\n\nNous venons de publier notre thème. Nouveautés\u00a0: mode sombre, plus léger."},
		{"fr", "invitation", "on a publié notre étude. rapport complet https://a.example", "On a publié notre étude.\n\nRapport complet https://a.example\n\nUne question\u00a0? C’est ici."},
	} {
		p := copilot.Prompt{Task: copilot.TaskDraft, Language: c.lang, Brief: c.brief, Angles: []string{c.angle}}
		got := sectionOf(answered(t, p).Text, c.angle)
		if want := c.want; !sameButOpening(got, want) {
			t.Errorf("%q:\n got %q\nwant %q", c.brief, got, want)
		}
	}
}

// sameButOpening compares posts but for which of several openings that mean the same
// was taken.
func sameButOpening(got, want string) bool {
	if got == want {
		return true
	}
	_, after, ok := strings.Cut(got, "\n\n")
	_, wanted, _ := strings.Cut(want, "\n\n")
	return ok && wanted != "" && after == wanted
}
