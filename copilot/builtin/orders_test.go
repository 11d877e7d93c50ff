package builtin

import "testing"

// The words that ask for a post are not part of it; the words of a post are not
// an order.
func TestOrdersAreNotPartOfThePost(t *testing.T) {
	for _, c := range []struct {
		lang, brief, words string
		does               act
		ordered            bool
	}{
		{"en", "Announce the launch of Aurora on 12 March", "the launch of Aurora on 12 March", announcing, true},
		{"en", "Please announce that we are moving", "we are moving", announcing, true},
		{"en", "Write a LinkedIn post about our new office", "our new office", discussing, true},
		{"en", "write a short, friendly tweet announcing our summer party", "our summer party", announcing, true},
		{"en", "Can you draft something for Twitter about the fact that our podcast is back", "our podcast is back", telling, true},
		{"en", "I'd like a post to thank our volunteers", "our volunteers", thanking, true},
		{"en", "Create an Instagram caption for our honey", "our honey", marking, true},
		{"en", "Post for Instagram: new menu from Monday", "new menu from Monday", telling, true},
		{"en", "Remind everyone that registration closes on Friday", "registration closes on Friday", reminding, true},
		{"en", "Invite our members to the open day", "the open day", inviting, true},
		{"en", "Tell our customers we have moved", "we have moved", telling, true},
		{"en", "Let people know that the shop is closed", "the shop is closed", telling, true},
		{"en", "Explain how to renew a card", "how to renew a card", explaining, true},
		{"en", "Share our results", "our results", discussing, true},
		{"en", "Thank you for your patience, the site is back", "", "", false},
		{"en", "Welcome to our new shop", "", "", false},
		{"en", "Celebrate with us on Saturday", "", "", false},
		{"en", "Share prices fell by 3%", "", "", false},
		{"en", "Our new bike is out on 12 March", "", "", false},
		{"en", "Post office closed on Monday", "", "", false},
		{"fr", "Annonce le lancement d'Aurore", "le lancement d'Aurore", announcing, true},
		{"fr", "Annoncer à nos clients que la boutique ferme", "la boutique ferme", announcing, true},
		{"fr", "Rédige un post LinkedIn pour annoncer l'ouverture de la boutique", "l'ouverture de la boutique", announcing, true},
		{"fr", "Peux-tu écrire un tweet pour dire que le podcast revient", "le podcast revient", telling, true},
		{"fr", "Fais un post Insta sur notre carte d'automne", "notre carte d'automne", discussing, true},
		{"fr", "Écris une publication à propos du salon", "le salon", discussing, true},
		{"fr", "Parle des portes ouvertes", "les portes ouvertes", discussing, true},
		{"fr", "Parle du concert", "le concert", discussing, true},
		{"fr", "Inviter nos clients à la soirée", "à la soirée", inviting, true},
		{"fr", "Rappelle à nos adhérents de voter", "voter", reminding, true},
		{"fr", "Rappeler que l'AG a lieu jeudi", "l'AG a lieu jeudi", reminding, true},
		{"fr", "Un post pour remercier les bénévoles", "les bénévoles", thanking, true},
		{"fr", "Fais la promo du nouveau vélo", "le nouveau vélo", promoting, true},
		{"fr", "Félicite Léa pour son prix", "Léa pour son prix", praising, true},
		{"fr", "Informe les abonnés de la fermeture", "la fermeture", announcing, true},
		{"fr", "Explique comment renouveler sa carte", "comment renouveler sa carte", explaining, true},
		{"fr", "Bienvenue à la nouvelle équipe", "", "", false},
		{"fr", "Notre vélo sort le 12 mars", "", "", false},
		{"fr", "Merci à tous les bénévoles", "", "", false},
	} {
		b := brief{lang: c.lang}
		words, does, ordered := b.orders().strip(c.brief)
		if !c.ordered {
			c.words = c.brief
		}
		if words != c.words || does != c.does || ordered != c.ordered {
			t.Errorf("%q: %q, %q, %v; want %q, %q, %v", c.brief, words, does, ordered, c.words, c.does, c.ordered)
		}
	}
}

func TestRemarksOnStyleAreNotPartOfThePost(t *testing.T) {
	for _, s := range []string{
		"Keep it short.", "Warm tone, no emojis.", "No hashtags please", "Max 3 hashtags", "Tone: playful", "Don't mention the price.",
		"For LinkedIn", "In French.", "Thanks!", "Under 50 words", "Include a call to action", "Short and punchy",
		"Ton chaleureux, pas d'emoji.", "Merci !", "Ne parle pas du prix.", "50 mots maximum", "Public : jeunes parents", "Reste sobre",
		"Sans hashtags", "Pour Instagram", "Termine par une question.", "Merci d'avance",
	} {
		if !stylistic(s) {
			t.Errorf("%q would be part of the post", s)
		}
	}
	for _, s := range []string{
		"Don't miss the deadline on Friday.", "No shipping on Monday.", "Short film festival on 3 May.", "Thanks to Léa for the photos of the day.",
		"Free entry, no booking.", "Direct trains from Lille.", "Sans gluten.", "Merci à Léa pour les photos.", "Pas de livraison lundi.",
		"Simple comme bonjour.", "Pour les enfants dès 6 ans.", "Warm soup, cold beer.", "Ouvert à tous.", "20 places.", "Instagram is down.",
	} {
		if stylistic(s) {
			t.Errorf("%q would be lost", s)
		}
	}
}
