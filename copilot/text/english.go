package text

import (
	"strings"
	"sync"
)

// englishVerbs are verbs that hardly ever stand in a name as they are. Their
// regular forms are made from them.
const englishVerbs = `
accept accomplish achieve acquire act add adopt affect agree aim allow analyze analyse announce appear apply argue arise arrive
ask assess assign associate assume attempt attract avoid become begin behave believe belong bring build buy calculate call
carry cause choose claim clarify collect combine come compare complete compute conclude conduct confirm connect consider consist
constitute construct contain continue contribute convert correspond create decide decrease define demonstrate denote depend
derive describe determine develop devote differ discuss display distinguish divide drive elucidate eliminate emerge employ
enable encourage enhance ensure enter establish estimate evaluate examine exceed exhibit exist expect explain exploit explore
extend extract facilitate fail fall feel fill find fit focus follow form formulate gain generate give go grow happen help hide
highlight hold identify illustrate imagine implement imply improve include incorporate increase indicate induce infer inform
introduce invent investigate invite involve join keep know launch lead learn leave let lie live look lose maintain make manage
mean meet mention move need observe obtain occur offer operate organize overcome pay perform permit play plot point possess
predict prefer prepare present prevent prove provide publish put raise reach realize receive recognize recommend reduce refer
reflect relate rely remain remember remove replace report represent require resemble resolve result retain return reveal run
satisfy say see seek seem select send serve set share show simulate solve speak specify spend stand start stay stop store
suffer suggest summarize support suppose take tackle talk teach tell tend test think thrive treat try turn understand undergo use
utilize validate vary verify visit wait want warn work write yield
`

const englishIrregular = `
became become began begun brought built bought chosen chose came did done drawn drew driven drove fallen fell felt found gave
given gone went got gotten grew grown held hid hidden kept knew known laid led left lost made meant met paid put ran said saw
seen sent shown showed sought sold spoken spoke stood taken took taught thought told understood understands underwent won
wrote written becomes goes does says makes gets
`

// afterVerbal are words that a verb follows.
const afterVerbal = `
will would can could may might must should shall cannot can't won't don't doesn't didn't couldn't wouldn't shouldn't not never
we they i you he she who let please let's to we'll i'll you'll they'll we'd i'd
`

// beforeObject are words that start what a verb acts on.
const beforeObject = `
the a an this that these those its their our your my his her it them us all each any some how what whether which
`

// participleSigns are words after which a form in -ing or -ed is a verb.
const participleSigns = `
is are was were be been being am has have had having get got by while when after before without i'm we're they're it's
`

// adjectives of no telling ending, and words of quantity and order.
const plainAdjectives = `
new old big small large great good better best bad worse worst high higher highest low lower lowest long short wide
narrow deep early late recent current present previous next last first second third final main major minor key same
different similar certain clear full empty free true false real simple complex single double multiple various several
many few numerous important significant able available possible likely due common general specific particular special
strong weak fast slow hard soft hot cold warm cool young rich poor easy difficult quick open close entire whole
overall total relevant appropriate suitable capable responsible aware ready sure safe nice fine pretty happy sad
non finite infinite dense sparse smooth rough thin thick heavy light bright dark clean dirty
`

type englishLexicon struct {
	verbs, afterVerbal, beforeObject, participleSigns, adjectives map[string]bool
}

var englishWords = sync.OnceValue(func() englishLexicon {
	lex := englishLexicon{
		verbs: setOf(englishIrregular), afterVerbal: setOf(afterVerbal), beforeObject: setOf(beforeObject),
		participleSigns: setOf(participleSigns), adjectives: setOf(plainAdjectives),
	}
	for _, v := range strings.Fields(englishVerbs) {
		for _, form := range englishForms(v) {
			lex.verbs[form] = true
		}
	}
	return lex
})

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// englishForms returns the regular forms of verb, less those that name things
// at least as often (results, uses).
func englishForms(verb string) []string {
	stem := strings.TrimSuffix(verb, "e")
	switch {
	case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeiou"):
		y := strings.TrimSuffix(verb, "y")
		return []string{verb, y + "ies", y + "ied", verb + "ing"}
	case ambiguousVerbs[verb]:
		return []string{stem + "ed"}
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"):
		return []string{verb, verb + "es", stem + "ed", stem + "ing"}
	}
	last := verb[len(verb)-1:]
	return []string{verb, verb + "s", stem + "ed", stem + "ing", verb + last + "ed", verb + last + "ing"}
}

// ambiguousVerbs name things as often as not.
var ambiguousVerbs = setOf(`
act aim attempt cause claim decrease display divide drive estimate exploit extract focus form gain help highlight increase
launch lead look move need offer pay play plot point present report result return run set share show start stay stop store
support talk test turn use visit work yield call fit fall fill hold stand study change design plan update release
post answer track order check book sort
`)

// englishClass returns the class of a word that is no function word.
func englishClass(t token) class {
	lex := englishWords()
	switch {
	case t.proper && !t.opens:
		return noun
	case strings.HasSuffix(t.word, "ly") && !notAdverbs[t.word]:
		return adverb
	case lex.verbs[t.word] && !isParticiple(t.word):
		return outside
	case hasSuffix(t.word, doubtfulEnds):
		return doubtful
	case isParticiple(t.word), lex.adjectives[t.word], hasSuffix(t.word, adjectiveEnds):
		return modifier
	}
	return noun
}

var notAdverbs = setOf(`family supply assembly anomaly reply italy july ally rally belly bully fly butterfly jelly monopoly
polly assembly homily lily daily weekly monthly friendly early likely costly lively only`)

var (
	adjectiveEnds = []string{"ous", "able", "ible", "ful", "less", "ical", "ional", "ual", "ular", "esque", "ern", "ese"}
	doubtfulEnds  = []string{"ive", "ary", "ic", "al", "ent", "ant", "ing"} // names as well: signal, metric, agent, marketing
)

func hasSuffix(word string, ends []string) bool {
	for _, end := range ends {
		if len(word) > len(end)+2 && strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

func isParticiple(word string) bool {
	return len(word) > 4 && (strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "eed") || strings.HasSuffix(word, "ing"))
}

// settleEnglish tells verbs from nouns and participles by what is around them.
func settleEnglish(tokens []token, i int) {
	t := &tokens[i]
	c := contextOf(tokens, i)
	switch {
	case c.before == "of" && (t.word == "the" || t.word == "a" || t.word == "an"):
		t.class = joint
	case t.class != noun && t.class != modifier && t.class != doubtful || t.proper:
	case strings.HasSuffix(t.word, "ed") && isParticiple(t.word):
		if c.ends || c.afterNoun {
			t.class = outside
		}
	case isParticiple(t.word):
		if c.object || englishWords().participleSigns[c.before] || c.afterNoun && englishWords().verbs[t.word] {
			t.class = outside
		}
	case c.makesVerb(*t):
		t.class = outside
	}
}

// context is what stands around a word in the same stretch of text.
type context struct {
	before    string // the word before, adverbs skipped after a pronoun or auxiliary
	ends      bool   // a function word or nothing follows
	object    bool   // what follows is acted on
	afterNoun bool
	plural    bool // in the plural
}

func contextOf(tokens []token, i int) context {
	before, after := neighbour(tokens, i, -1), neighbour(tokens, i, 1)
	c := context{before: before, ends: after == "" || Stop(English, after), object: englishWords().beforeObject[after]}
	if before == "" {
		return c
	}
	last := tokens[i-1]
	c.afterNoun, c.plural = last.class == noun, isPlural(last)
	if subject := neighbour(tokens, i-1, -1); last.class == adverb && englishWords().afterVerbal[subject] {
		c.before = subject // we really hope
	}
	return c
}

// makesVerb reports whether t, no participle, is a verb in its context.
func (c context) makesVerb(t token) bool {
	lex := englishWords()
	ambiguous := ambiguousVerbs[t.word]
	switch {
	case c.before == "to":
		return c.object || ambiguous
	case lex.afterVerbal[c.before]:
		return t.class == noun
	case ambiguous && c.plural && !c.ends:
		return true
	}
	return ambiguousVerbs[strings.TrimSuffix(t.word, "s")] && c.object && c.before != "the" && c.before != "a"
}

// isPlural reports whether t is a noun in the plural, after which a word that
// may be a verb is one (owners track orders), unless it often specifies others.
func isPlural(t token) bool {
	return t.class == noun && !t.proper && len(t.word) > 3 && strings.HasSuffix(t.word, "s") && !strings.HasSuffix(t.word, "ss") &&
		!hasSuffix(t.word, []string{"us", "is", "ics"}) && !specifiers[t.word]
}

var specifiers = setOf("sales sports news systems operations customs savings goods earnings results communications")
