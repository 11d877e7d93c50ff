package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// decision is a remark that settles something, or that accepts what somebody
// else has just proposed.
func (m minutes) decision(i int) (finding, bool) {
	return m.settled[i], len(m.settled[i].remarks) > 0
}

// settle reads whether a remark settles something.
func (m minutes) settle(i int) (finding, bool) {
	r := m.all[i]
	if m.under[i] == "decisions" {
		return finding{remarks: []remark{r}}, true
	}
	if r.question {
		return finding{}, false
	}
	if verdict(r) {
		return m.ruled(i), true
	}
	at, _, settles := decided.find(r.folded, 0)
	settles = settles && !hedged.in(r.folded[:at]) || m.concludes(i)
	if settles && len(r.folded) > 6 {
		return finding{remarks: []remark{r}}, true
	}
	if earlier, ok := m.assented(i); ok {
		return finding{remarks: []remark{earlier, r}}, true
	}
	accepts := settles || sealed.opens(r.folded) || len(r.folded) <= 5 && sealed.in(r.folded)
	if !accepts || hedged.in(r.folded) {
		return finding{}, false
	}
	if earlier, ok := m.proposal(i); ok {
		return finding{remarks: []remark{earlier, r}}, true
	}
	return finding{remarks: []remark{r}}, settles && len(r.terms) > 0 && len(r.folded) > 2
}

// How far back, in messages, what is accepted may have been proposed: others may
// have gone along in between.
const farProposal = 4

// proposal is the last remark by somebody else, shortly before the i-th, that puts
// something up for a decision; none from before words that are not to be read.
func (m minutes) proposal(i int) (remark, bool) {
	r := m.all[i]
	for j := i - 1; j >= 0 && m.all[j].line >= r.line-farProposal && m.all[j].gaps == r.gaps; j-- {
		p := m.all[j]
		if p.author != r.author && !p.small && (proposed.in(p.folded) || decided.in(p.folded)) {
			return p, true
		}
	}
	return remark{}, false
}

// assented is what was proposed in the message before, by somebody else, when a remark
// only goes along with it: "works for me", and where the proposal asks for no less,
// "yes". Whoever hesitates has not gone along.
func (m minutes) assented(i int) (remark, bool) {
	r := m.all[i]
	if i > 0 && m.all[i-1].line == r.line || len(r.folded) > 6 || hedged.in(r.folded) || objected.in(r.folded) {
		return remark{}, false
	}
	p, ok := m.proposal(i)
	if !ok || p.line != r.line-1 || hedged.in(p.folded) && !suggested.in(p.folded) {
		return remark{}, false
	}
	return p, assenting.opens(r.folded) || yes[r.folded[0]] && len(r.folded) <= 3 && suggested.in(p.folded)
}

// concludes says whether a remark draws the sum of what was said: "great, so we launch
// on the 14th", "donc Sonia ouvre mardi", "Friday it is".
func (m minutes) concludes(i int) bool {
	r := m.all[i]
	if n := len(r.folded); n >= 3 && n <= 6 && r.folded[n-2] == "it" && r.folded[n-1] == "is" && !soIt[r.folded[0]] {
		return true
	}
	words := r.folded
	begins := i == 0 || m.all[i-1].line != r.line
	agreed := !begins && agreement[m.all[i-1].first()]
	for len(words) > 0 && agreement[words[0]] {
		agreed, words = true, words[1:]
	}
	if len(words) < 4 || !therefore[words[0]] || hedged.in(words) || !agreed && !(begins && consequent[words[0]]) {
		return false
	}
	if agreed && therefore[words[len(words)-1]] { // "ok so 60 portions then"
		return true
	}
	return (deciders[words[1]] || m.names[words[1]]) && !narrated(words[2])
}

// narrated says whether a verb tells what happened, rather than what is to.
func narrated(verb string) bool { return past[verb] || strings.HasSuffix(verb, "ed") }

// announced finds "decided:" after a thank you or the like.
var announced = text.Lazily(`(?i)(?:^|[\s.!🙏👍✅])(?:decided|decision|décidé|décision|acté|tranché)[\s\x{00A0}\x{202F}]?:`)

// verdict says whether a remark opens by declaring something decided: "Decided ✅",
// "decided: up to 40 h", "Décidé : on garde le bleu".
func verdict(r remark) bool {
	if len(r.folded) == 0 || undecided.in(r.folded) {
		return false
	}
	if strings.Contains(r.text, ":") && announced.MatchString(r.text) {
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

// noWay is against something only at the beginning of what is said.
var noWay = newCues("no way\nno chance\nno please\npas moyen\n")

// minusOne is a vote against something.
var minusOne = text.Lazily(`^[-–−]1(?:[\s,;:!.]+\pL|$)`)

// objection is a remark against something.
func (m minutes) objection(i int) (finding, bool) {
	r := m.all[i]
	if r.question || !objected.in(r.folded) && !noWay.opens(r.folded) && !minusOne.MatchString(r.text) {
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

// feeling is a remark that shows how somebody feels about what is said.
func (m minutes) feeling(i int) (finding, bool) {
	r := m.all[i]
	at, _, ok := feelings.find(r.folded, 0)
	if !ok || r.question || refuted.in(r.folded[max(0, at-3):at]) {
		return finding{}, false
	}
	return finding{remarks: m.with(i)}, true
}

// refuted stands before a feeling that nobody has.
var refuted = newCues("not\nno\nisn't\naren't\nwasn't\nnever\nif\npas\npoint\njamais\nsi\n")
