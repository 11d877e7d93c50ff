package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// unit is a statement of a brief.
type unit struct {
	label string // of "Price: €49"
	words string
}

// mostUnits and mostBrief bound what is read of a brief: beyond them it is no
// brief but a document, of which the beginning says what it is about.
const (
	mostUnits = 60
	mostUnit  = 1_000  // runes
	mostBrief = 24_000 // bytes
)

// units cuts a brief into statements.
func units(brief string) []unit {
	brief = head(brief, mostBrief)
	var all []unit
	for line := range strings.Lines(brief) {
		for _, piece := range pieces(strings.TrimSpace(line)) {
			for _, s := range text.Sentences(piece) {
				if len(all) == mostUnits {
					return all
				}
				all = append(all, read(text.Cut(untailed(s.Text), mostUnit)))
			}
		}
	}
	return all
}

// head is the beginning of s, up to the end of a line or sentence if there is one.
func head(s string, most int) string {
	if len(s) <= most {
		return s
	}
	s = strings.ToValidUTF8(s[:most], "")
	if i := strings.LastIndexAny(s, "\n.!?"); i > most/2 {
		return s[:i+1]
	}
	return s
}

var (
	dashes     = text.Lazily(`\s+[–—|•·-]\s+`)
	slashes    = text.Lazily(`\s+[–—|/•·-]\s+`)
	semicolons = text.Lazily(`\s*;\s+`)
)

// pieces cuts a line that is a list: "webinar – 14 May – free", "soup; cake".
func pieces(line string) []string {
	between := dashes
	if listsBySlash(line) {
		between = slashes
	}
	if parts := between.Split(line, -1); len(parts) > 2 || len(parts) == 2 && !clause(parts[0]) && !clause(parts[1]) && len(parts[0]) < 60 {
		return parts
	}
	if parts := semicolons.Split(line, -1); len(parts) > 1 {
		return parts
	}
	return []string{line}
}

// field matches "Label: value"; a time or an address is none.
var field = text.Lazily(`^([\pL][\pL’'() -]{1,24}?)[\s\x{00A0}]?:[\s\x{00A0}]+(\S.*)$`)

func read(s string) unit {
	s = strings.TrimSpace(s)
	m := field.FindStringSubmatch(s)
	if m == nil || len(strings.Fields(m[1])) > 3 || clause(m[1]) {
		return unit{words: s}
	}
	return unit{label: m[1], words: m[2]}
}

// tells says whether what stands behind a label says so much that it is no field:
// "Giveaway: win two tickets for the concert".
func (u unit) tells() bool { return len(strings.Fields(u.words)) > 5 }

// whole is a unit as it was written.
func (u unit) whole(colon string) string {
	if u.label == "" {
		return u.words
	}
	return u.label + colon + u.words
}
