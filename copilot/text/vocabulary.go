package text

const noTerm = -1

// vocabulary numbers the stems of content words from 0 in order of appearance,
// remembering each word's so that it is stemmed once.
type vocabulary struct {
	lang         string
	words, stems map[string]int
}

func newVocabulary(lang string) *vocabulary {
	return &vocabulary{lang: lang, words: map[string]int{}, stems: map[string]int{}}
}

// id returns the number of word's stem, or noTerm for a stop word. A number
// never seen before is the count of those seen.
func (v *vocabulary) id(word string) int {
	id, ok := v.words[word]
	if ok {
		return id
	}
	id = noTerm
	if !Stop(v.lang, word) {
		stem := Fold(Stem(v.lang, word))
		if id, ok = v.stems[stem]; !ok {
			id = len(v.stems)
			v.stems[stem] = id
		}
	}
	v.words[word] = id
	return id
}
