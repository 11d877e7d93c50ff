package builtin

import (
	"strings"
	"sync"

	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// What of a brief is for whoever writes, and never for those who read the post.
var (
	// inside matches a note that says of itself that it stays in the house.
	inside = text.Lazily(`(?is)^\W*(?:(?:note|info|comment|remark|reminder|context|background|remarque|commentaire|rappel|contexte)s?[ -]*)?` +
		`(?:\(?(?:strictly\s+|strictement\s+)?(?:internal(?:ly)?|confidential|private|off[ -]the[ -]record|not for publication|not for public(?:ation)?|` +
		`interne|en interne|confidentiel(?:le)?s?|privée?s?|entre nous|pas pour publication|hors publication|off|nfp)\)?)` +
		`(?:\s+(?:only|use only|notes?|info|comment|remark|seulement|uniquement))*[\s\x{00A0}]*(?::|[–—]|-\s).*$`)
	// asideInside is one in brackets.
	asideInside = text.Lazily(`(?i)\s*[(\[](?:(?:note|info)s?\s+)?(?:internal(?:ly)?|confidential|off the record|interne|en interne|confidentiel(?:le)?|entre nous|off)(?:\s+(?:only|note|use only))?[\s\x{00A0}]*[:,–—-][^)\]]*[)\]]`)
	// unpublished ends what must not be published.
	unpublished = text.Lazily(`(?i)[,;(–—-]\s*(?:(?:please\s+|pls\s+)?(?:do not|don['’]?t|not to be|not for)\s+(?:publish(?:ed)?|publication|post(?:ed)?|mention(?:ed)?|shared? (?:publicly|outside))|` +
		`(?:merci de\s+)?(?:à\s+)?(?:ne pas|ne surtout pas)\s+(?:publier|diffuser|communiquer|mentionner|ébruiter)|(?:keep|garde[rz]?)\s+(?:it\s+|this\s+|ça\s+)?(?:internal|between us|entre nous|pour (?:toi|vous|nous)))\W*$`)
	// styleHead is how orders about style before a colon begin.
	styleHead = text.Lazily(`(?i)^(?:on\s+)?(?:tutoie|tutoyer|tutoyez|vouvoie|vouvoyer|vouvoyez|ton|tone|style|keep|use|no|without|sans|reste|restez|sois|soyez|pas|avec|urgent|asap|svp|stp|don['’]?t|do not|never|avoid|ne|faut|merci de ne|évite[rz]?)(?:[^\pL]|$)`)
)

// unsaid says whether a sentence of a brief must not come out.
func unsaid(s string) bool { return inside.MatchString(s) || unpublished.MatchString(s) }

// unled takes orders about style off the beginning of a line that goes on with what to
// say: "tutoie le lecteur, ton fun : la piscine rouvre".
func unled(line string) string {
	head, rest, ok := strings.Cut(line, ": ")
	head = strings.TrimRight(head, " \u00a0")
	if !ok || len(head) > mostStyle || len(strings.Fields(head)) < 2 || !styleHead.MatchString(head) || strings.TrimSpace(rest) == "" {
		return line
	}
	if !every(strings.Split(head, ","), ordersManner) || stylistic(rest) || len(network.Hashtags(rest)) > 0 && onlyTags(rest) {
		return line
	}
	return rest
}

// untailed takes orders about style off the end of a line that says something before:
// "our bike is out on 12 March, no superlatives".
func untailed(line string) string {
	parts := strings.SplitAfter(line, ", ")
	for len(parts) > 1 {
		last := strings.TrimSpace(parts[len(parts)-1])
		if !styleHead.MatchString(last) || !ordersManner(last) {
			break
		}
		parts = parts[:len(parts)-1]
	}
	return strings.TrimSuffix(strings.Join(parts, ""), ", ")
}

// ordersManner is manner, but for the labels that say what a style is.
func ordersManner(s string) bool {
	s = strings.TrimSpace(s)
	return manner(s) && !strings.ContainsRune(s, ':')
}

// What people in a hurry write for words that orders begin with.
const (
	hastyEN = `(?:(?:please|pls|plz|plse|and|but|also|oh|btw|ps|nb|note|so|just|kindly)[,:. ]+)*`
	hastyFR = `(?:(?:stp|svp|s['’]il (?:te|vous) pla[iî]t|merci|et|mais|aussi|ps|nb|attention|bien sûr|surtout)[,:. ]+)*`
)

// hasty are the orders about how to write, and about what not to say, as they are
// typed in a chat: with apostrophes missing, words cut short and politeness around.
var hasty = sync.OnceValue(func() []*text.Pattern {
	const (
		day  = `(?:(?:early |late |this |next |end of |eod |the end of )*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|tonight|tomorrow|tmrw|tmr|noon|asap|now|eod|next week|this week|(?:the )?\d.*)`
		jour = `(?:(?:ce |cette |le |la )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|aujourd['’]?hui|soir|midi|semaine|week-?end|fin de (?:semaine|journée))|(?:le )?\d.*|asap)`
		this = `(?:it|this|that|the (?:post|text|copy|draft|thing))`
		work = `(?:post|tweet|text|copy|draft|publication|texte|message|story|newsletter)`
		un   = `(?:(?:le|un|ce)\s+)?`
	)
	list := []string{
		hastyEN + `(?:don['’ ]?t|do ?n[o']t|never|avoid|without|no need to|no|(?:we|you) (?:don['’]?t|do not) (?:need|want|have) to|you (?:must not|mustn['’]?t|should not|shouldn['’]?t))\s+` +
			`(?:ever\s+|even\s+|please\s+)?(?:mention(?:s|ing)?|talk(?:ing)?|tell(?:ing)?|say(?:ing)?|speak(?:ing)?|disclos(?:e|ing)|reveal(?:ing)?|publish(?:ing)?|nam(?:e|ing) names)\b.*`,
		hastyFR + `(?:(?:de\s+)?(?:ne\s+)?(?:surtout\s+)?pas|(?:il\s+)?(?:ne\s+)?faut\s+(?:surtout\s+)?pas|(?:on\s+|nous\s+)?(?:ne\s+|n['’])|inutile de|évite[rz]?\s+de|éviter\s+de)\s*` +
			`(?:que l['’]on\s+|qu['’]on\s+)?(?:parler|mentionner|dire|citer|évoquer|révéler|publier|communiquer sur|diffuser|aborder|préciser|indiquer|divulguer)(?:\s+(?:de|du|des|le|la|les|l['’]|d['’]|son|sa|ses|nos|notre|que|qu['’]|pourquoi|comment|où|quand|ça|au|aux|à|sur)|\s+\p{Lu}|\W*$).*`,
		hastyFR + `(?:on\s+|nous\s+)?(?:ne?\s+)?(?:parle[sz]?|parlons|mentionne[sz]?|mentionnons|di(?:s|t|tes|sons)|cite[sz]?|évoque[sz]?|révèle[sz]?|publie[sz]?)\s+(?:surtout\s+)?(?:pas|rien|jamais)\b.*`,
		`(?:(?:deadline|délai|urgent|timing)\s*:\s*)?` + hastyEN + `(?:i|we)(?:['’]?d)?\s+(?:really\s+)?(?:need|want|would like|must have|have to have)\s+` + this + `\s+(?:\w+\s+)?(?:by|before|for|on|asap|today|tonight|tomorrow|now)\b.*`,
		`(?:(?:deadline|délai|date limite|urgent|timing)\s*:\s*)?` + hastyFR + `(?:il\s+)?(?:me|m['’]|nous|j['’]|je|on)\s*(?:le\s+|la\s+)?(?:en\s+)?(?:ai\s+besoin|a\s+besoin|faut|faudrait|veux|voudrais|voudrait|faut ça|faut le ` + work + `)\s*(?:de ça|du ` + work + `|ça|le ` + work + `)?\s*(?:pour|pr|avant|d['’]ici|dès)\s+` + jour + `.{0,40}`,
		`(?:to\s+(?:be\s+)?)(?:post(?:ed)?|publish(?:ed)?|go out|send|sent|scheduled?)\s+(?:by|before|no later than)\s+.{1,40}`,
		`(?:send|get|post|publish)\s+` + this + `\s+(?:to me\s+|back\s+|out\s+)?(?:by|before|asap)\b.{0,40}`,
		`(?:à|a)\s+(?:publier|poster|mettre en ligne|diffuser|rendre|livrer|programmer|valider)\s+(?:(?:au plus tard|avant|pour|pr|d['’]ici|dès)\s+)+.{1,40}`,
		`(?:c['’]est\s+)?(?:(?:urgent|asap|vite|rapido|svp|stp|please|pls|need)[\s!,.:–-]+)+` + un + work + `(?:\s+(?:needed\s+)?(?:pr|pour|for|by|avant|before)\s+(?:` + day + `|` + jour + `).{0,20})?`,
		un + work + `\s+(?:pr|pour|for|by|avant|before)\s+(?:` + day + `|` + jour + `)\s*(?:svp|stp|please|pls|asap|urgent)[\s!.]*`,
		`(?:no|without|avoid|zero|fewer|less)\s+(?:superlatives?|clich[ée]s?|puns?|humou?r|jokes?|sarcasm|irony|hype|slang|clickbait|exaggerations?|buzzwords?|anglicisms?|corporate speak|marketing speak)(?:(?:,| or| and|, no)\s+[\w ]{3,20})?(?:\s+(?:please|pls))?`,
		`(?:pas|sans|z[ée]ro|aucun|évite[rz]?)\s*(?:d['’]|de\s+|les\s+|le\s+|la\s+|l['’]|trop\s+de\s+)?(?:superlatifs?|clichés?|langue de bois|bla-?bla|emphase|humour|ironie|jeux? de mots|blagues?|franglais|anglicismes?|jargon|argot|putaclic|exagérations?|langage marketing|ton (?:trop )?(?:commercial|pub|marketing|corporate))(?:(?:,| ni| et|, pas)\s+(?:d['’]|de\s+)?[\pL ]{3,20})?(?:\s+(?:stp|svp))?`,
		`(?:on\s+)?(?:tutoie[sz]?|tutoyer|tutoyez|vouvoie[sz]?|vouvoyer|vouvoyez)(?:[- ](?:les|le|la|nos|tout)?\s*[\pL’'-]+){0,3}`,
	}
	all := make([]*text.Pattern, len(list))
	for i, s := range list {
		all[i] = text.Lazily(`(?is)^(?:` + s + `)$`)
	}
	return all
})
