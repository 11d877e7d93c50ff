package text

import (
	"strings"
	"sync"
)

// spelling is a trait of words: English if weight is above zero, French if below.
type spelling struct {
	prefix, inside, suffix string
	weight                 float64
}

func (p spelling) in(word string) bool {
	return strings.HasPrefix(word, p.prefix) && strings.HasSuffix(word, p.suffix) && strings.Contains(word, p.inside)
}

var spellings = []spelling{
	{suffix: "ing", weight: 0.8},
	{suffix: "ings", weight: 0.6},
	{suffix: "ness", weight: 0.8},
	{suffix: "ful", weight: 0.6},
	{suffix: "less", weight: 0.6},
	{suffix: "ed", weight: 0.6},
	{suffix: "ly", weight: 0.6},
	{suffix: "ty", weight: 0.5},
	{suffix: "y", weight: 0.3},
	{suffix: "ship", weight: 0.8},
	{suffix: "ies", weight: 0.2},
	{suffix: "ght", weight: 0.7},
	{inside: "th", weight: 0.4},
	{inside: "sh", weight: 0.4},
	{inside: "ck", weight: 0.4},
	{inside: "w", weight: 0.5},
	{inside: "k", weight: 0.3},
	{inside: "oo", weight: 0.4},
	{inside: "ee", weight: 0.4},
	{prefix: "wh", weight: 0.5},
	{suffix: "ll", weight: 0.4},
	{suffix: "ss", weight: 0.3},
	{suffix: "ch", weight: 0.3},
	{suffix: "ous", weight: 0.2},
	{suffix: "ate", weight: 0.2},
	{suffix: "ble", weight: 0},
	{suffix: "ical", weight: 0.6},
	{suffix: "ea", weight: 0.2},
	{suffix: "eur", weight: -0.6},
	{suffix: "eurs", weight: -0.7},
	{suffix: "eux", weight: -0.8},
	{suffix: "euse", weight: -0.7},
	{suffix: "euses", weight: -0.8},
	{suffix: "ique", weight: -0.4},
	{suffix: "iques", weight: -0.5},
	{suffix: "ement", weight: -0.3},
	{suffix: "ements", weight: -0.2},
	{suffix: "aient", weight: -0.8},
	{suffix: "ait", weight: -0.5},
	{suffix: "ais", weight: -0.5},
	{suffix: "ez", weight: -0.7},
	{suffix: "ons", weight: -0.2},
	{suffix: "oir", weight: -0.6},
	{suffix: "elle", weight: -0.4},
	{suffix: "nelle", weight: -0.3},
	{suffix: "utes", weight: -0.3},
	{suffix: "ertes", weight: -0.5},
	{suffix: "elles", weight: -0.7},
	{suffix: "eau", weight: -0.7},
	{suffix: "eaux", weight: -0.8},
	{suffix: "aux", weight: -0.7},
	{suffix: "ette", weight: -0.4},
	{suffix: "oire", weight: -0.7},
	{suffix: "ienne", weight: -0.7},
	{suffix: "ien", weight: -0.4},
	{suffix: "ier", weight: -0.2},
	{suffix: "ière", weight: -0.3},
	{suffix: "isation", weight: -0.4},
	{suffix: "ir", weight: -0.3},
	{suffix: "aire", weight: -0.5},
	{suffix: "aires", weight: -0.6},
	{suffix: "ée", weight: -0.2},
	{suffix: "és", weight: -0.2},
	{suffix: "tre", weight: -0.3},
	{suffix: "ches", weight: 0},
	{inside: "oix", weight: -0.5},
	{suffix: "eil", weight: -0.5},
	{inside: "qu", weight: -0.2},
	{inside: "eu", weight: -0.2},
	{inside: "aî", weight: -0.3},
	{suffix: "onne", weight: -0.5},
}

// third stands for the languages that are neither, by their commonest words.
const third = "other"

// Words beyond the stop words that chats and briefs are full of.
const (
	englishChat = `
thanks thank thx please pls hi hello hey yes yeah yep nope sure sorry welcome great good nice awesome new our my
today tomorrow yesterday week month year monday tuesday wednesday thursday friday saturday sunday january february
march april june july august september october november december morning tonight team people customers launch
launching update updates release meeting draft write make need want know think see look like love help free first
last next soon coming big best better win ready join us check day days time work works working call share read
learn tell say said going back right way thing things lot guys everyone winter summer autumn sale sales store shop
give take send come open opening hiring job jobs event holiday holidays free people little while
schedule outage shorter longer add remove change make keep approved rejected agreed noted registration
registrations testimonial testimonials tip tips deal deals introducing announcing featuring upcoming
`
	frenchChat = `
merci bonjour bonsoir salut coucou oui non ouais svp stp désolé désolée pardon bienvenue bravo félicitations
nouveau nouvelle nouveaux nouvelles nouvel bon bonne bons bonnes beau belle grand grande petit petite premier
première dernier dernière prochain prochaine semaine mois année ans jour jours lundi mardi mercredi jeudi vendredi
samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre matin soir
équipe gens clients lancement lancer annonce annoncer appli réunion besoin merveilleux parfait super génial cool
journée soirée rentrée soldes offre gratuit gratuite découvrir découvrez rejoignez venez profitez merci
hiver été automne printemps boutique magasin dommage chouette ah madame monsieur recrutement ouverture fête fêtes
court courte long longue ajoute ajouter enlève enlever change validé refusé noté inscription inscriptions fermeture
témoignage témoignages conseil conseils présentation découverte tkt jpp bcp pcq stp dsl
rendez-vous ensemble monde vie travail ville entreprise tard tôt chose choses fois mieux grâce accord quoi
`
	otherWords = `
el los las una unos unas del al con por para pero muy más está están hola gracias y su sus como
der die das und ist nicht ich wir sie ein eine einen mit für auf dem den von zu im auch noch wie hallo danke unsere
il gli di che è per non sono con della del delle nel alla questo ciao grazie
o os um uma não com para mais obrigado você está
het een van niet en ik je wij zijn de is er dat die deze heel voor met op dat maar ook
`
)

// languageWords maps each language to the words that speak for it. Those that
// are common in both, such as "on" or "cool", stand in both and say nothing.
var languageWords = sync.OnceValue(func() map[string]map[string]bool {
	sets := map[string]map[string]bool{}
	add := func(lang, words string, bare bool) {
		if sets[lang] == nil {
			sets[lang] = map[string]bool{}
		}
		for _, w := range strings.Fields(words) {
			sets[lang][w] = true
			if bare {
				sets[lang][Fold(w)] = true
			}
		}
	}
	add(English, englishStops+englishChat+sharedWords, false)
	add(French, frenchStops+frenchChat+sharedWords, true)
	add(third, otherWords, false)
	return sets
})

// leanings are words of both languages that are far commoner in one, English
// above zero.
var leanings = map[string]float64{
	"but": 0.5, "an": 0.4, "if": 0.5, "or": 0.4, "sale": 0.5, "free": 1, "in": 0.5, "sent": 0.3, "to": 1, "time": 0.8,
	"pour": -0.6, "de": -0.6, "comment": -0.3, "tout": -0.6, "est": -0.6, "tu": -0.8, "moi": -0.6, "plus": -0.2, "la": -0.8,
	"le": -0.8, "du": -0.6, "et": -0.8, "en": -0.6, "des": -0.7, "pas": -0.7, "les": -0.8,
}

// sharedWords are at home in both languages, at least in chats.
const sharedWords = `
ok okay cool super lol mdr haha top bye meeting call draft post update feature email mail web app chat public image
message note page table date question solution service services information article budget client important
car on or me a an as but son ton main no sent fin plus comment point mars mode sale pays mine if tout
due dire fit font fort main net pile place possible simple rare six total version week-end weekend brief black friday newsletter promo flash change
marketing design social media podcast webinar slide slides business feedback deadline brainstorming standup sprint
slack discord instagram tiktok facebook linkedin twitter mastodon bluesky threads youtube whatsapp github google
`
