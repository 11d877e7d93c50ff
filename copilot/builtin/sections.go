package builtin

import (
	"slices"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// How many points a section has: the latest, which may have overtaken the earlier.
// What people feel takes fewer to tell.
const (
	mostPoints   = 7
	mostFeelings = 3
)

// finding is a point of a section: what was said, and the lines it rests on.
type finding struct {
	remarks []remark
	unowned bool
}

// minutes reads a conversation for what came of it.
type minutes struct {
	lang  string
	all   []remark
	lines []line
	names map[string]bool // first names of those who speak, folded
	under []string        // by remark: the section whose heading it stands under, if any

	settled []finding // by remark: what it settles; without remarks, nothing
}

// line is a message as far as minutes need it.
type line struct {
	author string
	folded []string // all its words
	first  int      // index of its first remark; those of a silent message are none
	end    int
}

func newMinutes(p copilot.Prompt, all []remark, t *terms) minutes {
	m := minutes{lang: p.Language, all: all, under: under(all), lines: make([]line, len(p.Lines)), names: map[string]bool{}}
	names := speakers(p.Lines)
	for i, l := range p.Lines {
		m.lines[i].author = names[l.Author]
	}
	for _, name := range names {
		if folded, _ := t.read(name); len(folded) > 0 {
			m.names[folded[0]] = true
		}
	}
	for i, r := range all {
		l := &m.lines[r.line]
		if l.end == 0 {
			l.first = i
		}
		l.end = i + 1
		l.folded = append(l.folded, r.folded...)
	}
	m.settled = make([]finding, len(all))
	for i := range all {
		if f, ok := m.settle(i); ok {
			m.settled[i] = f
		}
	}
	return m
}

// sections adds what was decided, what is open, who does what, who objects, and how
// people feel about it, in their own words; a section that has nothing is left out.
func (m minutes) sections(s *sheet) {
	for _, part := range []struct {
		name string
		most int
		read func(int) (finding, bool)
	}{
		{"decisions", mostPoints, m.decision},
		{"questions", mostPoints, m.open},
		{"actions", mostPoints, m.action},
		{"disagreements", mostPoints, m.objection},
		{"mood", mostFeelings, m.feeling},
	} {
		var found []finding
		for i := range m.all {
			f, ok := part.read(i)
			switch m.under[i] {
			case "":
			case part.name:
				f, ok = finding{remarks: []remark{m.all[i]}, unowned: part.name == "actions" && !m.owned(m.all[i])}, true
			default:
				ok = false
			}
			if ok {
				found = append(found, f)
			}
		}
		m.write(s, part.name, found, part.most)
	}
}

func (m minutes) write(s *sheet, name string, found []finding, most int) {
	found = distinct(found)
	if len(found) == 0 {
		return
	}
	s.section(name)
	for _, f := range found[max(0, len(found)-most):] {
		words, refs := m.tell(f)
		s.point(words, refs...)
	}
}

// distinct drops a finding that only repeats one before, and joins one that
// goes on where the one before ends or begins: two who agree to the same.
func distinct(found []finding) []finding {
	var kept []finding
	seen := map[string]bool{}
	for _, f := range found {
		last := f.remarks[len(f.remarks)-1]
		if seen[last.text] {
			continue
		}
		seen[last.text] = true
		if n := len(kept); n > 0 && len(f.remarks) > 1 {
			before := kept[n-1].remarks
			if before[len(before)-1].order == f.remarks[0].order || before[0].order == f.remarks[0].order {
				kept[n-1].remarks = append(before, f.remarks[1:]...)
				kept[n-1].unowned = f.unowned
				continue
			}
		}
		kept = append(kept, f)
	}
	return kept
}

// tell writes a finding: each sentence after the name of who said it, unless
// the one before was theirs too.
func (m minutes) tell(f finding) (string, []string) {
	var words, author string
	var refs []string
	for i, r := range f.remarks {
		switch {
		case i == 0:
			words = says(m.lang, r.author, r.text)
		case r.author == author:
			words = finished(words) + " " + r.text
		default:
			words = finished(words) + " " + says(m.lang, r.author, r.text)
		}
		author = r.author
		if !slices.Contains(refs, r.ref) {
			refs = append(refs, r.ref)
		}
	}
	if f.unowned {
		words = catalogue.Say(m.lang, "builtin.unowned", catalogue.Args{"Words": words})
	}
	return words, refs
}

// with adds to a remark too short to understand the one said before or after it.
func (m minutes) with(i int) []remark {
	r := m.all[i]
	if len(r.folded) >= 5 {
		return []remark{r}
	}
	if i+1 < len(m.all) && m.all[i+1].line == r.line {
		return []remark{r, m.all[i+1]}
	}
	if i > 0 && m.all[i-1].line == r.line {
		return []remark{m.all[i-1], r}
	}
	return []remark{r}
}
