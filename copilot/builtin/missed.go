package builtin

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

var (
	// priced is what something costs.
	priced = text.Lazily(`(?i)[€$£]|\b(?:eur|usd|euros?|dollars?|pounds?|free of charge|gratuite?s?|for free)\b`)
	// timed is when something is.
	timed = text.Lazily(`(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|today|tonight|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|` +
		`demain|aujourd['’]hui|january|february|march|april|june|july|august|september|october|november|december|` +
		`janvier|mars|avril|mai|juin|juillet|septembre|octobre|novembre)\b|\b(?:février|août|décembre|\d+ may)`)
	// limiting is what a statement says is not so, or only so.
	limiting = text.Lazily(`(?i)\b(?:not|no|never|without|except|only|unless|cannot|\pL+n['’]t|pas|jamais|sans|sauf|aucune?|interdite?s?|seulement|uniquement|ni)\b`)
)

// missed says whether a reader would miss a statement: it has a figure, a price, a date,
// a condition, or says where.
func missed(s string) bool {
	return hasDigit(s) || priced.MatchString(s) || limiting.MatchString(s) || timed.MatchString(s) || len(text.URLs(s)) > 0 || mailbox.MatchString(s)
}

// lost are the sentences of a text that another has not any more, and a reader would
// miss.
func lost(before, after string) []string {
	var all []string
	left := text.Fold(after)
	for _, s := range text.Sentences(before) {
		if words := bare(s.Text); missed(words) && !strings.Contains(left, text.Fold(words)) {
			all = append(all, words)
		}
	}
	return all
}

// mostLeft is how many characters of what was left out a note has.
const mostLeft = 400

// leftOut adds to the notes what had to go for length, of all variants together.
func leftOut(notes []copilot.Note, left []string) []copilot.Note {
	var said []string
	for _, s := range left {
		if !slices.ContainsFunc(said, func(t string) bool { return text.Fold(s) == text.Fold(t) }) {
			said = append(said, s)
		}
	}
	if len(said) == 0 {
		return notes
	}
	return append(notes, copilot.Note{Key: "note.builtin.left", Args: map[string]any{"Words": text.Cut(strings.Join(said, " · "), mostLeft)}})
}
