package builtin

import (
	"cmp"
	"slices"
)

// leans says whether a promise or a request points at what was said before: "I'll
// add one today", "je la crée aujourd'hui", "quelqu'un peut s'en occuper".
func leans(words []string) bool {
	for i, w := range words[:min(len(words), 10)] {
		if i == 0 || !doing[w] && !saying[w] {
			continue
		}
		if fore[words[i-1]] && i > 1 || slices.ContainsFunc(words[i+1:min(i+3, len(words))], func(w string) bool { return aft[w] }) {
			return true
		}
		if i+1 < len(words) && pronouns[words[i+1]] && (i+2 == len(words) || following[words[i+2]]) {
			return true
		}
	}
	return (taken.in(words) || ignorant.opens(words)) && len(words) <= 10
}

var (
	// fore are French pronouns before a verb, aft pronouns after one.
	fore = set(`le la les l en y`)
	aft  = set(`it them ca cela`)
	// pronouns are words that stand for something, unless a noun follows.
	pronouns  = set(`that this one these those some both`)
	following = set(`today tomorrow tonight now by asap later soon on in for then and so too right as at before after first when if once`)
)

// about is a remark with what it points at: what its author said just before in the
// same message, or else the last thing of substance that was said, shortly before.
func (m minutes) about(i int) []remark {
	r := m.all[i]
	if i > 0 && m.all[i-1].line == r.line && !m.all[i-1].small {
		return []remark{m.all[i-1], r}
	}
	if earlier, ok := m.before(i); ok {
		return []remark{earlier, r}
	}
	return []remark{r}
}

// before is the last remark of substance within the three messages before the i-th
// remark's: somebody else's, or else the author's own. Without one it is the last
// about anything that somebody else said. It is none from before words that are not to be
// read: what answers those would seem to answer it.
func (m minutes) before(i int) (remark, bool) {
	r := m.all[i]
	var own, little *remark
	for j := i - 1; j >= 0 && m.all[j].line >= r.line-3 && m.all[j].gaps == r.gaps; j-- {
		p := &m.all[j]
		switch {
		case p.line == r.line || len(p.terms) == 0:
		case !p.small && p.author != r.author:
			return *p, true
		case !p.small && own == nil:
			own = p
		case p.author != r.author && little == nil && p.line >= r.line-2:
			little = p
		}
	}
	if p := cmp.Or(own, little); p != nil {
		return *p, true
	}
	return remark{}, false
}
