package builtin

import "slices"

// How far an answer may be from its question, in messages: one that takes up
// its words, and one that only follows it.
const (
	farAnswer  = 30
	nearAnswer = 3
)

// open is a question that nobody has answered, or what is said to be undecided.
func (m minutes) open(i int) (finding, bool) {
	r := m.all[i]
	if !r.question && (undecided.in(r.folded) || delegated(r.folded)) && !verdict(r) {
		return finding{remarks: []remark{r}}, true
	}
	if !r.question || len(r.folded) < 3 || len(r.terms) == 0 || phatic.in(r.folded) || tail[r.folded[len(r.folded)-1]] {
		return finding{}, false
	}
	for j := r.line + 1; j < len(m.lines) && j <= r.line+farAnswer; j++ {
		if m.lines[j].author != r.author && m.answers(j, r) {
			return finding{}, false
		}
	}
	return finding{remarks: []remark{r}}, true
}

// delegated says whether somebody else is to decide: "we'll let the board decide".
func delegated(words []string) bool {
	at := slices.IndexFunc(words, func(w string) bool { return w == "let" || w == "laisse" || w == "laissons" })
	return at >= 0 && at < 4 && at+2 < len(words) && choosing[words[len(words)-1]]
}

var choosing = set(`decide choose trancher decider choisir`)

// answers says whether the j-th message answers a question.
func (m minutes) answers(j int, q remark) bool {
	reply := m.lines[j]
	if len(reply.folded) == 0 || ignorant.in(reply.folded) || m.onlyAsks(reply) || !m.fits(reply, q) {
		return false
	}
	near := j - q.line
	if knowing.in(q.folded) && refusing[reply.folded[0]] {
		return false // "does anybody know?" "no"
	}
	if near > 1 && objected.in(reply.folded) {
		return false // it is argued about, not answered
	}
	shared, rare := m.shared(reply, q.terms), min(2, len(q.terms))
	switch {
	case shared >= rare && 2*shared >= len(q.terms):
		return true
	case near == 1:
		return agreeing.opens(reply.folded) || slices.ContainsFunc(reply.folded, func(w string) bool { return !chatter[w] && !applause[w] })
	default:
		return near <= nearAnswer && (shared > 0 || agreeing.opens(reply.folded))
	}
}

// applause are words that answer nothing, besides those of talking itself.
var applause = set(`lol haha hahaha np ty thx mdr ptdr cool nice great super top bravo genial wow courage`)

// fits says whether a reply has what a question asks for: a moment or an amount,
// or somebody.
func (m minutes) fits(reply line, q remark) bool {
	switch {
	case whenAsked.in(q.folded):
		return slices.ContainsFunc(reply.folded, func(w string) bool { return dated[w] || hasDigit(w) })
	case whoAsked.opens(q.folded):
		return slices.ContainsFunc(reply.folded, func(w string) bool { return persons[w] || m.names[w] })
	default:
		return true
	}
}

// says tells a message about something from one that only thanks or greets.
func (m minutes) says(l line) bool {
	return slices.ContainsFunc(m.all[l.first:l.end], func(r remark) bool { return !r.small })
}

// onlyAsks says whether a message holds nothing but questions.
func (m minutes) onlyAsks(l line) bool {
	return l.first < l.end && !slices.ContainsFunc(m.all[l.first:l.end], func(r remark) bool { return !r.question })
}

// shared counts the terms of a question that a message takes up.
func (m minutes) shared(l line, terms []int32) int {
	count := 0
	for i, id := range terms {
		if !slices.Contains(terms[:i], id) && slices.ContainsFunc(m.all[l.first:l.end], func(r remark) bool {
			return slices.Contains(r.terms, id)
		}) {
			count++
		}
	}
	return count
}
