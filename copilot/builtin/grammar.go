package builtin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// determiner is what a noun phrase begins with that can stand after a
// preposition.
var determiner = text.Lazily(`(?i)^(?:(?:the|our|a|an|my|their|his|her|its|this|these|those|all our|some|both|every|each|` +
	`le|la|les|nos|notre|un|une|ce|cet|cette|ces|mon|ma|mes|leur|leurs|son|sa|ses|votre|vos|tous nos|toutes nos|toute|tous les|toutes les)\s|l['’])`)

// determined says whether s begins with an article or the like.
func determined(s string) bool { return determiner.MatchString(s) }

// governed says whether s can stand after a preposition: a noun phrase with an
// article, or a name.
func governed(s string) bool { return determined(s) || namely.MatchString(s) }

// namely matches a name with what may qualify it: "Ada Nwosu, our new head of
// research", but not "Kite Robotics raises".
var namely = text.Lazily(`^\p{Lu}[\pL\pN’'&.-]*(?:\s+[\p{Lu}\pN][\pL\pN’'&.-]*)*(?:$|[,:(]|\s+(?:of|in|at|on|for|with|from|by|and|to|as|–|-|le|du|des|de|d['’]|à|au|aux|en|pour|avec|sur|et|chez|dès)(?:\s|$|['’]))`)

// inline is a noun phrase as it stands inside a sentence: its article in lower
// case.
func inline(s string) string {
	if m := determiner.FindString(s); lesson.MatchString(s) || m != "" && m != strings.ToUpper(m) || strings.HasPrefix(s, "A ") || strings.HasPrefix(s, "L'") {
		first, size := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(first)) + s[size:]
	}
	return s
}

// toward is a noun phrase after "to" or "à".
func toward(lang, s string) string {
	s = inline(s)
	if lang != catalogue.French {
		return "to " + s
	}
	switch {
	case hasAnyPrefix(s, "à ", "au ", "aux ", "à l"):
		return s
	case strings.HasPrefix(s, "le "):
		return "au " + s[3:]
	case strings.HasPrefix(s, "les "):
		return "aux " + s[4:]
	default:
		return "à " + s
	}
}

// of is an infinitive or a noun phrase after the French "de".
func of(s string) string {
	s = inline(s)
	switch {
	case strings.HasPrefix(s, "le "):
		return "du " + s[3:]
	case strings.HasPrefix(s, "les "):
		return "des " + s[4:]
	case elides(s):
		return "d’" + s
	default:
		return "de " + s
	}
}

func elides(s string) bool {
	first, _ := utf8.DecodeRuneInString(text.Fold(s))
	return strings.ContainsRune("aeiouy", first)
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// wordEnd is where a word ends, accents or not: \b knows no accents.
const wordEnd = `(?:[^\pL\pN]|$)`

// verb matches a finite verb that seldom is anything else, or the ways a clause
// begins.
var verb = text.Lazily(`(?i)\b(?:is|are|was|were|will|won['’]t|has|have|had|can|can['’]t|cannot|does|don['’]t|doesn['’]t|didn['’]t|` +
	`isn['’]t|aren['’]t|opens|reopens|goes|raises|starts|begins|closes|ends|launches|arrives|moves|becomes|offers|wins|won|joins|joined|runs|takes place|comes|returns|` +
	`retires?|informs|announces|invites|welcomes|celebrates|turns|receives|needs|stays?|remains?|just|now have|raised|reached|passed|collected|opened|launched|moved|started|` +
	`est|sont|sera|seront|était|étaient|ont|avons|avez|allons|va|vont|peut|peuvent|doit|doivent|fait|ouvre|ouvrent|ferme|ferment|commence|` +
	`débute|démarre|arrive|arrivent|rejoint|rejoignent|devient|propose|proposent|rouvre|rouvrent|lève|gagne|organise|lance|accueille|fête|recrute|déménage|revient|` +
	`reviennent|reste|restent|fermera|ouvrira|aura|auront|se tient|se tiendra|se termine|se terminent|se déroule|se déroulent|prend fin|a lieu|aura lieu|a dépassé|a été|a reçu|a rejoint|passe|passent|` +
	`prend|prennent|informe|informent|annonçons|invitons|quitte|quittent|reçoit|reçoivent|remporte|remportent|signe|atteint|arrête|vend|tient|arrêtons|\pL{3,}(?:era|eront|ira|iront)|recherche|cherche|change|changent|existe|permet)` + wordEnd + `|` +
	`\b(?:we|it|they|you|he|she|i|that|here|there|who|what)['’](?:re|s|ve|ll|m|d)\b|^(?:we|they|you|it|there)\s+\w+|` +
	`^(?:nous|on|vous|il|elle|ils|elles|c['’]est|ce sont|ça)\b|\bqu['’]on\b`)

// articles precede nouns that look like verbs: "la recherche", "the opens".
var articles = set(`the a an our my your their his her its this these those no of for with le la les un une des du de l d nos notre
 vos votre mon ma mes son sa ses leur leurs ce cet cette ces en par au aux`)

// relative begins what only qualifies a noun: a verb after it makes no clause.
var relative = text.Lazily(`(?i)\b(?:which|who|that|whose|where|qui|que|dont|où|qu['’])\b`)

// clause says whether s is a sentence with a verb, rather than a noun phrase.
func clause(s string) bool {
	head := s
	if m := relative.FindStringIndex(s); m != nil && m[0] > 0 {
		head = s[:m[0]]
	}
	for _, m := range verb.FindAllStringIndex(head, 12) {
		before := split(head[max(0, m[0]-16):m[0]])
		if len(before) == 0 || !articles[strings.ToLower(before[len(before)-1])] {
			return true
		}
	}
	return false
}

// finished ends s as a sentence: with a full stop, unless it has its own end, a
// link or an emoji.
func finished(s string) string {
	s = strings.TrimRight(s, " ,;–—-")
	if link := strings.TrimRight(s, "."); endsInLink(link) {
		return link
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	inner := strings.TrimRight(s, "\"”’») \u00a0")
	if s == "" || strings.ContainsRune(".!?…:", last) || unicode.Is(unicode.So, last) || endsInLink(s) ||
		len(inner) < len(s) && strings.ContainsAny(s[max(0, len(inner)-1):len(inner)], ".!?") {
		return s
	}
	return s + "."
}

// endsInLink says whether the last word of s is a link, which a full stop would
// spoil.
func endsInLink(s string) bool {
	links := text.URLs(s)
	return len(links) > 0 && links[len(links)-1].End == len(s)
}

// bare is a sentence without its end.
func bare(s string) string {
	if strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…") {
		return s
	}
	return strings.TrimRight(s, " .,;:–—-")
}
