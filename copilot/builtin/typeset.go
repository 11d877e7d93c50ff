package builtin

import (
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// hard is the no-break space that French sets before double punctuation. The
// common one rather than the narrow one: it counts once on every network.
const hard = "\u00a0"

var (
	// doubleMark is double punctuation after a word or a bracket; a colon only
	// where a space follows, since times and ratios have it too.
	doubleMark = text.Lazily(`([\pL\pN)\]»%€’'"])[ \x{00A0}\x{202F}]*([?!;]+|:)([\s\x{00A0}]|$)`)
	opening    = text.Lazily(`«[ \x{00A0}\x{202F}]*`)
	closing    = text.Lazily(`[ \x{00A0}\x{202F}]*»`)
	// amount is a figure with its unit or its thousands, which belong together; the
	// signs of French stand apart from theirs.
	amount = text.Lazily(`(\d)[ \x{00A0}\x{202F}]+(\$|£|h\b|k€|M€|\d{3}(?:\D|$))`)
	signed = text.Lazily(`(\d)[ \x{00A0}\x{202F}]*(€|%)`)
	// typewritten and straight are what a typewriter has for them.
	typewritten = text.Lazily(`(\pL)'(\pL|\s|$)`)
	straight    = text.Lazily(`(^|[\s(\x{00A0}])"([^"\n]+?)"([\s.,;:!?)…]|$)`)
	spaces      = text.Lazily(`[ \t]{2,}`)
)

// typeset sets French text as French is set; links stay as they are. Other
// text only loses doubled spaces and what a typewriter has for apostrophes and quotation marks.
func typeset(lang, s string) string {
	s = spaces.ReplaceAllString(s, " ")
	if lang != catalogue.French {
		return outsideLinks(s, func(s string) string {
			return straight.ReplaceAllString(typewritten.ReplaceAllString(s, "$1’$2"), "$1“$2”$3")
		})
	}
	return outsideLinks(s, typesetFrench)
}

func typesetFrench(s string) string {
	s = typewritten.ReplaceAllString(s, "$1’$2")
	s = straight.ReplaceAllString(s, "$1«"+hard+"$2"+hard+"»$3")
	s = doubleMark.ReplaceAllString(s, "$1"+hard+"$2$3")
	s = opening.ReplaceAllString(s, "«"+hard)
	s = closing.ReplaceAllString(s, hard+"»")
	s = amount.ReplaceAllString(s, "$1"+hard+"$2")
	return signed.ReplaceAllString(s, "$1"+hard+"$2")
}
