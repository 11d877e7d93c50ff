package builtin

import (
	"github.com/brouillon/brouillon/copilot/catalogue"

	"github.com/brouillon/brouillon/copilot/text"
)

var (
	// gap is what a brief writes where it does not know yet.
	gap = text.Lazily(`(?i)\b(?:tb[cda]|t\.b\.[cda]\.?|to be (?:confirmed|determined|decided|announced))\b|(?:à|\ba) (?:confirmer|définir|préciser|déterminer|compléter)\b|\?{2,}|\bX{2,}\b|\[(?:to confirm|à confirmer)\]`)
	// named gap is one right after the noun that is missing: "price TBD".
	namedGap = text.Lazily(`(?i)(^|[,;(–—-]\s*|\b(?:and|et)\s+)((?:the |le |la |l['’])?[\pL’'-]+(?:\s+[\pL’'-]+){0,2}?)\s+(` + gap.String() + `)`)
	// linked gap is one that a verb or a preposition leads to, which needs no colon.
	leading = text.Lazily(`(?i)(?:^|\s)(?:is|are|at|on|from|until|to|for|of|by|in|the|est|sont|à|le|la|de|du|pour|dès|sera|will be|vers|par|chez)$`)
)

// confirming puts "[to confirm]" where the brief itself leaves a gap, and
// nowhere else.
func confirming(lang, s string) string {
	if !gap.MatchString(s) {
		return s
	}
	mark := catalogue.Say(lang, "builtin.confirm", nil)
	s = namedGap.ReplaceAllStringFunc(s, func(m string) string {
		parts := namedGap.FindStringSubmatch(m)
		if leading.MatchString(parts[2]) {
			return m
		}
		return parts[1] + catalogue.Say(lang, "builtin.field", catalogue.Args{"Label": parts[2], "Value": mark})
	})
	return gap.ReplaceAllLiteralString(s, mark)
}
