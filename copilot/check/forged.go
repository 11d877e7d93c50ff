package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// ourLabel is the copilot's own label, pending or signed, whatever separates its halves. It is an imitation wherever it
// comes from: a source that has it would put a second label on the card.
var ourLabel = text.Lazily(
	`(?:^|[^a-z])(?:draft ·[ ·]*|^draft )(?:(?:needs?|requires?) (?:a )?human sign ?off|signed ?off by \S)|` +
		`(?:^|[^a-z])(?:brouillon ·[ ·]*|^brouillon )(?:a (?:faire )?valider par une? (?:personne|humain)|valide par \S)|` +
		`^(?:needs? (?:a )?human sign ?off|a (?:faire )?valider par une personne)$`)

// frames are whole lines, marks left out, that only the copilot's frame may say: its buttons and remarks on sign-off.
var frames = text.Lazily(`^(?:` + strings.Join([]string{
	`human sign ?off (?:given|done|obtained|complete|received)`, `sign ?off (?:given|done|obtained|complete|received)`,
	`(?:ready to publish )?approved for (?:publication|publishing|posting)`, `ready to publish approved`,
	`approuvee? pour publication`, `bon pour (?:accord|publication)`,
	`(?:approve|request changes|reject)(?: (?:approve|request changes|reject|edit|withdraw))+`,
	`(?:approuver|valider|demander des modifications|rejeter|refuser)(?: (?:approuver|valider|demander des modifications|rejeter|refuser|modifier|retirer))+`,
	`no human (?:review|approval|sign ?off) (?:is )?(?:needed|required|necessary)`, `no sign ?off (?:is )?(?:needed|required|necessary)`,
	`aucune (?:validation|relecture)(?: humaine)? (?:n est )?(?:necessaire|requise)`,
}, "|") + `)$`)

// button is one of our buttons by itself; only brackets make a button of the word.
var button = text.Lazily(`^(?:approve|request changes|reject|approuver|valider|demander des modifications|rejeter|refuser)$`)

// telling are pieces of words of which one is in every imitation.
var telling = []string{"appro", "valid", "sign", "draft", "brouillon", "reject", "rejet", "refus", "human", "bon pour", "relecture"}

// forged reports what imitates the copilot's label, a decision's stamp or a button. Stamps and buttons that a source has
// in these words are a copy; the label itself never is.
func forged(d *doc, x *Indexed) []Finding {
	var found []Finding
	eachPiece(d.text, sentenceEnds, func(start, end int) {
		if harmless(d.text[start:end]) {
			return
		}
		signs := skeleton(d.text[start:end])
		bare := spell(signs, false)
		switch {
		case !tells(bare):
		case ourLabel.MatchString(spell(signs, true)):
			found = append(found, d.finding(Forged, start, end, "forged", nil))
		case imitates(signs, bare):
			found = append(found, x.unlessCopied(d, start, end)...)
		default:
			eachPiece(d.text[start:end], statusStarts, func(from, to int) {
				signs := skeleton(d.text[start+from : start+to])
				if imitates(signs, spell(signs, false)) {
					found = append(found, x.unlessCopied(d, start+from, start+to)...)
				}
			})
		}
	})
	return found
}

// harmless reports whether a piece of plain letters surely tells nothing, at the cost of reading it once: most are.
func harmless(s string) bool {
	alone := 0 // letters by themselves, of which a word may be made
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return false
		}
		if wordByte(c) && (i == 0 || !wordByte(s[i-1])) && (i+1 == len(s) || !wordByte(s[i+1])) {
			alone++
		}
	}
	return alone < 4 && !strings.ContainsAny(s, "-_'") && !tells(strings.ToLower(s))
}

// tells reports whether a line can imitate anything, so that the rest is only asked of few lines.
func tells(bare string) bool {
	for _, t := range telling {
		if strings.Contains(bare, t) {
			return true
		}
	}
	return false
}

// imitates reports whether a piece of a line is a button, a stamp or a remark of the frame as a whole.
func imitates(signs []sign, bare string) bool {
	bracketed := len(signs) > 2 && signs[0].mark == '[' && signs[len(signs)-1].mark == '['
	return frames.MatchString(bare) || bracketed && button.MatchString(bare) || status(signs)
}

// copyLeast is how many words a stamp needs to be a copy wherever a source has them: one or two ("approved") stand in
// ordinary sentences too, so a source must have them as a stamp.
const copyLeast = 3

// unlessCopied is a finding of the bytes [start:end], unless a source has their words in this order.
func (x *Indexed) unlessCopied(d *doc, start, end int) []Finding {
	words := d.wordsIn(start, end)
	if len(words) >= copyLeast && x.verbatim(words) || x.stamped()[spell(skeleton(d.text[start:end]), false)] {
		return nil
	}
	return []Finding{d.finding(Forged, start, end, "forged", nil)}
}

// stamps are the pieces of sources that imitate the frame, by their bare words; who says them ("Marc: Approved") is no
// part of them.
func stamps(docs []*doc) map[string]bool {
	all := map[string]bool{}
	note := func(s string) {
		signs := skeleton(s)
		if bare := spell(signs, false); tells(bare) && imitates(signs, bare) {
			all[bare] = true
		}
	}
	for _, d := range docs {
		eachPiece(d.text, sentenceEnds, func(start, end int) {
			piece := d.text[start:end]
			note(piece)
			if _, said, ok := strings.Cut(piece, ": "); ok {
				note(said)
			}
			eachPiece(piece, statusStarts, func(start, end int) { note(piece[start:end]) })
		})
	}
	return all
}

// eachPiece cuts s before each byte that cut returns and calls f with the pieces, outer space left out.
func eachPiece(s string, cut func(s string) int, f func(start, end int)) {
	for at := 0; at < len(s); {
		end := len(s)
		if n := cut(s[at:]); n > 0 {
			end = at + n
		}
		piece := s[at:end]
		lead := len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
		if trimmed := strings.TrimSpace(piece); trimmed != "" {
			f(at+lead, at+lead+len(trimmed))
		}
		at = end
	}
}

// sentenceEnds returns the length of the first sentence or line of s, 0 if s has only one.
func sentenceEnds(s string) int {
	for i := range len(s) - 1 {
		if s[i] == '\n' || (s[i] == '.' || s[i] == '!' || s[i] == '?') && (s[i+1] == ' ' || s[i+1] == '\t') {
			return i + 1
		}
	}
	return 0
}

// statusStarts returns the length of the first part of s: a check mark, a bracket, a bar, a bullet or a colon sets off
// what follows.
func statusStarts(s string) int {
	for i, r := range s {
		switch {
		case i == 0:
		case r == '\n':
			return i
		case markOf(r) == '✓', strings.ContainsRune("[【(|·•", r):
			return i
		case strings.ContainsRune("]】):", r):
			return i + utf8.RuneLen(r)
		}
	}
	return 0
}
