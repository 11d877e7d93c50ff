package text

import (
	"strings"
	"sync"
)

// frenchVerbs are verb forms of news and chats that name nothing.
const frenchVerbs = `
annonce annoncé annoncer permet permettant permettre permettent prévoit prévu prévue doit devrait reste restent restera vient
viennent venu venue tient tiennent met mettent mis mise prend prennent pris prise trouve trouvent trouvé trouvée donne donnent
donné affirme affirmé déclare déclaré explique expliqué indique indiqué précise précisé estime estimé rappelle rappelé ajoute
ajouté souligne souligné concerne concernant suit suivi suivant dit disent disait disant déclarer demande demandé appelle appelé
reçoit reçu devient deviennent devenu devenue semble semblent existe existent commence commencé continue continuent permis
compte comptent comprend comprennent comporte contient contiennent présente présentent propose proposent proposé réalise
réalisé utilise utilisé utilisant sert servent servi fait-il dit-il selon-lui paraît naît connu connue connaît connaissent
voit voient vu vue vues voir savoir sait savent entendre entend attendre attend attendu répondre répond rendre rend rendu
perdre perd perdu partir part parti sortir sort sorti suite arriver arrive arrivé arrivée passer passe passé porter porte porté
mort mourir meurt né née parler parle laisser laisse laissé tomber montrer montre montré jouer gagner gagne gagné ouvrir ouvre
ouvert offrir offre offert choisir choisi agit agir réussir réussi finir fini obtenir obtenu atteindre atteint lancer lancé lancée
publier publié publiée créer créé créée mener mené menée situer situé située effectué effectuée lieu cours afin grâce face
`

// frenchSubjects are words right after which a verb stands.
const frenchSubjects = `
qui ils elles il elle on je j' tu se s' ne n' y nous vous m' t' me te ça cela
`

// frenchAuxiliaries are words after which a participle stands.
const frenchAuxiliaries = `
a ont est sont été ai as avons avez avait avaient était étaient sera seront aura auront serait seraient aurait auraient fut
furent ayant étant être avoir suis sommes êtes soit soient ait aient
`

// frenchInfinitiveSigns are words after which a form in -er, -ir or -re is a verb.
const frenchInfinitiveSigns = `
pour à de d' sans va vont peut peuvent doit doivent faire fait faut veut veulent devrait pourrait pourraient devraient afin par
`

const frenchAdjectives = `
nouveau nouvelle nouveaux nouvelles nouvel ancien ancienne anciens anciennes grand grande grands grandes petit petite petits petites
bon bonne bons bonnes meilleur meilleure gros grosse haut haute bas basse long longue premier première premiers premières
deuxième troisième second seconde dernier dernière derniers dernières prochain prochaine principal principale principaux
important importante importants importantes différent différente différents différentes nombreux nombreuses divers diverses
seul seule seuls seules jeune jeunes vieux vieille beau belle propre propres total totale possible possibles actuel actuelle
`

type frenchLexicon struct{ verbs, subjects, auxiliaries, infinitiveSigns, adjectives map[string]bool }

var frenchWords = sync.OnceValue(func() frenchLexicon {
	return frenchLexicon{
		verbs: setOf(frenchVerbs), subjects: setOf(frenchSubjects), auxiliaries: setOf(frenchAuxiliaries),
		infinitiveSigns: setOf(frenchInfinitiveSigns), adjectives: setOf(frenchAdjectives),
	}
})

var (
	frenchVerbEnds      = []string{"ez", "aient", "eraient", "erait", "eront", "iront", "isent", "issent", "issait", "èrent", "irent", "âmes"}
	frenchAdjectiveEnds = []string{
		"ique", "iques", "eux", "euse", "euses", "if", "ifs", "ive", "ives", "el", "elle", "els", "elles", "able", "ables", "ible",
		"ibles", "al", "ale", "aux", "ales", "aire", "aires", "ien", "ienne", "iens", "iennes", "ais", "aise", "aises", "ois", "oise",
		"é", "ée", "és", "ées", "ant", "ante", "ants", "antes", "ain", "aine", "ains", "aines",
	}
	frenchParticipleEnds = []string{"é", "ée", "és", "ées", "i", "ie", "is", "it", "u", "ue", "us", "ues"}
	frenchInfinitiveEnds = []string{"er", "ir", "dre", "mettre"}
)

// frenchClass returns the class of a word that is no function word.
func frenchClass(t token) class {
	lex := frenchWords()
	switch {
	case t.proper && !t.opens:
		return noun
	case lex.verbs[t.word], hasSuffix(t.word, frenchVerbEnds), isInverted(t.word) && t.word != "rendez-vous":
		return outside
	case strings.HasSuffix(t.word, "ment") && isFrenchAdverb(t.word):
		return adverb
	case lex.adjectives[t.word], hasSuffix(t.word, frenchAdjectiveEnds):
		return modifier
	}
	return noun
}

// isFrenchAdverb reports whether word in -ment is made from an adjective rather
// than from a verb (rapidement, but lancement).
func isFrenchAdverb(word string) bool {
	return hasSuffix(word, []string{
		"amment", "emment", "ellement", "alement", "iquement", "ivement", "ablement", "iblement",
		"usement", "èrement", "idement", "ainement", "airement", "ément", "iment", "ûment", "ctement", "inement", "ortement",
	}) &&
		word != "aliment" && word != "bâtiment" && word != "sentiment" && word != "régiment" && word != "élément" && word != "supplément" &&
		word != "département" && word != "appartement" && word != "traitement" && word != "compliment" && word != "événement"
}

// isSummer holds the words after which "été" is the season rather than "been".
var isSummer = map[string]bool{"l'": true, "d'": true, "cet": true, "en": true, "un": true, "chaque": true, "bel": true}

// settleFrench tells verbs from nouns by what is before them.
func settleFrench(tokens []token, i int) {
	t := &tokens[i]
	before := neighbour(tokens, i, -1)
	if t.word == "été" && isSummer[before] {
		t.class = noun
	}
	if before == "de" && (t.word == "la" || t.word == "l'") {
		t.class = joint
	}
	if t.class != noun && t.class != modifier && t.class != doubtful || t.proper {
		return
	}
	lex := frenchWords()
	switch {
	case lex.subjects[before]:
		t.class = outside
	case lex.auxiliaries[before] && hasSuffix(t.word, frenchParticipleEnds):
		t.class = outside
	case lex.infinitiveSigns[before] && isInfinitive(t.word):
		t.class = outside
	}
}

// isInfinitive reports whether word has the ending of a verb and is none of the
// names that share it.
func isInfinitive(word string) bool {
	return hasSuffix(word, frenchInfinitiveEnds) && !hasSuffix(word, []string{"ier", "oir", "ordre"}) && !notInfinitives[word]
}

var notInfinitives = setOf(`hiver cancer leader poster flyer sticker newsletter manager designer twitter cluster computer partner
danger étranger boulanger berger verger loyer foyer désir plaisir loisir avenir souvenir soupir cadre cèdre poudre foudre cendre
gendre genre chambre filière dîner déjeuner goûter enfer transfer starter twitter messenger revolver casier layer player hiver`)
