package text

import (
	"math"
	"strings"
)

// trait is something that tells keyphrases from other phrases, with what it
// adds to the score: always, more in a text that runs to long phrases, and more
// in French.
type trait struct{ always, long, french float64 }

// The weights were fitted, by logistic regression on few traits and rounded, to
// what people marked in English abstracts, French news and questions of forums.
var (
	wBase       = trait{always: -1.6}
	wCount      = trait{always: 1.2}             // per log of occurrences
	wRepeated   = trait{always: 0.6, long: -1}   // occurs more than once
	wLate       = trait{always: -1.4, long: 0.8} // per position of its first occurrence, 0 to 1
	wNested     = trait{always: -0.7}            // per log of occurrences inside longer chunks
	wWhole      = trait{always: 0.1, long: 0.7}  // share of occurrences that are a chunk on their own
	wTail       = trait{always: 0.1, long: 0.7}  // share of occurrences that end a chunk
	wRarest     = trait{always: 0.5}             // per log of its rarest word's occurrences
	wName       = trait{always: 0.4}             // share of occurrences written as a name
	wAcronym    = trait{always: 0.8, long: 1.8}
	wLastLength = trait{always: 0.3} // per log of the last word's letters
	wMeanLength = trait{always: 0.2} // per log of the mean word's letters
	wDoubtful   = trait{always: -0.3}
	wModifier   = trait{always: -0.5} // ends in one
	wModified   = trait{always: -0.1} // starts with one
	wOrdinary   = trait{always: -0.8} // starts with one that suits anything (new, main)
	wAdverb     = trait{always: -1}
	wVague      = trait{always: -0.9} // ends in a word that names nothing in particular
	wVagueAlone = trait{always: -2}   // and is no more than that
	wJoint      = trait{always: -0.8, long: -0.8, french: 0.7}
	// by the words of its own it has: 1, 2, 3, 4 and more
	wWords = [4]trait{{always: -1.6, long: -1}, {always: -1.2}, {always: -0.6, long: -0.3, french: -0.9}, {always: -0.7, long: -0.3, french: -1.9}}
)

// scorer scores the candidates of one text.
type scorer struct {
	words  map[string]float64 // occurrences of each stem
	span   float64            // log of the number of tokens
	taste  float64            // from 0, a text of short phrases, to 1, of long ones
	french float64            // 1 in French, else 0
}

func newScorer(tokens []token, all []*candidate, lang string) scorer {
	s := scorer{words: map[string]float64{}, span: math.Log(1 + float64(len(tokens)))}
	for _, t := range tokens {
		if t.stem != "" {
			s.words[t.stem]++
		}
	}
	short, long := 1.5, 2.0
	if lang == French {
		s.french = 1
		short, long = 1.8, 2.3 // de does not end a chunk, and is no word of its own
	}
	s.taste = min(1, max(0, (meanChunk(all)-short)/(long-short)))
	return s
}

// meanChunk is the mean number of words in the chunks of a text.
func meanChunk(all []*candidate) float64 {
	words, chunks := 0.0, 0.0
	for _, c := range all {
		words += c.whole * float64(c.content)
		chunks += c.whole
	}
	return words / max(1, chunks)
}

// score is the log of the odds that c is a keyphrase.
func (s scorer) score(c *candidate) float64 {
	sum := 0.0
	add := func(w trait, amount float64) {
		sum += amount * (w.always + s.taste*w.long + s.french*w.french)
	}
	add(wBase, 1)
	add(wCount, math.Log(c.count))
	add(wRepeated, one(c.count > 1))
	add(wLate, math.Log(1+float64(c.first))/s.span)
	add(wNested, math.Log(1+c.count-c.whole))
	add(wWhole, c.whole/c.count)
	add(wTail, c.tail/c.count)
	add(wName, c.proper/c.count)
	add(wWords[min(c.content, len(wWords))-1], 1)
	s.addWords(add, c)
	return sum
}

// addWords adds what the words of c say.
func (s scorer) addWords(add func(trait, float64), c *candidate) {
	first, last := c.tokens[0], c.tokens[len(c.tokens)-1]
	rarest, letters, joints := math.Inf(1), 0.0, false
	for _, t := range c.tokens {
		if t.class == joint {
			joints = true
			continue
		}
		rarest = min(rarest, s.words[t.stem])
		letters += float64(Runes(t.word))
	}
	add(wRarest, math.Log(rarest))
	add(wLastLength, math.Log(float64(max(1, Runes(last.word)))))
	add(wMeanLength, math.Log(max(1, letters/float64(c.content))))
	add(wAcronym, one(c.content == 1 && last.proper && isAcronym(last.Text)))
	add(wDoubtful, one(last.class == doubtful))
	add(wModifier, one(last.class == modifier))
	add(wModified, one(first.class == modifier || first.class == doubtful))
	add(wAdverb, one(first.class == adverb))
	add(wOrdinary, one(c.content > 1 && isOrdinary(first.word)))
	add(wVague, one(vague()[last.word]))
	add(wVagueAlone, one(c.content == 1 && vague()[last.word]))
	add(wJoint, one(joints))
}

// isOrdinary reports whether word is an adjective that says little of what it
// stands with.
func isOrdinary(word string) bool {
	return englishWords().adjectives[word] || frenchWords().adjectives[word]
}

func isAcronym(word string) bool {
	return len(word) > 1 && strings.ToUpper(word) == word && strings.ToLower(word) != word
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
