package text

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression that is compiled at its first use. A program
// has many, needs few, and should start at once and idle small.
type Pattern struct {
	source  string
	compile func() *regexp.Regexp
}

// Lazily makes a pattern of an expression, which must compile: one that does not
// panics at its first use.
func Lazily(expression string) *Pattern {
	return &Pattern{expression, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
}

// The methods are those of regexp.Regexp.

func (p *Pattern) String() string { return p.source }

// MatchString is that of regexp.Regexp, and so are the others below.
func (p *Pattern) MatchString(s string) bool { return p.compile().MatchString(s) }

// FindString finds the first match.
func (p *Pattern) FindString(s string) string { return p.compile().FindString(s) }

// FindStringIndex finds where the first match is.
func (p *Pattern) FindStringIndex(s string) []int { return p.compile().FindStringIndex(s) }

// FindStringSubmatch finds the first match and its groups.
func (p *Pattern) FindStringSubmatch(s string) []string { return p.compile().FindStringSubmatch(s) }

// FindStringSubmatchIndex finds where the first match and its groups are.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	return p.compile().FindStringSubmatchIndex(s)
}

// FindAllString finds at most n matches, all for a negative n.
func (p *Pattern) FindAllString(s string, n int) []string { return p.compile().FindAllString(s, n) }

// FindAllStringIndex finds where they are.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.compile().FindAllStringIndex(s, n)
}

// FindAllStringSubmatch finds them with their groups.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.compile().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex finds where they and their groups are.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.compile().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString replaces matches, $1 standing for a group.
func (p *Pattern) ReplaceAllString(s, with string) string {
	return p.compile().ReplaceAllString(s, with)
}

// ReplaceAllLiteralString replaces matches by the very words.
func (p *Pattern) ReplaceAllLiteralString(s, with string) string {
	return p.compile().ReplaceAllLiteralString(s, with)
}

// ReplaceAllStringFunc replaces matches by what a function makes of them.
func (p *Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	return p.compile().ReplaceAllStringFunc(s, with)
}

// Split cuts at matches, into at most n parts, all for a negative n.
func (p *Pattern) Split(s string, n int) []string { return p.compile().Split(s, n) }
