package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// statement is a sentence, a phrase or a "label: value" of a brief.
type statement struct {
	words   string
	subject string // words without their label
	call    bool   // asks readers to do something, or says where
	whole   bool   // has a verb
	own     bool   // goes with the core
	order   int
}

// mention begins an order to say something besides.
var mention = text.Lazily(`(?i)^(?:(?:and\s+|also\s+|please\s+|don['’]t forget to\s+|make sure to\s+|be sure to\s+|et\s+|n['’]oublie[rz]? pas (?:de |d['’])|pense[rz]? à\s+|bien\s+)*` +
	`(?:mention(?:ing|ne[rz]?)?|say|state|stress|add|include|remind (?:people|them|readers)|précise[rz]?|indique[rz]?|ajoute[rz]?|rappelle[rz]?|rappeler|souligne[rz]?|inclu(?:s|re)|dis|dire|insiste[rz]? sur)\s+)` +
	`(?:also\s+|aussi\s+)?(?:that\s+|que\s+|qu['’]|le fait que\s+|the fact that\s+)?`)

// reported goes on from an order to tell somebody something: "dire aux gens de …".
var reported = text.Lazily(`(?i)^(?:to|aux|au|à)\s`)

// add takes in a unit that is not the core.
func (b *brief) add(u unit, to string) {
	if audienceLabel.MatchString(u.label) {
		return
	}
	words := u.words
	if u.label == "" {
		if m := mention.FindString(words); m != "" && len(m) < len(words) && !reported.MatchString(words[len(m):]) {
			words = words[len(m):]
		}
	}
	words = confirming(to, words)
	s := statement{words: words, whole: clause(words), order: len(b.points)}
	s.call = !s.whole && (calling.MatchString(words) || calling.MatchString(u.label)) || len(text.URLs(words)) > 0 ||
		mailbox.MatchString(words)
	s.subject = words
	if u.label != "" && !bareLink.MatchString(u.label) {
		s.words, s.whole = catalogue.Say(b.lang, "builtin.field", catalogue.Args{"Label": capital(u.label), "Value": words}), false
	}
	if strings.TrimSpace(words) != "" {
		b.points = append(b.points, s)
	}
}

var (
	audienceLabel = text.Lazily(`(?i)^(?:audience|target(?: audience)?|public|cible|for|pour)$`)
	bareLink      = text.Lazily(`(?i)^(?:link|url|lien|cta|call[- ]to[- ]action)$`)
	calling       = text.Lazily(`(?i)^(?:please\s+)?(?:regist(?:er|ration)|sign[- ]?up|book(?:ings?)?|reserv\w+|appl(?:y|ications?)|order|pre-?orders?|join|discover|visit|download|vote|buy|rsvp|` +
		`tickets?|subscribe|contact|call|email|learn|find out|get|see|come|enrol\w*|donate|more info\w*|info\w*|details|cta|link|` +
		`inscri\w+|s['’]inscrire|réserv\w+|candidat\w*|postul\w+|command\w+|précommand\w+|télécharg\w+|rendez-vous|vot(?:ez|er|e)|rejoi\w+|billet\w*|abonn\w+|` +
		`écri(?:re|vez)|appel(?:er|ez)|découvr\w+|en savoir plus|plus d['’]info\w*|infos?|renseignements?|adhér\w+|don\w*|lien)\b`)
	mailbox = text.Lazily(`\b[\w.+-]+@[\w-]+\.\w+`)
)
