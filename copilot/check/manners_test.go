package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func manners(t *testing.T, text string, m Manners, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, codes(Manner(text, "fr", m))); diff != "" {
		t.Errorf("%q, %v (-want +got):\n%s", text, m, diff)
	}
}

func TestEmojiOfAChannel(t *testing.T) {
	none, few := Manners{Emoji: NoEmoji}, Manners{Emoji: FewEmoji}
	for _, s := range []string{"Nothing.", "Halo™ ↔ ©", "1 → 2", "#1 and 2*"} {
		manners(t, s, none)
	}
	manners(t, "Ready 🎉 go 🚀", none, "emoji_none 🎉")
	manners(t, "A family 👨‍👩‍👧 rides", none, "emoji_none 👨‍👩‍👧")
	manners(t, "❤ from us", none, "emoji_none ❤")
	manners(t, "Halo™️", none, "emoji_none ™️")
	manners(t, "One 🎉 two 🇫🇷", few)
	manners(t, "One 🎉 two 🇫🇷 three 1️⃣ four 🚀", few, "emoji_few 1️⃣")
	manners(t, "🎉🎉🎉🎉", Manners{Emoji: FreeEmoji})
	manners(t, "🎉🎉🎉🎉", Manners{})
	f := Manner("É 🎉", "en", none)
	if len(f) != 1 || f[0].Start != 2 || f[0].End != 3 || f[0].Kind != Voice {
		t.Errorf("found %+v, want it at 2 to 3", f)
	}
}

// TestTuInAChannelThatSaysVous goes over the forms, and over what only looks like one.
func TestTuInAChannelThatSaysVous(t *testing.T) {
	vous := Manners{Address: Vous}
	for text, want := range map[string]string{
		"Tu roules la nuit ?":                   "Tu",
		"On pense à toi.":                       "toi",
		"Nous t’attendons samedi.":              "t",
		"Voici ton casque.":                     "ton",
		"Pour ta sécurité, nos lampes.":         "ta",
		"Avec tes amis.":                        "tes",
		"Nous te prêtons un vélo.":              "te",
		"Découvre la Halo 2.":                   "Découvre",
		"🎉 Viens samedi !":                      "Viens",
		"Nouveau !\nInscris-toi vite":           "Inscris",
		"N’hésite pas à passer.":                "hésite",
		"Ne rends pas la lampe avant mardi.":    "rends",
		"La lampe que tu voulais, « vous » va.": "tu",
		"Pour vous\nViens samedi !":             "Viens",
		"Profitez de ton week-end.":             "ton",
		"Pose-le sur ton vélo.":                 "ton",
		"Apporte juste ton casque.":             "Apporte",
		"Avec ton petit vélo.":                  "ton",
	} {
		manners(t, text, vous, "address_vous "+want)
	}
	for _, text := range []string{
		"Vous roulez la nuit ?", "Elle s’est tu avant l’heure.", "Le ton est donné, un ton plus bas, ton sur ton.", "Y a-t-il un atelier ? Va-t-on rouler ?",
		"Un t-shirt offert.", "Marie a dit : « Tu me l’as promis ! »", "Notre devise, “Viens comme tu es”, a dix ans.", "Avec #TonVélo et @tu_roules sur https://tu.example/tes",
		"Te Deum à la cathédrale.", "Découvert hier, testé et abonné.", "Marie découvre la lampe, et regarde le ciel.", "À 18 h TU, tout le monde part.",
		"L’appli :\n• Envoie vos alertes\n• Garde votre historique", "L’appli :\n• Envoie les alertes\n- Regarde le ciel\n✓ Teste la batterie", "Garde d’enfants le mercredi.",
		"Essaie de vous rappeler demain.", "Un nouveau ton pour la marque.", "Ton sur ton pour l’automne.", "Un ton pour chacun, un ton à part, le vrai ton, un petit ton, le juste ton.",
		"Nous changeons de ton radicalement.", "Ton pour ton, tout va.", "Quel beau ton dans la chambre, quel joli ton avec du bleu.",
	} {
		manners(t, text, vous)
	}
}

func TestVousInAChannelThatSaysTu(t *testing.T) {
	tu := Manners{Address: Tu}
	for text, want := range map[string]string{
		"Vous roulez la nuit ?":                 "Vous",
		"Voici votre casque.":                   "votre",
		"Vos trajets, nos lampes.":              "Vos",
		"Découvrez la Halo 2.":                  "Découvrez",
		"N'hésitez pas.":                        "hésitez",
		"Vous l’avez dit à tous les étages.":    "Vous",
		"Rendez-vous samedi, nous vous suivons": "vous",
	} {
		manners(t, text, tu, "address_tu "+want)
	}
	for _, text := range []string{
		"Tu roules la nuit ?", "Rendez-vous samedi à l’atelier.", "Chez Sanchez, assez de nez.", "Ils ont écrit « votre lampe est belle ».",
		// to several people, and saying so
		"Merci à vous tous, vos messages nous portent.", "Vous êtes déjà 3 000 à nous suivre !", "Bonjour à toutes et à tous ! Vous venez samedi ?",
		"Bonjour à tous, vos vélos sont prêts.", "Les amis, vous êtes prêts ?", "Serez-vous là ? Vous serez nombreux.",
	} {
		manners(t, text, tu)
	}
}

func TestOneFindingCountsAll(t *testing.T) {
	found := Manner("Vous avez vos clés ? Prenez votre lampe.", "fr", Manners{Address: Tu})
	if len(found) != 1 || found[0].Args["got"] != "4" {
		t.Errorf("found %+v, want one of 4", found)
	}
	if why := found[0].Why("fr"); !strings.Contains(why, "tutoie") || strings.Contains(why, "{") {
		t.Errorf("why: %s", why)
	}
}

func TestInclusiveWriting(t *testing.T) {
	none, point, brackets, doublets := Manners{Inclusive: NotInclusive}, Manners{Inclusive: Point}, Manners{Inclusive: Brackets}, Manners{Inclusive: Doublets}
	for _, form := range []string{
		"client·es", "client·e·s", "étudiant•es", "client.e.s", "auteur·rices", "acteur·trice·s", "vendeur·euses", "conseiller·ère·s", "sportif·ves", "professionnel·les", "tou·te·s", "nombreux·ses", "maître·sse",
		"lecteur·ice·s", "régionaux·ales", "celui·elle", "CLIENT·ES", "client(e)s", "musicien(ne)", "client-e-s", "client/e/s",
	} {
		manners(t, "Pour nos "+form+" fidèles", none, "inclusive_none "+form)
		manners(t, "Pour nos "+form+" fidèles", doublets, "inclusive_form "+form)
		manners(t, "On lit « nos "+form+" » partout", none)
	}
	for _, text := range []string{
		"Nos clientes et clients, à toutes et à tous.", "Voir site.es ou www.client.es", "Le porte-à-porte, l’e-mail, la vitamine E.", "Une date (le 3 mai), un(s) deux.",
		"Des arc-en-ciel et un va-et-vient, à Mahmood-e-Raqi.", "3·5 = 15", "a·b",
		"Paris•Lyon en train.", "Rock•Pop et jazz", "lun·mar de 9 h à 12 h", "Café·thé", "midi•soir", "Paris·La Rochelle", "Rouen·Le Havre",
	} {
		manners(t, text, none)
	}
	manners(t, "Pour nos client·es", point)
	manners(t, "Pour nos client(e)s", point, "inclusive_form client(e)s")
	manners(t, "Pour nos client(e)s", brackets)
	manners(t, "Pour nos client·es", brackets, "inclusive_form client·es")
	manners(t, "Nos clients aiment, nos clients reviennent", point, "inclusive_missing clients")
	manners(t, "Nos clientes et nos clients", point)
	manners(t, "Les joueurs et les joueuses", doublets)
	manners(t, "Un mot pour les utilisateurs.", none)
	for m, want := range map[Inclusive]string{Point: "utilisateur·rices", Brackets: "utilisateur(rice)s", Doublets: "utilisatrices et utilisateurs"} {
		found := Manner("Un mot pour les utilisateurs.", "fr", Manners{Inclusive: m})
		if len(found) != 1 || found[0].Args["wanted"] != want {
			t.Errorf("%s: %+v, want %s", m, found, want)
		}
	}
}

// Many a word for people is an adjective or a participle too.
func TestMenAloneAreNamed(t *testing.T) {
	doublets := Manners{Inclusive: Doublets}
	for _, text := range []string{
		"Les événements sportifs du mois.", "Les mots employés ici.", "Des jobs étudiants à Rennes.", "Trois vélos inscrits au départ.", "Les oiseaux passagers.",
		"Des billets gagnants.", "Les magasins participants.", "Des débats passionnés.", "Avec cinq chefs invités.",
	} {
		manners(t, text, doublets)
	}
	for text, want := range map[string]string{
		"Pour les sportifs.": "sportifs", "Merci à nos employés.": "employés", "Une remise aux étudiants.": "étudiants", "Chers inscrits, à samedi.": "inscrits",
		"Le mot des gagnants.": "gagnants", "Pour vos invités.": "invités", "Tous les passagers.": "passagers", "Plus de 300 exposants.": "exposants",
		"Des événements sportifs pour les sportifs.": "sportifs", "Bonjour clients et amis.": "clients",
	} {
		manners(t, text, doublets, "inclusive_missing "+want)
	}
}

// What is about French is asked of French alone.
func TestFrenchMannersAreForFrench(t *testing.T) {
	all := Manners{Emoji: FreeEmoji, Address: Tu, Inclusive: NotInclusive}
	if found := Manner("We say “vous” and vous, client(e)s", "en", all); len(found) > 0 {
		t.Errorf("in English: %v", codes(found))
	}
	if found := Manner("Dans la nuit, vous êtes avec nous et les autres pour une balade.", "", all); len(found) != 1 {
		t.Errorf("as it reads: %v", codes(found))
	}
}

// A text that keeps no manners costs about as much as one that does, and its findings lie in it.
func TestMannersOfAnyText(t *testing.T) {
	m := Manners{Emoji: NoEmoji, Address: Vous, Inclusive: Point}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
			"tu", "vous", "« ", " »", "\"", "client", "·es", "(e)s", "clients", "ton", "'", "n", "🎉", "👨‍👩‍👧", "\n", ". ", "viens", "\xff", "#tu", "-", "e",
		}), 0, 40).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		r := []rune(s)
		for _, f := range Manner(s, "fr", m) {
			if f.Start < 0 || f.Start >= f.End || f.End > len(r) || string(r[f.Start:f.End]) != f.Text || f.Why("fr") == "" || strings.Contains(f.Why("en"), "{") {
				t.Fatalf("%q: %+v: %s", s, f, f.Why("en"))
			}
		}
	})
}
