package check

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

const (
	alikeText    = 0.35 // how much alike two texts of ten words with a meaning are when they are one text reworded
	alikeLonger  = 0.06 // the same, more for each time that they are e times as long: more is in common by chance
	alikeSurely  = 0.25 // so much more says that the whole is alike, whatever part is
	alikePassage = 9    // words in a row that nobody writes twice by chance
	alikeOpener  = 4    // first words in common that make two posts start alike
	alikeLeast   = 8    // words a text needs before it is compared as a whole
)

// Same returns the passages of text that read like one of the recent posts or drafts: the whole, a passage word for
// word, the opening or the last sentence. At most one finding per recent text, the most telling; the finding's Source
// and Place name the twin.
func Same(text string, recent []Source) []Finding { return tidy(same(read(valid(text)), recent)) }

func same(d *doc, recent []Source) []Finding {
	var found []Finding
	if len(recent) == 0 {
		return nil
	}
	others := make([]*doc, len(recent))
	for i, r := range recent {
		others[i] = read(valid(r.Text))
	}
	usual := usualIn(others)
	ours := gistOf(d, usual)
	for i, other := range others {
		f, ok := d.likeOther(ours, other, gistOf(other, usual))
		if !ok {
			continue
		}
		f.Source = recent[i].ID
		f.Args = map[string]string{"name": named(recent[i])}
		found = append(found, f)
	}
	return found
}

// likeOther is the most telling of what two texts have in common.
func (d *doc) likeOther(ours gist, other *doc, theirs gist) (Finding, bool) {
	like, words := ours.like(theirs), plain(d.tokens)
	if like < alikeSurely || len(words) < alikeLeast {
		if f, ok := likePart(d, other); ok {
			return f, true
		}
	}
	if like < 0 || len(words) < alikeLeast {
		return Finding{}, false
	}
	f := d.finding(Sameness, words[0].start, words[len(words)-1].end, "same_text", nil)
	f.Place = text.Cut(strings.Join(strings.Fields(other.text), " "), excerptRunes)
	return f, true
}

func named(s Source) string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}

// likePart looks for a passage, an opening or an ending in common.
func likePart(d, other *doc) (Finding, bool) {
	ours, theirs := plain(d.tokens), plain(other.tokens)
	if from, at, n := longest(ours, theirs); n >= alikePassage {
		f := d.finding(Sameness, ours[from].start, ours[from+n-1].end, "same_passage", nil)
		f.Place = text.Cut(other.text[theirs[at].start:theirs[at+n-1].end], excerptRunes)
		return f, true
	}
	n := 0
	for n < len(ours) && n < len(theirs) && ours[n].fold == theirs[n].fold {
		n++
	}
	if n >= alikeOpener && slices.ContainsFunc(ours[:n], func(t token) bool { return t.content() }) {
		f := d.finding(Sameness, ours[0].start, ours[n-1].end, "same_opener", nil)
		f.Place = text.Cut(other.text[theirs[0].start:theirs[n-1].end], excerptRunes)
		return f, true
	}
	return likeEnding(d, other)
}

// likeEnding compares the last sentences, where calls to action stand.
func likeEnding(d, other *doc) (Finding, bool) {
	if len(d.sentences) < 2 || len(other.sentences) < 2 {
		return Finding{}, false
	}
	ours, theirs := plain(d.in(len(d.sentences)-1)), plain(other.in(len(other.sentences)-1))
	if len(ours) < 3 || !slices.EqualFunc(ours, theirs, func(a, b token) bool { return a.fold == b.fold }) {
		return Finding{}, false
	}
	f := d.finding(Sameness, ours[0].start, ours[len(ours)-1].end, "same_closer", nil)
	f.Place = text.Cut(other.text[theirs[0].start:theirs[len(theirs)-1].end], excerptRunes)
	return f, true
}

// plain drops marks and links.
func plain(tokens []token) []token {
	return slices.DeleteFunc(slices.Clone(tokens), func(t token) bool { return t.shape == markShape || t.shape == linkShape })
}

// longest returns where the longest run of equal words of a and b starts in each, and its length; runs shorter than
// alikePassage are not looked for, which keeps the search linear.
func longest(a, b []token) (from, at, n int) {
	starts := map[string][]int{}
	for i := 0; i+alikePassage <= len(b); i++ {
		key := joined(b[i : i+alikePassage])
		if len(starts[key]) < 4 {
			starts[key] = append(starts[key], i)
		}
	}
	for i := 0; i+alikePassage <= len(a); i++ {
		for _, k := range starts[joined(a[i:i+alikePassage])] {
			m := alikePassage
			for i+m < len(a) && k+m < len(b) && a[i+m].fold == b[k+m].fold {
				m++
			}
			if m > n {
				from, at, n = i, k, m
			}
		}
		if n > 0 && i < from+n-alikePassage {
			i = from + n - alikePassage
		}
	}
	return from, at, n
}

func joined(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.fold)
		b.WriteByte(' ')
	}
	return b.String()
}
