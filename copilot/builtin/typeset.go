package builtin

import (
	"strings"

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
	// amount is a figure with its unit or its thousands, which belong together.
	amount = text.Lazily(`(\d)[ \x{00A0}\x{202F}]+(€|%|\$|£|h\b|k€|M€|\d{3}(?:\D|$))`)
	spaces = text.Lazily(`[ \t]{2,}`)
)

// typeset sets French text as French is set; links stay as they are. Other
// text only loses doubled spaces.
func typeset(lang, s string) string {
	s = spaces.ReplaceAllString(s, " ")
	if lang != catalogue.French {
		return s
	}
	var b strings.Builder
	at := 0
	for _, link := range text.URLs(s) {
		b.WriteString(typesetFrench(s[at:link.Start]))
		b.WriteString(link.Text)
		at = link.End
	}
	b.WriteString(typesetFrench(s[at:]))
	return b.String()
}

func typesetFrench(s string) string {
	s = doubleMark.ReplaceAllString(s, "$1"+hard+"$2$3")
	s = opening.ReplaceAllString(s, "«"+hard)
	s = closing.ReplaceAllString(s, hard+"»")
	return amount.ReplaceAllString(s, "$1"+hard+"$2")
}
