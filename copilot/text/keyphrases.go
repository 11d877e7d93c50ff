package text

import (
	"container/heap"
	"math"
	"strings"
)

// Phrase is a keyphrase as it stands in its text, with white space made plain.
// Score is an estimate between 0 and 1 that a person would name it; it compares
// phrases of one text.
type Phrase struct {
	Text  string
	Score float64
}

// Keyphrases returns at most limit phrases that say what s, a text in lang, is
// about, best first, no two of the same stems. They are words or short runs of
// them that can name something, by function words, endings and neighbours;
// those that come early, often, on their own and as names come first. Texts
// that run to long phrases get longer ones. It knows no words of any subject.
func Keyphrases(s, lang string, limit int) []Phrase {
	tokens := tagged(s, lang)
	all := candidatesOf(tokens, lang)
	scores := newScorer(tokens, all, lang)
	queue := make(ranking, 0, len(all))
	for i, c := range all {
		queue = append(queue, ranked{c, scores.score(c), i, false})
	}
	heap.Init(&queue)
	var best []Phrase
	taken := map[string]bool{} // keys of what was taken, and of its parts
	for len(queue) > 0 && len(best) < limit {
		r := queue[0]
		if taken[keyOf(r.tokens)] && !r.covered {
			queue[0].covered = true
			queue[0].score -= r.redundancy()
			heap.Fix(&queue, 0)
			continue
		}
		heap.Pop(&queue)
		takeParts(taken, r.tokens)
		best = append(best, Phrase{surface(s, r.tokens), 1 / (1 + math.Exp(-r.score))})
	}
	return best
}

// redundancy is what a part of a phrase that is already taken loses: more if it
// never stands without others.
func (r ranked) redundancy() float64 {
	if r.whole == 0 {
		return 1.6
	}
	return 0.6
}

// takeParts marks the keys of tokens and of all runs within them.
func takeParts(taken map[string]bool, tokens []token) {
	for i := range tokens {
		for j := i + 1; j <= len(tokens); j++ {
			taken[keyOf(tokens[i:j])] = true
		}
	}
}

// surface returns tokens as they stand in s, without the mark of a hashtag and
// the possessive at the end.
func surface(s string, tokens []token) string {
	text := s[tokens[0].Start:tokens[len(tokens)-1].End]
	text = strings.TrimPrefix(strings.Join(strings.Fields(text), " "), "#")
	for _, mark := range []string{"'s", "’s"} {
		text = strings.TrimSuffix(text, mark)
	}
	return text
}

// ranked is a candidate in the queue for being taken.
type ranked struct {
	*candidate
	score   float64
	order   int  // of appearance, so that equals come out the same each time
	covered bool // has lost what a part of a taken phrase loses
}

// ranking is a heap of candidates, the best on top.
type ranking []ranked

func (r ranking) Len() int      { return len(r) }
func (r ranking) Swap(i, j int) { r[i], r[j] = r[j], r[i] }
func (r ranking) Less(i, j int) bool {
	return r[i].score > r[j].score || r[i].score == r[j].score && r[i].order < r[j].order
}

// Push adds a ranked candidate, for package heap.
func (r *ranking) Push(x any) { *r = append(*r, x.(ranked)) }

// Pop removes the last candidate, for package heap.
func (r *ranking) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	return last
}
