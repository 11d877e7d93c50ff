package builtin

import (
	"slices"
	"strings"
	"sync"

	"github.com/brouillon/brouillon/copilot/network"

	"github.com/brouillon/brouillon/copilot/text"
)

// styles recognise what a brief says about how to write, which is not what to
// write: "keep it short", "ton chaleureux", "no emojis".
var styles = sync.OnceValue(func() []*text.Pattern {
	const trait = `(?:short|brief|simple|light|warm|formal|friendly|fun|funny|punchy|casual|concise|professional|playful|neutral|` +
		`direct|enthusiastic|upbeat|serious|sober|human|catchy|positive|engaging|inclusive|informal|respectful|cheerful|relaxed)`
	const traitFR = `(?:courte?|brefs?|brève|simple|léger|chaleureu(?:x|se)|formel(?:le)?|sympa|amical|fun|drôle|percutante?|concise?|` +
		`pro|professionnel(?:le)?|ludique|neutre|direct|enthousiaste|sérieux|sobre|humain|accrocheur|positif|engageant|inclusif|décontracté|dynamique|détendu)`
	list := []string{
		`(?:please\s+)?(?:keep|make|write)\s+(?:it|this|the (?:tone|post|text|copy))\s+(?:very\s+|quite\s+|nice and\s+)?` + trait + `(?:(?:,|\s+and|\s+but)\s+` + trait + `)*`,
		`(?:please\s+)?(?:use|with|in)\s+an?\s+[\w ,-]*\b(?:tone|style|voice)`,
		`(?:(?:very|quite|rather)\s+)?` + trait + `(?:(?:,|\s+and|\s+but)\s+` + trait + `)*(?:\s+(?:tone|style|voice))?(?:\s+please)?`,
		`(?:no|without|zero|few|one or two|some|use)\s+(?:emojis?|hashtags?|exclamation marks?|jargon|buzzwords?|capital letters|caps)(?:(?:,| or| and|, no)\s+(?:emojis?|hashtags?|exclamation marks?|jargon|buzzwords?))*(?:\s+please)?`,
		`(?:max(?:imum)?\.?|at most|under|up to|about|around|less than|in|exactly|two|three|\d)\s*(?:of\s+)?(?:\d+\s+)?(?:words|characters|chars|hashtags|lines|sentences|emojis?)(?:\s+max(?:imum)?)?`,
		`(?:keep|make)\s+it\s+(?:under|below|to|at most|within|around|about)\s+.*`,
		`(?:tone|style|format|length|channel|network|platform|language|voice|audience|target(?: audience)?|hashtags?|cta)\s*:.*`,
		`(?:please\s+)?(?:don['’]t|do not|never|avoid|without)\s+(?:mention|us(?:e|ing)|say|talk|includ(?:e|ing)|write|add|name|reveal|give|promise|sound|forget|mentioning)\b.*`,
		`(?:include|add|end with|finish with|close with|start with|open with|begin with)\s+(?:an?|the|some|one|two|our)\s+(?:clear\s+|strong\s+|relevant\s+|few\s+)?(?:call[- ]to[- ]action|cta|hashtags?|emojis?|question|picture|photo|image|hook)s?\b[^:]*`,
		`(?:for|on|to be posted on|goes on)\s+NET(?:\s+(?:and|or)\s+NET)?`,
		`(?:in|write in|write it in)\s+(?:english|french)`,
		`(?:\d|two|three|a few|several)\s+(?:variants|versions|options|proposals)(?:\s+please)?`,
		`thanks?(?: you)?(?:[ ,!]+.{0,20})?|thx|cheers|hi|hello|please|asap|urgent`,
		`(?:un\s+|avec\s+un\s+|sur\s+un\s+|dans\s+un\s+)?(?:ton|style)\s*:?\s+.{0,60}`,
		`(?:reste|restez|rester|fais|faire|faites|sois|soyez|garde|gardez)\s+(?:très\s+|assez\s+|plutôt\s+)?` + traitFR + `(?:(?:,|\s+et|\s+mais)\s+` + traitFR + `)*`,
		`(?:(?:très|assez|plutôt)\s+)?` + traitFR + `(?:(?:,|\s+et|\s+mais)\s+` + traitFR + `)*(?:\s+(?:stp|svp|s['’]il (?:te|vous) pla[iî]t))?`,
		`(?:pas|sans|z[ée]ro|aucun|peu|avec|quelques|un ou deux)\s+(?:d['’]|de\s+|des\s+)?(?:emojis?|émojis?|smileys?|hashtags?|points? d['’]exclamation|jargon|majuscules|anglicismes?)(?:(?:,| ni| et|, pas)\s+(?:d['’]|de\s+)?(?:emojis?|émojis?|hashtags?|points? d['’]exclamation|jargon))*`,
		`(?:en\s+|max(?:imum)?\.?\s+|moins de\s+|environ\s+|pas plus de\s+|au plus\s+)?\d+\s+(?:mots|caractères|signes|hashtags|lignes|phrases|emojis?)(?:\s+(?:max(?:imum)?|environ|au plus))?`,
		`(?:ton|style|format|longueur|canal|réseau|plateforme|langue|public|cible|hashtags?|cta)\s*:.*`,
		`(?:ne\s+pas|n['’]?|ne\s+|surtout\s+pas|évite[rz]?|pas)\s*(?:de\s+|d['’])?(?:parle[rz]?|mentionne[rz]?|di(?:s|re)|utilise[rz]?|cite[rz]?|prome(?:ts|ttre|ttez)|évoque[rz]?|donne[rz]?|tutoyer|vouvoyer|mettre|écrire|oublier|oublie)\b.*`,
		`(?:avec|ajoute[rz]?|mets|mettre|mettez|inclu(?:s|re|ez)|termine[rz]?\s+(?:par|sur)|fini(?:s|r|ssez)\s+(?:par|sur)|commence[rz]?\s+par|ouvre)\s+(?:une?|des|le|la|deux|quelques)\s+(?:vrai\s+|petite?\s+)?(?:appel à l['’]action|question|hashtags?|emojis?|photo|image|visuel|cta|accroche)s?\b[^:]*`,
		`(?:pour|sur|à publier sur)\s+NET(?:\s+(?:et|ou)\s+NET)?`,
		`en\s+(?:français|anglais)`,
		`(?:\d|deux|trois|plusieurs)\s+(?:variantes|versions|propositions)`,
		`merci(?:\s+(?:d['’]avance|beaucoup|bien|!|à toi|à vous))*|bonjour(?:\s+à tous)?|salut|stp|svp|on tutoie|on vouvoie|tutoiement|vouvoiement`,
	}
	all := make([]*text.Pattern, len(list))
	for i, s := range list {
		all[i] = text.Lazily(`(?i)^(?:` + strings.ReplaceAll(s, "NET", networkNames()) + `)$`)
	}
	return all
})

// mostStyle is how long a remark about style may be, in bytes.
const mostStyle = 160

// stylistic says whether a sentence of a brief only says how to write; each part
// between commas must.
func stylistic(s string) bool {
	s = strings.Trim(s, " .!…")
	if s == "" || len(s) > mostStyle {
		return s == ""
	}
	return manner(s) || every(strings.Split(s, ","), manner)
}

func manner(s string) bool {
	s = strings.Trim(s, " .!…")
	if s == "" {
		return true
	}
	for _, form := range slices.Concat(styles(), hasty()) {
		if form.MatchString(s) {
			return true
		}
	}
	_, isNetwork := network.Find(s)
	return isNetwork
}

func every(list []string, holds func(string) bool) bool {
	for _, s := range list {
		if !holds(s) {
			return false
		}
	}
	return true
}

var (
	noEmoji = text.Lazily(`(?i)\b(?:no|without|zero|pas d['’]|pas de\s+|sans|aucun|zéro|never use)\s*(?:hashtags?(?:,| or| and| ni| et)\s+(?:d['’])?)?[eé]mojis?`)
	noTags  = text.Lazily(`(?i)\b(?:no|without|zero|pas de|sans|aucun|zéro)\s+(?:[eé]mojis?(?:,| or| and| ni| et)\s+(?:de\s+)?)?hashtags?`)
)
