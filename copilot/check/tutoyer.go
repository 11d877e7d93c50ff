package check

import (
	"strconv"
	"strings"
	"sync"
)

// orders are the verbs an order begins with, by who is told, as written: accents tell "découvre" from no other word, but
// "abonne" from "abonné".
var orders = sync.OnceValue(func() map[string]Address {
	m := map[string]Address{}
	for _, line := range lines("imperatives") {
		who, verbs, _ := strings.Cut(line, ":")
		for _, v := range strings.Split(verbs, ",") {
			m[strings.TrimSpace(v)] = Address(who)
		}
	}
	return m
})

// address reports the first form of the other address, and how many there are: one finding says it all.
//
// A channel that says "tu" may still say "vous" to several people, if the text shows that it means several: "vous tous",
// "vous êtes 3 000 à", "bonjour à toutes et à tous". Without such a sign, "vous" reads as the formal one, and is reported:
// whoever signs can tell at a glance, the reader of the post cannot.
func (s ownWords) address(wanted Address) []Finding {
	other := map[Address]Address{Tu: Vous, Vous: Tu}[wanted]
	if other == "" || other == Vous && s.several() {
		return nil
	}
	first, got := -1, 0
	for i := range s.tokens {
		if !s.foreign[i] && s.addresses(i) == other {
			got++
			if first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return nil
	}
	t := s.tokens[first]
	return []Finding{s.finding(Voice, t.start, t.end, "address_"+string(wanted), map[string]string{"got": strconv.Itoa(got)})}
}

// addresses returns which address token i is a form of, "" for none.
func (s ownWords) addresses(i int) Address {
	t := s.at(i)
	if t.shape != wordShape || t.upper && len(t.raw) > 1 && !s.at(i+1).upper && !s.at(i-1).upper {
		return "" // TU and TA are also abbreviations
	}
	switch t.fold {
	case "tu":
		if isBeing(s.at(i - 1)) {
			return "" // il s'est tu
		}
		return Tu
	case "toi", "tes":
		return Tu
	case "te", "ta":
		if s.at(i+1).shape == wordShape && !s.at(i+1).is("deum") {
			return Tu
		}
	case "t":
		if apostrophe(s.at(i+1)) && s.at(i+1).joined {
			return Tu
		}
	case "ton":
		return s.possessive(i)
	case "vous":
		if s.at(i-1).raw == "-" && s.at(i-2).is("rendez", "a") {
			return "" // un rendez-vous, au garde-à-vous
		}
		return Vous
	case "votre", "vos":
		return Vous
	}
	return s.order(i)
}

func apostrophe(t *token) bool { return t.raw == "'" || t.raw == "’" }

func isBeing(t *token) bool {
	return t.is("est", "es", "suis", "sont", "etait", "etais", "sera", "fut")
}

// possessive tells "ton vélo" from "le ton", "ton sur ton" and "changer de ton".
func (s ownWords) possessive(i int) Address {
	before, two, next := s.at(i-1), s.at(i-2), s.at(i+1)
	noun := before.is("le", "un", "au", "du", "ce", "mon", "son", "notre", "votre", "leur", "quel", "meme", "bon", "demi", "autre", "haut", "nouveau", "vrai", "petit", "beau", "joli") ||
		before.is("juste") && two.is("le", "un", "au", "du") || before.is("sur", "pour") && two.is("ton") ||
		before.is("de") && two.is("changer", "change", "changent", "changeons", "changez", "changement", "question")
	if noun || next.shape != wordShape || next.is("sur", "de", "du", "des", "et", "ou", "est", "qui", "que", "plus", "tres", "trop", "pour", "dans", "a", "avec") {
		return ""
	}
	return Tu
}

// order returns who is told what the sentence orders, if it does at token i: at its beginning, or behind a "n'" or "ne"
// there.
func (s ownWords) order(i int) Address {
	who := orders()[strings.ToLower(s.at(i).raw)]
	if who == "" || s.at(i+1).is("t") {
		return ""
	}
	k := i - 1
	if apostrophe(s.at(k)) && s.at(k-1).is("n") {
		k -= 2
	} else if s.at(k).is("ne") {
		k--
	}
	first := k + 1
	for k >= 0 && s.tokens[k].sentence == s.tokens[i].sentence && s.tokens[k].shape == markShape && !s.foreign[k] && !s.tokens[k+1].breaks {
		k--
	}
	if k >= 0 && s.tokens[k].sentence == s.tokens[i].sentence && !s.tokens[k+1].breaks {
		return ""
	}
	if who == Tu && (s.bullet(first) || s.besideVous(i)) {
		return "" // "L'appli : • Envoie vos alertes": the verb may say what a thing does
	}
	return who
}

// bullet reports whether token i begins an item of a list.
func (s ownWords) bullet(i int) bool {
	for ; i > 0 && !s.tokens[i].breaks && s.tokens[i-1].shape == markShape; i-- {
		if strings.Contains("•‣◦▪▸►·*-–—→✓✔", s.tokens[i-1].raw) {
			return true
		}
	}
	return false
}

// besideVous reports whether the line of token i says "vous" near it.
func (s ownWords) besideVous(i int) bool {
	says := func(k int) bool { return s.at(k).is("vous", "votre", "vos") }
	for k := i; k > i-nearTokens && k >= 0; k-- {
		if says(k) {
			return true
		}
		if s.tokens[k].breaks {
			break
		}
	}
	for k := i + 1; k < i+nearTokens && k < len(s.tokens) && !s.tokens[k].breaks; k++ {
		if says(k) {
			return true
		}
	}
	return false
}

// several reports whether the text shows that it speaks to more than one person.
func (s ownWords) several() bool {
	for i := range s.tokens {
		switch t := s.at(i); {
		case t.is("vous") && (s.at(i+1).is("tous", "toutes", "deux", "trois", "autres") || s.count(i+1)):
			return true
		case t.is("a") && s.at(i+1).is("tous", "toutes") && (s.at(i+2).shape == markShape || s.at(i+2).is("et")):
			return true // bonjour à tous, but no "à tous les étages"
		case t.is("mesdames", "messieurs"):
			return true
		case t.is("les", "chers", "cheres") && s.at(i+1).is("amis", "amies"):
			return true
		}
	}
	return false
}

// count reports whether a verb of being and a number of people begin at token i: "êtes déjà 3 000 à", "serez nombreux".
func (s ownWords) count(i int) bool {
	if !s.at(i).is("etes", "etiez", "serez", "avez") {
		return false
	}
	for k := i + 1; k <= i+3; k++ {
		if s.at(k).is("nombreux", "nombreuses", "plusieurs", "tous", "toutes") || s.at(k).shape == numberShape && s.at(k+1).is("a") {
			return true
		}
	}
	return false
}
