package builtin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// tidied sets a brief right as a writer does without a thought, for briefs are typed in
// a hurry and their words are published. It adds no word.
func tidied(lang, brief string) string {
	brief = thanksAfter.ReplaceAllString(brief, "$1")
	brief = repeated.ReplaceAllString(brief, "$1$2$3$4")
	brief = quotedBy.ReplaceAllString(brief, "$1$2")
	brief = asideInside.ReplaceAllString(brief, "")
	lines := strings.Split(brief, "\n")
	for i, line := range lines {
		lines[i] = casualEnds(slashed(numbered(unshouted(lang, unled(line)))))
	}
	brief = strings.Join(lines, "\n")
	if lang == catalogue.English {
		brief = outsideLinks(brief, func(s string) string {
			return smallDay.ReplaceAllStringFunc(with.ReplaceAllString(s, "${1}with "), capital)
		})
	}
	return brief
}

var (
	// thanksAfter is said to whoever writes the post, not in it.
	thanksAfter = text.Lazily(`([.!?])\s+(?i:merci{2,}|thx|tysm|cheers|(?:merci|thanks|thank you|thx)\s+(?:d['’]avance|par avance|in advance)|stp|svp)\s*[.!]*\s*$`)
	repeated    = text.Lazily(`([\pL\pN)”"»’%€])([ \x{00A0}]?)(?:(!)!+|(\?)\?+)`)
	// quotedBy says of a quotation that it is one.
	quotedBy = text.Lazily(`(^|[.!?\n]\s*)(?i:citation|quote)\s+(?i:de\s|d['’]|from\s|by\s)\s*(\p{Lu})`)
	smallDay = text.Lazily(`\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b`)
	with     = text.Lazily(`(?i)(^|\s)w/\s`)
	shout    = text.Lazily(`^(RAPPEL|REMINDER|ATTENTION|IMPORTANT|INFO|NOTICE|UPDATE|ALERTE|URGENT)[ !]+([^\s:!])`)
	// urges begins an order to whoever writes, after such a word.
	urges   = text.Lazily(`(?i)^(?:svp|stp|please|pls|post|tweet|draft)\b`)
	shouted = text.Lazily(`^\p{Lu}[\p{Lu}’'-]*\p{Lu}(?:[^\pL]|$)`)
	counted = text.Lazily(`\s*\b[1-9]\)\s+`)
)

// unshouted makes a label of a word in capitals that only calls for attention.
func unshouted(lang, line string) string {
	m := shout.FindStringSubmatchIndex(line)
	if m == nil || strings.ToUpper(line) == line || shouted.MatchString(line[m[4]:]) || urges.MatchString(line[m[4]:]) {
		return line
	}
	word := line[:1] + strings.ToLower(line[1:m[3]])
	if word == "Attention" && lang == catalogue.French {
		return word + ", " + line[m[4]:]
	}
	return word + colon(lang) + line[m[4]:]
}

// numbered puts "1) this 2) that" on lines of their own.
func numbered(line string) string {
	if first, second := strings.Index(line, "1) "), strings.Index(line, " 2) "); first < 0 || second < first {
		return line
	}
	return strings.TrimSpace(counted.ReplaceAllString(line, "\n- "))
}

// slashed lists with commas what slashes list after a colon: "cookies: white / dark / sweet".
func slashed(line string) string {
	if i := strings.Index(line, " / "); i < 0 || !strings.Contains(line[:i], ": ") || !listsBySlash(line) {
		return line
	}
	return strings.ReplaceAll(line, " / ", ", ")
}

// listsBySlash says whether slashes set the items of a list apart. One alone says "or",
// and one after an amount or a unit says "per": "9 € / month".
func listsBySlash(line string) bool {
	return strings.Count(line, " / ") > 1 && !per.MatchString(line)
}

// per is an amount or a unit before a slash.
var per = text.Lazily(`(?i)(?:[\d€$£%]|\b(?:eur|euros?|usd|dollars?|pounds?|chf|h|min|km|m|kg|g|cl|ml|l|kwh|mo|go))[ \x{00A0}\x{202F}]+/ `)

// casualEnds breaks a line after the sentences of it that a small letter follows.
func casualEnds(line string) string {
	var b strings.Builder
	at := 0
	for _, m := range casualEnd.FindAllStringIndex(line, -1) {
		dot := m[0] + strings.IndexByte(line[m[0]:m[1]], '.')
		before := strings.TrimRight(line[:dot], " \u00a0")
		if abbreviated(before) || strings.Count(before, "(") > strings.Count(before, ")") || len(before) < at || clarifies.MatchString(line[m[1]-1:]) {
			continue
		}
		_, size := utf8.DecodeLastRuneInString(line[:m[1]])
		b.WriteString(before[at:] + ".\n")
		at = m[1] - size
	}
	return b.String() + line[at:]
}

var (
	casualEnd = text.Lazily(`[ \x{00A0}]*\.[ \x{00A0}]+\p{Ll}`)
	// clarifies begins what goes on from a sentence, whatever stands before it.
	clarifies = text.Lazily(`^(?:e\.g\.|i\.e\.|p\. ?ex\.|cf\.|etc\.)`)
)

// abbreviated says whether the full stop after s may belong to its last word: a single
// letter is an initial ("M. le maire"), and few letters are short for more.
func abbreviated(s string) bool {
	last := s[len(strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsLetter(r) || r == '.' })):]
	return last != "" && (utf8.RuneCountInString(last) < 2 || utf8.RuneCountInString(last) < 3 && strings.ToUpper(last) != last || strings.Contains(last, ".") || shortened[text.Fold(last)])
}

var shortened = set(`dir resp tel env max min etc mme mlle bvd blvd approx dept incl excl fig vol art sec hab ext esp
 lun mar mer jeu ven sam dim mon tue tues wed thu thur thurs fri sat sun jan feb apr jun jul aug sep sept oct nov dec
 janv fevr avr juil inc ltd corp misc qty hrs mins secs gov sen rep prof mrs mgr gen col capt sgt hon rev pres assoc bros chap tome vols`)

// outsideLinks changes s but for its links.
func outsideLinks(s string, change func(string) string) string {
	var b strings.Builder
	at := 0
	for _, link := range text.URLs(s) {
		b.WriteString(change(s[at:link.Start]) + link.Text)
		at = link.End
	}
	return b.String() + change(s[at:])
}
