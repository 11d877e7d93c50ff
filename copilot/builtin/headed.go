package builtin

import (
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot/text"
)

// headings are what people write above a list of what came of a talk, by section.
var headings = []struct {
	section string
	form    *text.Pattern
}{
	{"decisions", heading(`(?:our |the |nos |les )?(?:decisions?|décisions?)(?: made| taken| prises?)?|decided|what we decided|(?:on a )?décidé`)},
	{"actions", heading(`actions?(?: items?| points?| à mener)?|to-?\s?dos?|next steps?|tasks?|who does what|à faire|prochaines étapes|tâches|qui fait quoi`)},
	{"questions", heading(`(?:open )?questions?(?: ouvertes?| en suspens)?|open (?:points?|issues?)|still open|pending|to be decided|tbd|points? ouverts?|en suspens|(?:reste )?à trancher|(?:reste )?à décider`)},
}

func heading(s string) *text.Pattern {
	return text.Lazily(`(?i)^\W*(?:` + s + `)\W*:\W*$`)
}

// under is the section that a remark stands in, in a message that lists what came of a
// talk under headings; "" elsewhere, and for a heading. One that is followed by its
// item ("to be decided: the price") says itself what it is.
func under(all []remark) []string {
	sections := make([]string, len(all))
	section := ""
	for i, r := range all {
		if i == 0 || all[i-1].line != r.line {
			section = ""
		}
		label, item, labelled := strings.Cut(r.text, ":")
		headed, ok := headingOf(label + ":")
		switch {
		case labelled && ok && strings.ContainsFunc(item, unicode.IsLetter):
			section = ""
		case labelled && !strings.ContainsFunc(item, unicode.IsLetter):
			section = headed
		default:
			sections[i] = section
		}
	}
	return sections
}

// headingOf is the section that a heading stands above.
func headingOf(s string) (section string, ok bool) {
	for _, h := range headings {
		if h.form.MatchString(s) {
			return h.section, true
		}
	}
	return "", false
}

// owned says whether an item of a list names who does it: "Tom: the changelog".
func (m minutes) owned(r remark) bool {
	label, _, labelled := strings.Cut(r.text, ":")
	return labelled && len(strings.Fields(label)) <= 3 || m.names[r.first()] || m.assigned(r)
}
