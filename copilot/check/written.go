package check

import (
	"slices"
	"strings"
)

// What tells a text that is written up from notes from one that sums up: its sources are not in sentences, or they are a
// few lines that say no more than it does. Only new words can make such a text, so that a new word tells nothing.
const (
	notesStops = 0.34 // share of small words in the sources, below which nobody wrote sentences
	notesMost  = 120  // words in the sources that are a few lines
	fewLines   = 0.55 // share of small words in a few lines, above which they are prose
	writtenUp  = 0.7  // words of a text for each word of its sources, from which on it leaves nothing out
)

// written reports whether the text is written up from the sources rather than a summary of them.
func (x *Indexed) written(d *doc) bool {
	if d.writtenUp == 0 {
		d.writtenUp = -1
		all, small := 0, 0
		for _, s := range x.speech {
			all += s.words
			small += s.small
		}
		stops := float64(small) / float64(max(1, all))
		if !x.talk && (stops < notesStops || all < notesMost && stops < fewLines && float64(d.words()) >= writtenUp*float64(all)) {
			d.writtenUp = 1
		}
	}
	return d.writtenUp > 0
}

// words counts the words of a text.
func (d *doc) words() int {
	n := 0
	for i := range d.tokens {
		if d.tokens[i].shape == wordShape {
			n++
		}
	}
	return n
}

// learnTalk notes whether a source is people talking in turn: some name begins two lines or sentences, with a colon after it.
func (x *Indexed) learnTalk(d *doc) {
	turns := map[string]bool{}
	for i := range d.tokens {
		if t := &d.tokens[i]; t.initial && t.capital && d.tok(i+1).raw == ":" {
			x.talk = x.talk || turns[t.fold]
			turns[t.fold] = true
		}
	}
}

// anchored reports whether a sentence has anything of the sources: a word, a number, a name. What it says beside may
// be the writer's way to say it.
func (x *Indexed) anchored(d *doc, n int) bool {
	for i := d.first[n]; i < d.first[n+1]; i++ {
		switch t := &d.tokens[i]; {
		case t.shape == numberShape || t.shape == clockShape || t.shape == dateShape || t.kin&numberKin != 0 || d.namesDay(int(i)):
			return true // figures are checked by themselves
		case t.content() && (x.stems[t.stem] || x.words[t.fold] || x.derives(d, t.stem)):
			return true
		}
	}
	return false
}

// namesDay reports whether token i names a day of the week or a month, and is not a word that looks like one ("mon", "sun").
func (d *doc) namesDay(i int) bool {
	return d.weekday(i) > 0 || d.month(i, false) > 0 && d.surelyMonth(i)
}

// addresses reports whether a sentence speaks to its readers: it asks, wishes or invites, and states little.
func addresses(tokens []token) bool {
	if len(tokens) > 1 && tokens[0].initial && tokens[1].is("this", "these", "it", "them", "us", "a", "an", "the", "in", "out", "up") && common()[tokens[0].fold] {
		return true // "Share this", "Pick a card"
	}
	return slices.ContainsFunc(tokens, func(t token) bool {
		return t.is("you", "your", "yours", "yourself", "let", "vous", "votre", "vos", "tu", "ton", "ta", "tes", "toi") ||
			t.initial && orders()[strings.ToLower(t.raw)] != ""
	})
}
