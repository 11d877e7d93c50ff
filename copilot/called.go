package copilot

import "github.com/brouillon/brouillon/copilot/text"

// mostCalled is how many runes of a name are shown.
const mostCalled = 60

// inward is where an address begins, also for browsers that take a backslash for a slash.
var inward = text.Lazily(`:([/\\])`)

// framing are the first words of lines of ours that frame a draft.
var framing = text.Lazily(`(?i)^[^\p{L}\p{N}]*(?:(?:signed\s+off|rejected|withdrawn|superseded)\s+by\b|can\s+be\s+signed\s+off\s+by\b|` +
	`(?:validé|rejeté|refusé|retiré|remplacé)\s+par\b|peut\s+être\s+validé)`)

// called is somebody's name as it is shown. Whoever bears it chose it: it must not look
// like what frames a draft, nor push that away, nor lead anywhere.
func called(name string) string {
	said := aside(inward.ReplaceAllString(name, ": $1"))
	return text.Cut(framing.ReplaceAllString(said, "[…]"), mostCalled)
}

// aside are somebody's words within a sentence of ours: on one line, so that none of them
// can be taken for a line of ours, and without our label.
func aside(words string) string { return forgedLabel.ReplaceAllString(oneLine(words), "[…]") }

// Shown is a decision as people see it: names and words on a line each.
func (d Decision) Shown() Decision {
	d.Person.Name, d.For.Name, d.Role, d.Reason = called(d.Person.Name), called(d.For.Name), called(d.Role), aside(d.Reason)
	return d
}
