package builtin

import "embed"

// What people say when they decide, promise, doubt and object: a phrase a line,
// both languages in one file, accents and apostrophes do not matter. A phrase is
// there only if it seldom means anything else.
//
//go:embed cues/*.txt
var phraseLists embed.FS

// cuesIn reads a list. It is part of the binary: without it there are no cues,
// and the tests of what came of a thread fail.
func cuesIn(name string) cues {
	list, err := phraseLists.ReadFile("cues/" + name + ".txt")
	if err != nil {
		return cues{}
	}
	return newCues(string(list))
}

var (
	decided   = cuesIn("decided")   // settle something
	sealed    = cuesIn("sealed")    // settle what somebody else has just proposed
	proposed  = cuesIn("proposed")  // put something up for a decision
	hedged    = cuesIn("hedged")    // before a cue, take its force away
	objected  = cuesIn("objected")  // are against something
	ignorant  = cuesIn("ignorant")  // are no answer
	nods      = cuesIn("nods")      // whole messages that only go along
	phatic    = cuesIn("phatic")    // questions that ask for nothing
	whenAsked = cuesIn("whenasked") // questions for a moment or an amount
	whoAsked  = cuesIn("whoasked")  // questions for somebody
	knowing   = cuesIn("knowing")   // questions whether anybody knows
	suggested = cuesIn("suggested") // proposals that ask for a yes
	assenting = cuesIn("assenting") // open a remark that goes along with a proposal
	resolved  = cuesIn("resolved")  // tell that something is done, or what was the matter
	feelings  = cuesIn("feeling")   // show how somebody feels about it
	undecided = cuesIn("undecided") // say that something is still to be decided
)

var (
	// tail are words after which a question mark asks for a nod, not for an answer.
	tail = set(`right no ok okay eh huh non hein si`)
	// dated are words that tell a moment or an amount without a digit.
	dated = set(`monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight yesterday soon now
 never week month year january february march april may june july august september october november december
 lundi mardi mercredi jeudi vendredi samedi dimanche demain hier bientot maintenant semaine mois janvier fevrier mars
 avril mai juin juillet aout septembre octobre novembre decembre one two three four five six seven eight nine ten
 deux trois quatre cinq sept huit neuf dix gratuit free noon midi`)
	// persons are words that tell somebody without a name.
	persons = set(`i me we us my je j moi nous on he she they il elle ils elles`)
	// yes and refusing are answers in a word.
	yes      = set(`yes yep yeah sure ok okay oui ouais deal absolutely definitely carrement volontiers`)
	refusing = set(`no nope non`)
	// agreement are words before somebody draws the sum, therefore those that do, and
	// deciders who decides.
	agreement = set(`great ok okay perfect good fine right cool alright excellent parfait bien tres super top entendu bon allez yes oui d accord`)
	therefore = set(`so then donc alors`)
	// consequent are those that need no agreement, where a message begins with them.
	consequent = set(`then alors`)
	deciders   = set(`we on nous it the let`)
	// past are words after who decides that tell of what was, in either language.
	past = set(`was were had have ve did went got came saw est a avait etait etaient ont sommes avons avions etions suis etais`)
	// soIt are words with which "it is" says no more than that.
	soIt = set(`so how that this as what where there here maybe i you we because if where when`)
)
