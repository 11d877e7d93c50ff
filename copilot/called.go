package copilot

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// mostCalled is how many runes of a name are shown.
const mostCalled = 60

// called is somebody's name as it is shown. Whoever bears it chose it: it must not look
// like what frames a draft, nor push that away, nor lead anywhere.
func called(name string) string {
	return text.Cut(aside(strings.ReplaceAll(name, "://", ": //")), mostCalled)
}

// aside are somebody's words within a sentence of ours: on one line, so that none of them
// can be taken for a line of ours, and without our label.
func aside(words string) string { return forgedLabel.ReplaceAllString(oneLine(words), "[…]") }

// Shown is a decision as people see it: names and words on a line each.
func (d Decision) Shown() Decision {
	d.Person.Name, d.For.Name, d.Role, d.Reason = called(d.Person.Name), called(d.For.Name), called(d.Role), aside(d.Reason)
	return d
}
