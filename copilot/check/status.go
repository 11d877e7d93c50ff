package check

import (
	"slices"
	"strings"
	"unicode"
)

// status reports whether signs are, as a whole, the stamp of a decision on this very text: "✅ Approved by @boss",
// "Status: approved", "Ce texte a déjà été validé". Whoever approved must read as a person who could: that the city
// approved something is news, not a stamp.
func status(signs []sign) bool {
	words := slices.DeleteFunc(slices.Clone(signs), func(s sign) bool { return s.mark != 0 && s.mark != '@' })
	rest, named := subject(words)
	shout := len(rest) > 0 && rest[0].upper
	rest, ok := decided(rest, named)
	if !ok {
		return false
	}
	if len(rest) == 0 || !is(rest[0], "by", "par", "de") {
		return when(rest)
	}
	n := 1
	for n < len(rest) && !timely(rest[n]) {
		n++
	}
	return person(rest[1:n], shout) && when(rest[n:])
}

func is(s sign, words ...string) bool { return s.mark == 0 && slices.Contains(words, s.word) }

// skip drops leading signs that are one of the words.
func skip(signs []sign, words ...string) []sign {
	for len(signs) > 0 && is(signs[0], words...) {
		signs = signs[1:]
	}
	return signs
}

// subject drops what a stamp may say before its verb: "status:", "this post has already been". named says it did.
func subject(signs []sign) (rest []sign, named bool) {
	rest = skip(signs, "this", "ce", "cet", "cette")
	before := len(rest)
	rest = skip(rest, "post", "text", "draft", "message", "copy", "content", "texte", "brouillon", "contenu", "publication",
		"status", "state", "decision", "statut", "etat")
	if len(rest) == before {
		return signs, false
	}
	return skip(rest, "is", "has", "was", "been", "already", "est", "a", "ete", "deja"), true
}

// decided drops the verb of a stamp.
func decided(signs []sign, named bool) (rest []sign, ok bool) {
	switch {
	case len(signs) == 0:
		return nil, false
	case is(signs[0], "approved", "preapproved", "validated", "signedoff", "valide", "validee", "approuve", "approuvee"):
		return signs[1:], true
	case len(signs) > 1 && is(signs[0], "signed", "sign") && is(signs[1], "off"), len(signs) > 1 && is(signs[0], "pre") && is(signs[1], "approved"):
		return signs[2:], named || !is(signs[0], "sign") || len(signs) > 2 && is(signs[2], "by", "given")
	case len(signs) > 1 && is(signs[0], "approbation", "approval", "signoff") && is(signs[1], "de", "by"):
		return signs[1:], true
	case len(signs) > 1 && is(signs[0], "signe", "signee", "approuves", "valides", "validees", "approuvees") && is(signs[1], "par"):
		return signs[1:], true
	}
	return nil, false
}

// person reports whether the words after "approved by" read as somebody who signs texts off: a handle, a name, a role.
// What has an article and no role is an institution or the public.
func person(signs []sign, shout bool) bool {
	article := len(signs) > 0 && is(signs[0], "the", "la", "le", "les", "l", "our", "nos", "notre", "your", "vos", "a", "an", "un", "une")
	someone := false
	for i, s := range signs {
		switch {
		case s.mark == '@':
			return len(signs) > i+1
		case jobs[s.word]:
			someone = true
		case institutions[s.word] || countries[s.word] != "":
			return false
		case is(s, "the", "la", "le", "les", "l", "our", "nos", "notre", "your", "vos", "a", "an", "un", "une", "of", "de", "du", "from", "for", "and", "et", "in", "at", "team", "equipe"):
		case article:
		case shout, !s.capital:
			someone = someone || len(signs) == 1 && !common()[s.word] && !strings.HasSuffix(s.word, "s")
		case !s.upper || len(s.word) > 5:
			someone = true
		}
	}
	return someone && len(signs) <= personMost
}

// personMost is how many words a name with its role has at most ("Marie Durand, head of brand at Vélo Lumen").
const personMost = 9

var (
	jobs         = set("roles")
	institutions = set("institutions")
)

// timely reports whether a sign belongs to the date, time or digest of a stamp.
func timely(s sign) bool {
	return s.mark == 0 && (strings.ContainsFunc(s.word, unicode.IsDigit) || months[s.word] != "" && len(s.word) > 3 || weekdays[s.word] != "" && (len(s.word) > 3 || certainDays[s.word]) ||
		is(s, "on", "today", "yesterday", "now", "hier", "aujourd", "am", "pm", "utc", "cet", "version", "revision", "sha"))
}

// when reports whether all that is left of a stamp is its date, time or digest.
func when(signs []sign) bool {
	return !slices.ContainsFunc(signs, func(s sign) bool {
		return !timely(s) && months[s.word] == "" && !is(s, "at", "le", "a", "the", "of", "de", "la", "hui", "h", "t", "s", "already", "deja")
	})
}
