package text

import "math"

// Rank scores each sentence by how central it is to all of them, for choosing
// what a summary says: its mean likeness (cosine over tf-idf of stems) to the
// other sentences, less for one that says little, as a share of the best. So
// scores are in [0,1], and 0 for a sentence without words of its own or that
// shares none. It takes time linear in the total length.
func Rank(sentences []string, lang string) []float64 {
	bags, terms := bagsOf(sentences, lang)
	weighTerms(bags, terms)
	centre := make([]float64, terms)
	for _, bag := range bags {
		for _, t := range bag {
			centre[t.id] += t.weight
		}
	}
	scores := make([]float64, len(sentences))
	best := 0.0
	for i, bag := range bags {
		for _, t := range bag {
			// less its own part of the centre: being like oneself is no merit
			scores[i] += t.weight * max(0, centre[t.id]-t.weight)
		}
		scores[i] *= min(1, float64(len(bag))/fullSentence)
		best = max(best, scores[i])
	}
	for i := range scores {
		if best > 0 {
			scores[i] /= best
		}
	}
	return scores
}

// fullSentence is how many different content words make a sentence that stands
// for a text on its own; cosine alone prefers "I agree."
const fullSentence = 12

// term is a stem, by its number, and its weight in one sentence.
type term struct {
	id     int
	weight float64
}

// bagsOf counts the stems of each sentence, in order of appearance, and returns
// with them how many different stems there are. Stop words do not count.
func bagsOf(sentences []string, lang string) (bags [][]term, terms int) {
	stems := newVocabulary(lang)
	var at []int // by stem, where in the bag in hand it is, if anywhere
	bags = make([][]term, len(sentences))
	for i, s := range sentences {
		var bag []term
		for _, w := range Words(s) {
			id := stems.id(w.Text)
			if id == noTerm {
				continue
			}
			if id == len(at) {
				at = append(at, 0)
			}
			if k := at[id]; k < len(bag) && bag[k].id == id {
				bag[k].weight++
				continue
			}
			at[id] = len(bag)
			bag = append(bag, term{id, 1})
		}
		bags[i] = bag
	}
	return bags, len(at)
}

// weighTerms turns counts into tf-idf vectors of length one, in place.
func weighTerms(bags [][]term, terms int) {
	holders := make([]float64, terms)
	for _, bag := range bags {
		for _, t := range bag {
			holders[t.id]++
		}
	}
	for _, bag := range bags {
		square := 0.0
		for k, t := range bag {
			bag[k].weight = (1 + math.Log(t.weight)) * math.Log(1+float64(len(bags))/holders[t.id])
			square += bag[k].weight * bag[k].weight
		}
		for k := range bag {
			bag[k].weight /= math.Sqrt(square)
		}
	}
}
