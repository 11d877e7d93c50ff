package builtin

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// decision is a remark that settles something, or that accepts what somebody
// else has just proposed.
func (m minutes) decision(i int) (finding, bool) {
	r := m.all[i]
	if r.question {
		return finding{}, false
	}
	if verdict(r) {
		return m.ruled(i), true
	}
	at, _, settles := decided.find(r.folded, 0)
	settles = settles && !hedged.in(r.folded[:at])
	if settles && len(r.folded) > 6 {
		return finding{remarks: []remark{r}}, true
	}
	accepts := settles || sealed.opens(r.folded) || len(r.folded) <= 5 && sealed.in(r.folded)
	if !accepts || hedged.in(r.folded) {
		return finding{}, false
	}
	if earlier, ok := m.before(i); ok && (proposed.in(earlier.folded) || decided.in(earlier.folded)) {
		return finding{remarks: []remark{earlier, r}}, true
	}
	return finding{remarks: []remark{r}}, settles && len(r.terms) > 1
}

// announced finds "decided:" after a thank you or the like.
var announced = text.Lazily(`(?i)(?:^|[\s.!🙏👍✅])(?:decided|décidé|acté|tranché)[\s\x{00A0}\x{202F}]?:`)

// verdict says whether a remark opens by declaring something decided: "Decided ✅",
// "decided: up to 40 h", "Décidé : on garde le bleu".
func verdict(r remark) bool {
	if len(r.folded) == 0 {
		return false
	}
	if announced.MatchString(r.text) {
		return true
	}
	switch r.folded[0] {
	case "decided", "acte", "tranche":
		return len(r.folded) < 2 || r.folded[1] != "to"
	case "decide":
		return strings.HasPrefix(strings.ToLower(r.text), "décidé")
	}
	return false
}

// ruled is what a verdict is about: what it says itself, or what its author said
// just before it in the same message.
func (m minutes) ruled(i int) finding {
	r := m.all[i]
	if len(r.folded) <= 2 && i > 0 && m.all[i-1].line == r.line {
		return finding{remarks: []remark{m.all[i-1], r}}
	}
	return finding{remarks: []remark{r}}
}

// objection is a remark against something.
func (m minutes) objection(i int) (finding, bool) {
	r := m.all[i]
	if r.question || !objected.in(r.folded) {
		return finding{}, false
	}
	said := m.with(i)
	if len(said) == 1 && len(r.folded) < 5 {
		if earlier, ok := m.before(i); ok {
			said = []remark{earlier, r}
		}
	}
	return finding{remarks: said}, true
}

// action is a remark in which somebody takes, gets or leaves a task.
func (m minutes) action(i int) (finding, bool) {
	r := m.all[i]
	switch {
	case taken.in(r.folded):
		return m.taking(i), true
	case m.request(r):
		return m.requested(i)
	case r.question:
		return finding{}, false
	case promises(r.folded):
		return m.taking(i), true
	case m.assigned(r):
		return finding{remarks: []remark{r}}, true
	}
	if at, end, ok := nobodys.find(r.folded, 0); ok && at < 5 && works(r.folded[end:], 6, doing) {
		return finding{remarks: []remark{r}, unowned: true}, true
	}
	return finding{}, false
}

// taking adds to "I'll do it" what it is about.
func (m minutes) taking(i int) finding {
	r := m.all[i]
	if len(r.folded) > 6 || len(r.terms) > 1 {
		return finding{remarks: []remark{r}}
	}
	if earlier, ok := m.before(i); ok {
		return finding{remarks: []remark{earlier, r}}
	}
	return finding{remarks: []remark{r}}
}

// promises says whether words are a promise of the one who speaks to do
// something: "I'll send", "j'envoie", "je vais relancer".
func promises(words []string) bool {
	return pledged(words, mine, doing) || pledged(words, myself, saying)
}

// pledged says whether one of the verbs follows closely on one of the pronouns
// near the beginning of words.
func pledged(words []string, pronouns cues, verbs map[string]bool) bool {
	for start := 0; start < len(words); {
		at, end, ok := pronouns.find(words, start)
		if !ok || at > 4 {
			return false
		}
		if !hedged.in(words[:at]) && works(words[end:], 3, verbs) {
			return true
		}
		start = at + 1
	}
	return false
}

// works says whether one of the first n words is one of the verbs.
func works(words []string, n int, verbs map[string]bool) bool {
	return slices.ContainsFunc(words[:min(n, len(words))], func(w string) bool { return verbs[w] })
}

// assigned says whether a remark gives a task to somebody by name: "Bob will
// send", "Léa s'occupe de".
func (m minutes) assigned(r remark) bool {
	for i := range min(3, len(r.folded)) {
		if !m.names[r.folded[i]] && !(i == 0 && r.named) {
			continue
		}
		rest := r.folded[i+1:]
		if theirOwn.opens(rest) {
			return true
		}
		if at, end, ok := theirs.find(rest, 0); ok && at == 0 && works(rest[end:], 3, doing) {
			return true
		}
	}
	return false
}

// request says whether a remark asks somebody, unnamed, to do something.
func (m minutes) request(r remark) bool {
	at, end, ok := asking.find(r.folded, 0)
	return ok && at <= 3 && works(r.folded[end:], 3, doing)
}

// requested is a request that names somebody or that somebody has taken on.
func (m minutes) requested(i int) (finding, bool) {
	r := m.all[i]
	for _, w := range r.folded[:min(3, len(r.folded))] {
		if m.names[w] {
			return finding{remarks: []remark{r}}, true
		}
	}
	for j := r.line + 1; j <= r.line+2 && j < len(m.lines); j++ {
		reply := m.lines[j]
		if reply.author == r.author || reply.first >= reply.end || !agreeing.opens(reply.folded) {
			continue
		}
		return finding{remarks: []remark{r, m.all[reply.first]}}, true
	}
	return finding{remarks: []remark{r}, unowned: true}, !r.question
}
