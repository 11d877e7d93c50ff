package hostiletest

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// Jury counts what was rendered, and what of it must not be.
type Jury struct {
	t        testing.TB
	surface  string
	rendered int
	wrong    int
	places   map[string]bool
}

// NewJury judges what a surface renders.
func NewJury(t testing.TB, surface string) *Jury {
	return &Jury{t: t, surface: surface, places: map[string]bool{}}
}

// Judge takes a render of a piece, and what is wrong with it.
func (j *Jury) Judge(p Piece, wrong []string) {
	j.t.Helper()
	j.rendered++
	j.places[p.Where] = true
	if len(wrong) == 0 {
		return
	}
	if j.wrong++; j.wrong <= 6 {
		j.t.Errorf("%s, %.60q as %s: %.500s", j.surface, p.Text, p.Where, strings.Join(wrong, "\n"))
	}
}

// Close notes the count. Every place must have been there, of those that the surface has.
func (j *Jury) Close(places ...string) {
	j.t.Helper()
	for _, where := range places {
		if !j.places[where] {
			j.t.Errorf("%s: nothing was rendered with a text as %s", j.surface, where)
		}
	}
	sharedtest.Prove(j.t, "renders of hostile texts: "+j.surface, j.rendered, j.wrong)
}

// Unseen says which characters of what is shown act on the others, or are not seen.
func Unseen(shown string) []string {
	for _, r := range shown {
		turning := r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C
		if turning || r == 0x200B || r == 0x2060 || r == 0xFEFF || unicode.Is(unicode.Cc, r) && r != '\n' {
			return []string{fmt.Sprintf("a character that acts on others, %U, in %.200q", r, shown)}
		}
	}
	if text.Hidden(shown) {
		return []string{fmt.Sprintf("something that is not seen in %.200q", shown)}
	}
	return nil
}

// chrome are lines that look like what frames a text: label, stamp, who may sign.
var chrome = regexp.MustCompile(`(?i)^(?:[^\p{L}\p{N}•“"«(\[-][^\p{L}\p{N}•“"«(\[]*)?(?:(?:draft|brouillon)\s*·|(?:signed off|rejected|withdrawn|superseded) by\b|(?:validé|rejeté|refusé|retiré|remplacé) par|can be signed off by|peut être validé)`)

// Lines are those that look like the frame of a text.
func Lines(shown string) []string {
	var all []string
	for line := range strings.Lines(shown) {
		if chrome.MatchString(line) {
			all = append(all, line)
		}
	}
	return all
}

// Chrome is how many lines look like the frame of a text.
func Chrome(shown string) int { return len(Lines(shown)) }

// Framed is how many such lines a card has of its own, with its label shown so many times.
func Framed(c copilot.Card, labels int) int {
	n := 0
	for _, b := range c.Blocks() {
		switch b.Kind {
		case copilot.BlockStamp, copilot.BlockSignOff:
			n += Chrome(strings.ReplaceAll(b.Text, "\n", " "))
		case copilot.BlockLabel:
			n = max(n, labels)
		}
	}
	return n
}

// Label says what is wrong with the label of a card: it is one line, of ours.
func Label(c copilot.Card) []string {
	blocks := c.Blocks()
	generated := c.Subject().Draft != "" || c.Passing()
	if len(blocks) == 0 || blocks[0].Kind != copilot.BlockLabel || blocks[len(blocks)-1].Kind != copilot.BlockLabel {
		if generated {
			return []string{"the label is not first and last"}
		}
		return nil
	}
	label := blocks[0].Text
	signed, _, _ := strings.Cut(catalogue.Say(c.Locale(), "label.approved", catalogue.Args{"Name": "\x00"}), "\x00")
	mine := label == catalogue.Say(c.Locale(), "label.pending", nil) || c.Subject().State == copilot.Approved && strings.HasPrefix(label, signed)
	if !mine || strings.ContainsAny(label, "\n\r") || len([]rune(label)) > 120 {
		return []string{fmt.Sprintf("the label is %.200q", label)}
	}
	return nil
}

// address finds what a reader, or a program, would take for an address to go to.
var address = regexp.MustCompile(`(?i)\b(?:https?|ftp|steam|discord|slack):(?://|\\\\)[^\s<>"')\[\]|]+`)

// Foreign are the addresses in what is shown that no person supplied, by their hosts as
// they are once decoded.
func Foreign(p Piece, shown string, ours ...string) []string {
	if p.Own {
		return nil
	}
	var all []string
	for _, found := range address.FindAllString(shown, -1) {
		decoded, err := url.PathUnescape(found)
		if err != nil {
			decoded = found
		}
		u, err := url.Parse(decoded)
		mine := err == nil && strings.EqualFold(u.Host, "lumo.example") && u.User == nil
		for _, o := range ours {
			mine = mine || strings.HasPrefix(found, o)
		}
		if !mine {
			all = append(all, "an address that nobody gave: "+found)
		}
	}
	return all
}
