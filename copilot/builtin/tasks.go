package builtin

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// action is a remark in which somebody takes, gets or leaves a task.
func (m minutes) action(i int) (finding, bool) {
	r := m.all[i]
	switch {
	case m.looks(i), m.over(i):
		return finding{}, false
	case taken.in(r.folded), len(r.folded) <= 4 && obliging.in(r.folded):
		f := m.taking(i)
		return f, !m.orphaned(f)
	case m.request(r), r.question && m.assigned(r), m.accepted(i):
		return m.requested(i)
	case promises(r.stated()), offers(r.stated()) && m.wanted(i):
		return m.taking(i), true
	case m.volunteers(i):
		return finding{remarks: []remark{m.all[i-1], r}}, true
	case r.question:
		return finding{}, false
	case m.assigned(r):
		return finding{remarks: []remark{r}}, true
	}
	if tasked.MatchString(r.text) && len(r.terms) > 0 {
		return finding{remarks: []remark{r}, unowned: true}, true
	}
	if at, end, ok := nobodys.find(r.folded, 0); ok && at < 5 && works(r.folded[end:], 6, doing) {
		return finding{remarks: []remark{r}, unowned: true}, true
	}
	return finding{}, false
}

// tasked begins what somebody writes down as to be done.
var tasked = text.Lazily(`(?i)^(?:action(?: items?)?|to-? ?do|next steps?|à faire|reste à faire)[\s\x{00A0}\x{202F}]?:\s*[\pL\pN]`)

// taking adds to "I'll do it" what it is about.
func (m minutes) taking(i int) finding {
	r := m.all[i]
	if (len(r.folded) > 6 || len(r.terms) > 1) && !leans(r.folded) {
		return finding{remarks: []remark{r}}
	}
	return finding{remarks: m.about(i)}
}

// orphaned says whether a promise says nothing of its own and what it answered may be what
// is not to be read: nobody can tell to do what.
func (m minutes) orphaned(f finding) bool {
	r := f.remarks[0]
	return len(f.remarks) == 1 && r.gaps > 0 && len(r.folded) <= 6 && len(r.terms) <= 1
}

// looks says whether somebody only goes to see, and is back with what they saw.
func (m minutes) looks(i int) bool {
	r := m.all[i]
	if len(r.folded) > 6 || !ignorant.opens(r.folded) {
		return false
	}
	for j := r.line + 1; j <= r.line+2 && j < len(m.lines); j++ {
		if m.lines[j].author == r.author && m.says(m.lines[j]) {
			return true
		}
	}
	return false
}

// over says whether somebody who said "on it" says a little later that it is done.
func (m minutes) over(i int) bool {
	r := m.all[i]
	if len(r.folded) > 7 || slices.ContainsFunc(r.folded, func(w string) bool { return dated[w] }) {
		return false
	}
	for j := r.line + 1; j <= r.line+farDone && j < len(m.lines); j++ {
		l := m.lines[j]
		if l.author != r.author || len(l.folded) == 0 || hedged.in(l.folded) {
			continue
		}
		if resolved.in(l.folded) || len(l.folded) <= 4 && done[l.folded[len(l.folded)-1]] {
			return true
		}
	}
	return false
}

// done are words that a short message ends in when something is.
var done = set(`done sent fixed merged deployed posted published booked fait faite faits envoye envoyee publie publiee repare regle corrige reserve`)

// farDone is how far, in messages, a short promise may be from the word that it is kept.
const farDone = 8

// promises says whether words are a promise of the one who speaks to do
// something: "I'll send", "j'envoie", "je vais relancer".
func promises(words []string) bool {
	return pledged(words, mine, doing) || pledged(words, myself, saying) || future(words)
}

// future says whether words are a promise in the French future: "je ferai", "je vous
// enverrai".
func future(words []string) bool {
	at, end, ok := myself.find(words, 0)
	if !ok || at > 3 || hedged.in(words[:at]) {
		return false
	}
	for _, w := range words[end:min(end+3, len(words))] {
		if denied[w] {
			return false
		}
		if strings.HasSuffix(w, "rai") && !being[w] {
			return true
		}
	}
	return false
}

// being are verbs in the future that promise nothing done.
var being = set(`vrai serai aurai pourrai voudrai devrai saurai verrai resterai adorerai aimerai`)

// offers says whether the one who speaks could do something: "I can take Tuesday".
func offers(words []string) bool { return pledged(words, offering, doing) }

// wanted says whether somebody else has asked or called for something shortly before:
// without that, "I can set the colour" tells what is possible.
func (m minutes) wanted(i int) bool {
	r := m.all[i]
	for j := i - 1; j >= 0 && m.all[j].line >= r.line-farProposal; j-- {
		p := m.all[j]
		if p.author != r.author && (p.question || nobodys.in(p.folded) || proposed.in(p.folded)) {
			return true
		}
	}
	return false
}

// pledged says whether one of the verbs follows closely on one of the pronouns
// near the beginning of words.
func pledged(words []string, pronouns cues, verbs map[string]bool) bool {
	for start := 0; start < len(words); {
		at, end, ok := pronouns.find(words, start)
		if !ok || at > 4 {
			return false
		}
		rest := words[end:]
		if !hedged.in(words[:at]) && works(rest, 3, verbs) && !denied[rest[0]] && !claims(rest) && !works(rest, 2, auxiliary) {
			return true
		}
		start = at + 1
	}
	return false
}

// claims says whether a verb of work only says something: "je rappelle que".
func claims(rest []string) bool {
	for i, w := range rest[:min(3, len(rest))] {
		if doing[w] || saying[w] {
			return i+1 < len(rest) && (rest[i+1] == "que" || rest[i+1] == "qu")
		}
	}
	return false
}

// auxiliary are the French verbs that make a verb of work one that is done: "j'ai
// acheté", "je l'avais envoyé".
var auxiliary = set(`ai avais aurais`)

// denied are words that turn "I can" or "I'll" around; "can't" is two words.
var denied = set(`t not never no hardly pas jamais ne n`)

// works says whether one of the first n words is one of the verbs.
func works(words []string, n int, verbs map[string]bool) bool {
	return slices.ContainsFunc(words[:min(n, len(words))], func(w string) bool { return verbs[w] })
}

// assigned says whether a remark gives a task to somebody by name: "Bob will
// send", "Léa s'occupe de".
func (m minutes) assigned(r remark) bool {
	for i := range min(3, len(r.folded)) {
		known := m.names[r.folded[i]]
		if !known && !(i == 0 && r.named) {
			continue
		}
		rest := r.folded[i+1:]
		if theirOwn.opens(rest) {
			return true
		}
		if !known && len(rest) > 0 && rest[0] == "to" { // "Dana to send", not "happy to send"
			return !disposed(r.folded[i]) && works(rest[1:], 1, doing)
		}
		if at, end, ok := theirs.find(rest, 0); ok && at == 0 && works(rest[end:], 3, doing) {
			return true
		}
	}
	return false
}

// disposed says whether "to" after a word is no name's.
func disposed(word string) bool {
	return strings.HasSuffix(word, "ing") || strings.HasSuffix(word, "ed") || strings.HasSuffix(word, "ble") || inclined[word]
}

var inclined = set(`happy glad ready able free due keen next time up back subject prior thanks welcome nice good great hard easy sorry similar`)

// request says whether a remark asks somebody, unnamed, to do something.
func (m minutes) request(r remark) bool {
	at, end, ok := asking.find(r.folded, 0)
	return ok && at <= 3 && works(r.folded[end:], 3, doing) || m.bids(r)
}

// bids says whether a remark tells the one who reads it to do something: "envoie-moi
// les photos", "send me the photos pls".
func (m minutes) bids(r remark) bool {
	words := r.folded
	if len(words) > 0 && (m.names[words[0]] || pleading[words[0]]) {
		words = words[1:]
	}
	if len(words) < 3 || !doing[words[0]] && !saying[words[0]] {
		return false
	}
	return forUs[words[1]] || pleading[words[len(words)-1]]
}

var (
	forUs    = set(`moi nous leur lui me us them`)
	pleading = set(`stp svp please pls plz`)
)

// volunteers says whether a remark answers "who writes it?" with oneself.
func (m minutes) volunteers(i int) bool {
	r := m.all[i]
	if i == 0 || len(r.folded) > 8 || !myTurn.opens(r.folded) || hedged.in(r.folded) || works(r.folded, len(r.folded), denied) {
		return false
	}
	q := m.all[i-1]
	return q.question && q.author != r.author && q.line == r.line-1 && q.gaps == r.gaps && whoDoes(q.folded)
}

// whoDoes says whether a question asks who is to do something.
func whoDoes(words []string) bool {
	if len(words) < 2 || words[0] != "who" && words[0] != "qui" {
		return false
	}
	for _, w := range words[1:min(4, len(words))] {
		if doing[w] || saying[w] || doing[strings.TrimSuffix(w, "s")] || doing[strings.TrimSuffix(w, "es")] {
			return true
		}
	}
	return false
}

// myTurn begins an answer to who does something.
var myTurn = newCues("i do\ni will\ni can\nme\nmoi\nc'est moi\ni'll\nje peux\nje le fais\nje la fais\nje les fais\n")

// accepted says whether somebody is asked by name, whatever for, and agrees.
func (m minutes) accepted(i int) bool {
	r := m.all[i]
	at, _, asks := asking.find(r.folded, 0)
	if !asks || at == 0 || at > 2 || !m.names[r.folded[0]] {
		return false
	}
	for j := r.line + 1; j <= r.line+2 && j < len(m.lines); j++ {
		l := m.lines[j]
		if l.author != r.author && m.answersTo(l.author, r.folded[0]) && agreeing.opens(l.folded) && !refusing[l.folded[0]] {
			return true
		}
	}
	return false
}

// answersTo says whether a folded word is the first name of an author.
func (m minutes) answersTo(author, name string) bool {
	first := split(text.Fold(author))
	return len(first) > 0 && first[0] == name
}

// requested is a request that names somebody or that somebody has taken on.
func (m minutes) requested(i int) (finding, bool) {
	r := m.all[i]
	said := []remark{r}
	if leans(r.folded) {
		said = m.about(i)
	}
	for j := r.line + 1; j <= r.line+2 && j < len(m.lines); j++ {
		reply := m.lines[j]
		if reply.author == r.author || reply.first >= reply.end || m.all[reply.first].gaps != r.gaps || !agreeing.opens(reply.folded) {
			continue
		}
		return finding{remarks: append(said, m.all[reply.first])}, true
	}
	for _, w := range r.folded[:min(3, len(r.folded))] {
		if m.names[w] {
			return finding{remarks: said}, true
		}
	}
	return finding{remarks: said, unowned: true}, !r.question
}
