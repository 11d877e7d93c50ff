package text

import "strings"

// maxContent and maxTokens bound a phrase, in words of its own and in all.
const (
	maxContent = 5
	maxTokens  = 8
)

// candidate is a phrase that may be a keyphrase, over all its occurrences.
type candidate struct {
	tokens  []token // of its first occurrence
	first   int     // index of that among all tokens
	content int     // words of its own: neither joints nor articles
	count   float64 // occurrences
	whole   float64 // of them, those that are a chunk on their own
	head    float64 // those that start a chunk
	tail    float64 // those that end a chunk
	proper  float64 // those written as a name
}

// candidatesOf returns the phrases of tokens that could name something, in
// order of appearance.
func candidatesOf(tokens []token, lang string) []*candidate {
	var all []*candidate
	byKey := map[string]*candidate{}
	for start := 0; start < len(tokens); {
		end := chunkEnd(tokens, start)
		for i := start; i < end; i++ {
			for j := i + 1; j <= min(end, i+maxTokens); j++ {
				if !isPhrase(tokens[i:j], lang) {
					continue
				}
				key := keyOf(tokens[i:j])
				c := byKey[key]
				if c == nil {
					c = &candidate{tokens: tokens[i:j], first: i, content: contentOf(tokens[i:j])}
					byKey[key] = c
					all = append(all, c)
				}
				c.observe(tokens[i:j], i == start, j == end)
			}
		}
		start = max(end, start+1)
	}
	return all
}

// observe counts one more occurrence.
func (c *candidate) observe(tokens []token, starts, ends bool) {
	c.count++
	if starts {
		c.head++
	}
	if ends {
		c.tail++
	}
	if starts && ends {
		c.whole++
	}
	if isName(tokens) {
		c.proper++
	}
}

// isName reports whether each word of its own in tokens is written as a name.
func isName(tokens []token) bool {
	for _, t := range tokens {
		if t.class != joint && t.class != number && !t.proper {
			return false
		}
	}
	return true
}

// chunkEnd returns where the chunk ends that starts at tokens[start]: a run of
// words that only joints hold together. It is start when none does.
func chunkEnd(tokens []token, start int) int {
	end, last := start, start // last is after the last word of its own
	for end < len(tokens) && tokens[end].class != outside && tokens[end].class != quantity && (end == start || tokens[end].glued) {
		end++
		if tokens[end-1].class != joint && tokens[end-1].class != adverb {
			last = end
		}
	}
	if last > start && tokens[start].class == joint {
		return start
	}
	return last
}

// isPhrase reports whether tokens, from within a chunk, may name something.
func isPhrase(tokens []token, lang string) bool {
	last := tokens[len(tokens)-1]
	switch tokens[0].class {
	case joint, number:
		return false
	case adverb:
		if len(tokens) < 3 || tokens[1].class != modifier && tokens[1].class != doubtful {
			return false
		}
	}
	switch last.class {
	case joint, adverb:
		return false
	case modifier:
		if lang != French {
			return false
		}
	}
	if len(tokens) == 1 && Runes(last.word) < 2 {
		return false
	}
	n := contentOf(tokens)
	return n > 0 && n <= maxContent
}

// contentOf counts the words of tokens that are no joints.
func contentOf(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if t.class != joint {
			n++
		}
	}
	return n
}

// keyOf returns what makes two phrases the same: their stems.
func keyOf(tokens []token) string {
	if len(tokens) == 1 {
		return tokens[0].stem
	}
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.stem)
		b.WriteByte(' ')
	}
	return b.String()
}
