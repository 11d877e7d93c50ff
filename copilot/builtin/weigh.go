package builtin

import (
	"math"
	"slices"
)

// The weights of what makes a remark stand for its conversation. Found on
// development conversations of both languages, and flat around these values.
const (
	lengthNorm    = 0.6  // power of the number of terms that a sum over them is divided by
	earlyWeight   = 1.0  // the first remarks say what it is all about
	lateWeight    = 0.1  // the last ones how it ended
	edge          = 2.0  // how fast both fade, in remarks
	askWeight     = -0.2 // an answer says more than its question
	tinyWeight    = -0.3 // for fewer than tinyWords
	tinyWords     = 3
	longWeight    = -0.2 // for each longWords above longWords
	longWords     = 20.0
	figureBonus   = 0.05
	askedBonus    = 1.5 // for remarks with all terms of what the reader asked for
	decisionBonus = 0.7 // for what was decided
	outcomeBonus  = 0.4 // for what is done, or was the matter
	ignorance     = -0.3
	repetition    = 0.6 // share of the score lost by what has been said already
	turnTaking    = 1.2 // lost by an author in proportion to their share so far
	ratio         = 0.3 // of the words of a conversation, at most, in its summary
	leastWords    = 15  // that a summary has if there is enough to say
)

// weigh scores remarks; asked are the terms of what the reader wants to know.
func weigh(all []remark, asked []int32) {
	often := frequency(all)
	best := 1e-9
	for i := range all {
		all[i].score = about(all[i].terms, often)
		best = max(best, all[i].score)
	}
	for i := range all {
		r := &all[i]
		r.score = r.score/best + place(i, len(all)) + form(*r)
		r.score += askedBonus * heeding(*r, asked)
	}
}

// heeding is the share of the terms asked for that a remark has.
func heeding(r remark, asked []int32) float64 {
	count := 0
	for _, id := range asked {
		if slices.Contains(r.terms, id) {
			count++
		}
	}
	return float64(count) / float64(max(1, len(asked)))
}

// frequency counts how often each term is said.
func frequency(all []remark) map[int32]int {
	often := map[int32]int{}
	for _, r := range all {
		for _, id := range r.terms {
			often[id]++
		}
	}
	return often
}

// about is high for a remark whose terms are those of the whole conversation.
func about(ids []int32, often map[int32]int) float64 {
	if len(ids) == 0 {
		return 0
	}
	sum := 0.0
	for i, id := range ids {
		if !slices.Contains(ids[:i], id) {
			sum += math.Log1p(float64(often[id]))
		}
	}
	return sum / math.Pow(float64(len(ids)), lengthNorm)
}

// place favours beginning and end.
func place(i, n int) float64 {
	return earlyWeight*math.Exp(-float64(i)/edge) + lateWeight*math.Exp(-float64(n-1-i)/edge)
}

// form judges a remark by its shape.
func form(r remark) float64 {
	score := 0.0
	if r.question {
		score += askWeight
	}
	if len(r.folded) < tinyWords {
		score += tinyWeight
	}
	if over := float64(r.words+r.name) - longWords; over > 0 {
		score += longWeight * over / longWords
	}
	if ignorant.opens(r.folded) {
		score += ignorance
	}
	if hasDigit(r.text) {
		score += figureBonus
	}
	return score
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			return true
		}
	}
	return false
}
