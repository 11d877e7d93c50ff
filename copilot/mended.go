package copilot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

// noteCorrected is the note that a writer mended its own first try. Its "Changes" are
// what changed: each the words as they were and as they are now, one after the other.
const noteCorrected = "note.corrected"

// Of what changed a reviewer is told so many things, each of so many words at most; a
// longer one by the words that were doubted.
const (
	mostMended = 4
	mostWords  = 8
	mostRunes  = 80
)

// mended says what the second try mended of what the checks found in the first; false
// when that is nothing.
func mended(first, second Revision) (Note, bool) {
	left := slices.Clone(second.Findings)
	count := 0
	var changes []string
	for _, f := range first.Findings {
		if i := slices.IndexFunc(left, func(l check.Finding) bool { return l.Kind == f.Kind && l.Text == f.Text }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		count++
		was, now, ok := change(first, second, f)
		if ok && len(changes) < 2*mostMended && !listed(changes, was) {
			changes = append(changes, was, now)
		}
	}
	args := map[string]any{"Count": count}
	if len(changes) > 0 {
		args["Changes"] = changes
	}
	return Note{noteCorrected, args}, count > 0
}

// listed says whether a change of those words is among changes.
func listed(changes []string, was string) bool {
	for i := 0; i < len(changes); i += 2 {
		if changes[i] == was {
			return true
		}
	}
	return false
}

// change is what became of the words that a finding is about: of the sentence they stand
// in, what is not in the one that took its place. False where they still stand.
func change(first, second Revision, f check.Finding) (was, now string, ok bool) {
	if f.Text == "" || f.Variant >= len(second.Variants) || strings.Contains(second.Variants[f.Variant].Text.s, f.Text) {
		return "", "", false
	}
	before := sentenceAt(first.Variants[f.Variant].Text.s, f.Start)
	was, now = apart(before, likest(before, second.Variants[f.Variant].Text.s))
	if was == "" || len(strings.Fields(was)) > mostWords || len(strings.Fields(now)) > mostWords {
		was, now = f.Text, ""
	}
	return text.Cut(strings.Join(strings.Fields(was), " "), mostRunes), text.Cut(now, mostRunes), true
}

// sentenceAt is the sentence that a rune of a text is in; "" for one that is in none.
func sentenceAt(s string, rune int) string {
	for _, sentence := range text.Sentences(s) {
		if start := utf8.RuneCountInString(s[:sentence.Start]); rune >= start && rune < start+utf8.RuneCountInString(sentence.Text) {
			return sentence.Text
		}
	}
	return ""
}

// likest is the sentence of a text that shares the most with another, if it is most of
// its words.
func likest(sentence, s string) string {
	words := strings.Fields(sentence)
	best, shared := "", len(words)/2
	for _, other := range text.Sentences(s) {
		has := strings.Fields(other.Text)
		n := 0
		for _, w := range words {
			if slices.Contains(has, w) {
				n++
			}
		}
		if n > shared {
			best, shared = other.Text, n
		}
	}
	return best
}

// apart is what of two sentences is left without the words with which both begin and end,
// but for the stop.
func apart(a, b string) (string, string) {
	was, now := strings.Fields(strings.TrimRight(a, ".!?…")), strings.Fields(strings.TrimRight(b, ".!?…"))
	for len(was) > 0 && len(now) > 0 && was[0] == now[0] {
		was, now = was[1:], now[1:]
	}
	for len(was) > 0 && len(now) > 0 && was[len(was)-1] == now[len(now)-1] {
		was, now = was[:len(was)-1], now[:len(now)-1]
	}
	return strings.Join(was, " "), strings.Join(now, " ")
}

// changed says what a note of a correction says of what changed.
func (b cardBuilder) changed(n Note) string {
	var changes []string
	switch kept := n.Args["Changes"].(type) {
	case []string:
		changes = kept
	case []any: // as JSON gives it back
		for _, c := range kept {
			words, _ := c.(string)
			changes = append(changes, words)
		}
	}
	var said []string
	for i := 0; i+1 < len(changes); i += 2 {
		key := "note.changed"
		if changes[i+1] == "" {
			key = "note.taken_out"
		}
		said = append(said, b.say(key, catalogue.Args{"Was": changes[i], "Now": changes[i+1]}))
	}
	return strings.Join(said, "")
}

// unquotedNotes are notes that quote nothing: what changed may be a deleted message's words.
func unquotedNotes(notes []Note) []Note {
	notes = slices.Clone(notes)
	for i, n := range notes {
		if n.Key == noteCorrected {
			notes[i] = Note{n.Key, map[string]any{"Count": n.Args["Count"]}}
		}
	}
	return notes
}
