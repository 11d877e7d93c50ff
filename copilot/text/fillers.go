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
