package discord

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// webAddress is what Discord makes a link of, by its own rule: everything up to white
// space or "<", but for punctuation at the end. Nothing within is markup, and a
// backslash there would be part of it.
var webAddress = regexp.MustCompile(`(?:https?|steam)://[^<` + blanks + `]+[^<.,:;"'\]` + blanks + `]`)

// addressHere is an address at the beginning.
var addressHere = regexp.MustCompile(`^(?:` + webAddress.String() + `)`)

// webAddresses are those in s, as offsets in bytes. Most texts have none, and looking for one
// takes longer than anything else about them.
func webAddresses(s string) [][]int {
	if !strings.Contains(s, "://") {
		return nil
	}
	return webAddress.FindAllStringIndex(s, -1)
}

// blanks are what Discord takes for white space, as in a class of a pattern.
const blanks = `\s\x{0B}\p{Z}\x{FEFF}`

// shortcode is what Discord may look up as the name of an emoji.
var shortcode = regexp.MustCompile(`^:[^:` + blanks + `]*:`)

// numbered is what begins an item of a list.
var numbered = regexp.MustCompile(`^[0-9]+\.`)

// escape makes s text that Discord shows exactly, wherever in a message it stands:
// no markup, no mention, no timestamp, no emoji by name, no link with other words
// than its address. Addresses stay as they are, so that they can be followed; one
// that runs into a "<" is no link, since a backslash between them would be part of it.
func escape(s string) string { return escaper{s: s}.all() }

// all is the text, escaped.
func (e escaper) all() string {
	s := e.s
	e.start, e.b, e.gap = true, &strings.Builder{}, strings.LastIndexFunc(s, unicode.IsSpace)
	for _, span := range webAddresses(s) {
		if !strings.HasPrefix(strings.TrimLeft(s[span[1]:], `.,:;"']`), "<") {
			e.addresses = append(e.addresses, span)
		}
	}
	for e.at < len(s) {
		e.step()
	}
	if e.under {
		e.b.WriteString(underline)
	}
	return e.b.String()
}

// escaper goes through a text once; at only ever grows.
type escaper struct {
	s         string
	at        int
	addresses [][]int // those still ahead, as offsets in bytes
	start     bool    // nothing but white space stands before on the line
	b         *strings.Builder

	apart bool   // other text may follow without a gap: a colon in it could end a name
	gap   int    // where the last white space stands; -1 for none
	on    []bool // for each byte, whether it is to be underlined; nil: none
	under bool
}

const underline = "__"

// underlined begins or ends underlining before the next byte.
func (e *escaper) underlined() {
	if e.on != nil && e.on[e.at] != e.under {
		e.b.WriteString(underline)
		e.under = e.on[e.at]
	}
}

// step writes the next address, or the next character.
func (e *escaper) step() {
	e.underlined()
	if len(e.addresses) > 0 && e.addresses[0][0] == e.at {
		e.keep(e.addresses[0][1] - e.at)
		e.addresses, e.start = e.addresses[1:], false
		return
	}
	r, size := utf8.DecodeRuneInString(e.s[e.at:])
	switch {
	case e.start && numbered.MatchString(e.s[e.at:]):
		e.keep(strings.IndexByte(e.s[e.at:], '.'))
		e.underlined()
		e.b.WriteByte('\\')
		size = 1
	case e.means(r):
		e.b.WriteByte('\\')
	}
	e.start = r == '\n' || r == '\r' || e.start && unicode.IsSpace(r)
	e.keep(size)
}

// means says whether the next character could mean something to Discord.
func (e *escaper) means(r rune) bool {
	switch r {
	case '\\', '*', '_', '~', '|', '`', '<', '[', '@':
		return true
	case '#', '>', '-', '+', '=':
		return e.start
	case ':':
		// What is no link must not become one by the backslashes in it.
		rest := e.s[e.at:]
		return shortcode.MatchString(rest) || strings.HasPrefix(rest, "://") || e.apart && e.at > e.gap
	}
	return false
}

// keep writes the next n bytes as they are.
func (e *escaper) keep(n int) {
	for ; n > 0; n-- {
		e.underlined()
		e.b.WriteByte(e.s[e.at])
		e.at++
	}
}
