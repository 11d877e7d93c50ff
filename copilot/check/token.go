package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// shape is what a token looks like, before anybody asks what it means.
type shape uint8

const (
	wordShape   shape = iota // letters, perhaps with digits: "équipe", "B2B"
	numberShape              // digits with separators: "1 200", "3,5"
	clockShape               // "17:30", "17h30"
	dateShape                // "12/03/2026", "2026-03-12"
	linkShape                // a web address
	emailShape               // a mail address
	handleShape              // "@name"
	tagShape                 // "#Name"
	markShape                // any other visible character
)

// token is one piece of a text.
type token struct {
	start, end int // bytes
	shape      shape
	raw        string
	fold       string // lower case, without accents
	stem       string // of words only
	joined     bool   // nothing stands between the token and the one before
	breaks     bool   // a line break stands before
	initial    bool   // a capital here may only mean "first word"
	capital    bool   // starts with a capital
	upper      bool   // two letters or more, all capitals
	stop       bool   // a word that carries no meaning of its own
	sentence   int    // index into doc.sentences
}

func (t token) is(words ...string) bool {
	for _, w := range words {
		if t.fold == w {
			return true
		}
	}
	return false
}

// content reports whether the token is a word with a meaning of its own.
func (t token) content() bool { return t.shape == wordShape && !t.stop && len(t.fold) > 1 }

// heard reports whether somebody who reads the text aloud says the token: words and numbers, and the signs that change
// what a number means.
func (t token) heard() bool { return t.shape != markShape || strings.Contains("%€$£+", t.raw) }

// form is what is computed once per distinct spelling.
type form struct {
	fold, stem           string
	capital, upper, stop bool
}

func newForm(raw, lang string) form {
	f := form{fold: fold(raw), stop: text.Stop("", raw)}
	f.stop = f.stop || stopWords[f.fold]
	f.stem = text.Fold(text.Stem(lang, strings.ToLower(raw)))
	first, size := utf8.DecodeRuneInString(raw)
	f.capital = unicode.IsUpper(first)
	f.upper = f.capital && len(raw) > size && strings.ToUpper(raw) == raw
	return f
}

// fold compares texts whatever their case, accents and typographic apostrophes.
func fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] >= 'A' && s[i] <= 'Z' {
			return text.Fold(s)
		}
	}
	return s
}

// tokenize splits the text of d and fills in what a token is by its place: first of its sentence, joined to the last.
func tokenize(d *doc) []token {
	l := lexer{d: d, forms: map[string]form{}, links: text.URLs(d.text)}
	for l.at < len(d.text) {
		l.next()
	}
	return l.tokens
}

// add appends the token that ends at byte end.
func (l *lexer) add(end int, s shape) {
	raw := l.d.text[l.at:end]
	t := token{start: l.at, end: end, shape: s, raw: raw, breaks: l.broke, joined: l.joins()}
	if s == wordShape {
		f, ok := l.forms[raw]
		if !ok {
			f = newForm(raw, l.d.lang)
			l.forms[raw] = f
		}
		t.fold, t.stem, t.capital, t.upper, t.stop = f.fold, f.stem, f.capital, f.upper, f.stop
	} else {
		t.fold = fold(raw)
	}
	t.initial = l.begins(t)
	for l.sentence+1 < len(l.d.sentences) && l.d.sentences[l.sentence+1].Start <= t.start {
		l.sentence++
	}
	t.sentence = l.sentence
	l.tokens = append(l.tokens, t)
	l.at, l.broke = end, false
}

func (l *lexer) joins() bool {
	n := len(l.tokens)
	return n > 0 && l.tokens[n-1].end == l.at
}

// begins reports whether the token may have its capital only because of its place.
func (l *lexer) begins(t token) bool {
	n := len(l.tokens)
	if n == 0 || t.breaks {
		return true
	}
	last := l.tokens[n-1]
	if last.shape != markShape {
		return false
	}
	return !strings.Contains(",/&-'’%€$£)+@", last.raw) || last.raw == "-" && !t.joined
}
