package check

// speech counts the words of the sources in one language, and the small ones and first persons among them.
type speech struct{ words, small, first int }

const (
	// spokenShare is the share of first persons among the words of a source from which on it is people talking: a report
	// of a conversation uses other words than the conversation, so new words tell nothing.
	spokenShare = 0.02
	// ownShare is the share of the sources' words that must be in the language of a sentence for its words to be looked
	// for in them. A request to translate ("en français") is a source too, but a small one.
	ownShare = 0.8
)

// learnLanguage counts the words of a source for its language.
func (x *Indexed) learnLanguage(d *doc) {
	s := x.speech[d.lang]
	for _, t := range d.tokens {
		if t.shape != wordShape {
			continue
		}
		s.words++
		if t.stop {
			s.small++
		}
		if t.is("i", "me", "my", "we", "us", "our", "je", "j", "moi", "mon", "nous", "notre") && !t.upper || t.raw == "I" {
			s.first++
		}
	}
	x.speech[d.lang] = s
}

// speaks reports whether the sources in the language are written, not spoken.
func (x *Indexed) speaks(lang string) bool {
	s := x.speech[lang]
	return s.words > 0 && float64(s.first) < spokenShare*float64(s.words)
}

// foreign reports whether the sources are in another language: then only figures, dates, times, names, addresses and
// quotations can be held against them, for those are the same in both.
func (x *Indexed) foreign(lang string) bool {
	all := 0
	for _, s := range x.speech {
		all += s.words
	}
	return float64(x.speech[lang].words) < ownShare*float64(all)
}

// langOf returns the language of a sentence: a text may have a line in the other one.
func (d *doc) langOf(sentence []token) string {
	lead := 0
	for _, t := range sentence {
		lead += tongues[t.fold]
	}
	switch {
	case lead >= 2:
		return "en"
	case lead <= -2:
		return "fr"
	}
	return d.lang
}
