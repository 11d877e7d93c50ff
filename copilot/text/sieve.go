package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxMarks bounds the combining marks on one base. Real scripts use at most
// five or so; more is used to paint over neighbouring lines, and x/text breaks
// runs over thirty with a joiner of its own, which would not be idempotent.
const maxMarks = 8

// sieve copies in to out without what a reader cannot see.
type sieve struct {
	in     string
	at     int // byte offset of the rune in hand
	out    strings.Builder
	last   rune // last rune written
	marks  int  // combining marks written since the last base
	hidden bool // something that can hide or reorder text was dropped
}

func (v *sieve) run() {
	v.out.Grow(len(v.in))
	for v.at < len(v.in) {
		r, size := utf8.DecodeRuneInString(v.in[v.at:])
		if r >= ' ' && r < 0x7F {
			v.keep(r)
			v.at++
			continue
		}
		v.at += v.sift(r, size)
	}
}

// sift handles the rune in hand, size bytes long, and returns how many bytes
// to move on.
func (v *sieve) sift(r rune, size int) int {
	switch {
	case unicode.Is(breaks, r):
		return v.newline(r, size)
	case r == '\t', r == brailleBlank:
		v.keep(' ')
	case r == escape, r == csi, r == osc:
		v.hidden = true
		return escapeLen(v.in[v.at:])
	case unicode.IsControl(r):
		v.hidden = true
	case r == blackFlag:
		return v.flag(r, size)
	case unicode.Is(invisible, r):
		v.veil(r, size)
	case !unicode.Is(meaningless, r) && !isNonchar(r):
		v.combine(r, size)
	}
	return size
}

// newline writes \n for any line break, one for the pair \r\n.
func (v *sieve) newline(r rune, size int) int {
	if r == '\r' && strings.HasPrefix(v.in[v.at+size:], "\n") {
		return size // the \n that follows will do
	}
	if r == '\r' {
		v.hidden = true // in a terminal the rest of the line overwrites its start
	}
	v.keep('\n')
	return size
}

// veil keeps an invisible rune that holds an emoji together and drops any other.
func (v *sieve) veil(r rune, size int) {
	next, _ := utf8.DecodeRuneInString(v.in[v.at+size:])
	switch {
	case r == emojiStyle && (unicode.Is(pictographs, v.last) || next == keycap && isKeycapBase(v.last)):
		v.keep(r)
	case r == joiner && endsEmoji(v.last) && unicode.Is(pictographs, next):
		v.keep(r)
	case r == textStyle && unicode.Is(pictographs, v.last):
		// asks for a plain glyph: hides nothing
	default:
		v.hidden = true
	}
}

// flag writes a black flag and, if they spell a subdivision, the tags after it.
func (v *sieve) flag(r rune, size int) int {
	v.keep(r)
	n := subdivisionLen(v.in[v.at+size:])
	if n > 0 {
		v.out.WriteString(v.in[v.at+size : v.at+size+n])
		v.last = cancelTag
	}
	return size + n
}

// combine writes a visible rune, unless it is one mark too many on its base.
func (v *sieve) combine(r rune, size int) {
	if r < 0x300 || norm.NFC.PropertiesString(v.in[v.at:v.at+size]).BoundaryBefore() {
		v.keep(r)
		return
	}
	if v.marks == maxMarks {
		v.hidden = true
		return
	}
	marks := v.marks + 1
	v.keep(r)
	v.marks = marks
}

func (v *sieve) keep(r rune) {
	v.out.WriteRune(r)
	v.last = r
	v.marks = 0
}
