package text

import "sync"

// Words that are no stop words, since a sentence can turn on them, but that
// name nothing a text is about.
const fillerWords = `
ok okay lol haha thanks thank please hello hi hey yes yeah no nope sure sorry welcome bye cheers oh ah hmm wow
today tomorrow yesterday tonight monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
merci bonjour bonsoir salut coucou oui non svp stp désolé désolée bravo bienvenue
lundi mardi mercredi jeudi vendredi samedi dimanche
janvier février avril mai juin juillet août septembre octobre novembre décembre
two three four five six seven eight nine ten twenty thirty forty fifty hundred thousand million billion
deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent cents mille millions milliards
fig figs figure eq eqs ref refs table tab section chapter mr mrs ms dr prof
`

var fillers = sync.OnceValue(func() map[string]bool { return setOf(fillerWords) })

// vagueWords name nothing in particular, alone or at the end of a phrase.
const vagueWords = `
thing things way ways lot lots bit kind kinds sort sorts type types example examples case cases fact facts number numbers
part parts time times day days week weeks month months year years hour hours minute minutes moment morning evening afternoon
people person everyone guy guys news look idea ideas reason reasons result results back end side one ones chance plenty
range variety set amount amounts level levels order terms addition contrast respect regard focus aim goal paper letter
work works study studies author authors article section question questions problem problems help need needs
chose choses façon façons manière manières sorte sortes type types exemple exemples cas fait faits nombre nombres
partie parties fois jour jours journée semaine semaines mois an ans année années heure heures minute minutes moment matin
matinée soir soirée personne personnes gens monde idée idées raison raisons résultat résultats fin côté place coup chance
ensemble niveau niveaux ordre termes but suite nouvelle nouvelles question questions problème problèmes besoin besoins
`

var vague = sync.OnceValue(func() map[string]bool { return setOf(vagueWords) })
