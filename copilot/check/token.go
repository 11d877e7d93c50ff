package check

import (
	"strings"
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
	*form
	start, end int // bytes
	raw        string
	sentence   int // index into doc.sentences
	shape      shape
	joined     bool // nothing stands between the token and the one before
	breaks     bool // a line break stands before
	initial    bool // a capital here may only mean "first word"
}

func (t *token) is(words ...string) bool {
	for _, w := range words {
		if t.fold == w {
			return true
		}
	}
	return false
}

// content reports whether the token is a word with a meaning of its own.
func (t *token) content() bool { return t.shape == wordShape && !t.stop && len(t.fold) > 1 }

// heard reports whether somebody who reads the text aloud says the token: words and numbers, and the signs that change
// what a number means.
func (t *token) heard() bool { return t.shape != markShape || strings.Contains("%€$£+", t.raw) }

// fold compares texts whatever their case, accents and typographic apostrophes.
func fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] >= 'A' && s[i] <= 'Z' {
			return text.Fold(s)
		}
	}
	return s
}

// tokenize splits the text of d, whose links are known, and fills in what a token is by its place: first of its sentence, joined to the last.
func tokenize(d *doc, links []text.Span) []token {
	l := lexer{d: d, forms: make(map[string]*form, len(d.text)/25), links: links, reserved: reserves(d.text), tokens: make([]token, 0, len(d.text)/4+1)}
	for l.at < len(d.text) {
		l.next()
	}
	return l.tokens
}

// add appends the token that ends at byte end.
func (l *lexer) add(end int, s shape) {
	t := token{start: l.at, end: end, shape: s, raw: l.d.text[l.at:end], breaks: l.broke, joined: l.joins()}
	t.form = l.formOf(t.raw, s)
	t.initial = l.begins(&t)
	for l.sentence+1 < len(l.d.sentences) && l.d.sentences[l.sentence+1].Start <= t.start {
		l.sentence++
	}
	t.sentence = l.sentence
	l.tokens = append(l.tokens, t)
	l.at, l.broke = end, false
}

// formOf returns what is known of a spelling, computed once per text at most.
func (l *lexer) formOf(raw string, s shape) *form {
	f, ok := l.forms[raw]
	switch {
	case ok:
		return f
	case s == wordShape:
		f = known.form(raw, l.d.lang)
		if !f.capital {
			l.d.lower[f.fold] = true
		}
	default:
		f = &form{fold: fold(raw)}
		f.hash = hashOf(f.fold)
	}
	l.forms[raw] = f
	l.d.fresh = append(l.d.fresh, int32(len(l.tokens)))
	return f
}

func (l *lexer) joins() bool {
	n := len(l.tokens)
	return n > 0 && l.tokens[n-1].end == l.at
}

// begins reports whether the token may have its capital only because of its place.
func (l *lexer) begins(t *token) bool {
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
