package check

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

const (
	alikeText    = 0.35 // how much alike two texts of ten words with a meaning are when they are one text reworded
	alikeLonger  = 0.06 // the same, more for each time that they are e times as long: more is in common by chance
	alikeSurely  = 0.25 // so much more says that the whole is alike, whatever part is
	alikeUnnamed = 0.3  // share of the stems of no name that are in common, at least: one subject is not one text
	alikeWords   = 3    // so many such stems are enough, however long the texts
	alikePassage = 9    // words in a row that nobody writes twice by chance
	alikeOpener  = 4    // first words in common that make two posts start alike
	alikeLeast   = 8    // words a text needs before it is compared as a whole
)

// Same returns the passages of text that read like one of the recent posts or drafts: the whole, a passage word for
// word, the opening or the last sentence, or else the set of emoji. At most one finding per recent text, the most telling;
// the finding's Source and Place name the twin.
func Same(text string, recent []Source) []Finding {
	return tidy(Remember(recent).same(read(valid(text)), nil, nil))
}

// Posts are texts of a channel prepared for comparison; it is read-only and safe for concurrent use.
type Posts struct {
	recent []Source
	docs   []*doc
	gists  []gist
	signs  []signSet
	usual  map[string]bool
}

// Remember prepares texts once, so that the variants of a draft need not each pay for it.
func Remember(recent []Source) *Posts {
	p := &Posts{recent: recent}
	for _, r := range recent {
		p.docs = append(p.docs, read(valid(r.Text)))
	}
	p.usual = usualIn(p.docs)
	for _, d := range p.docs {
		p.gists = append(p.gists, gistOf(d, p.usual))
		p.signs = append(p.signs, signsOf(d, nil))
	}
	return p
}

// same compares a text with the posts. While they are too few to tell what is usual on the channel, the names that its
// sources speak of are left out: the brand, the product and the town are in every post.
func (p *Posts) same(d *doc, hashtags []string, named func() map[string]bool) []Finding {
	if p == nil || len(p.docs) == 0 {
		return nil
	}
	var found []Finding
	usual := p.usual
	if usual == nil && named != nil {
		usual = named()
	}
	ours, signs := gistOf(d, usual), signsOf(d, hashtags)
	for i, other := range p.docs {
		theirs := p.gists[i]
		if p.usual == nil && len(usual) > 0 {
			theirs = gistOf(other, usual)
		}
		f, ok := d.likeOther(ours, other, theirs)
		if !ok {
			f, ok = likeSigns(d, signs, p.signs[i])
		}
		if !ok {
			continue
		}
		f.Source = p.recent[i].ID
		f.Args = map[string]string{"name": calledBy(p.recent[i])}
		if asked := p.recent[i].Asked; asked != "" {
			f.Code, f.Args["asked"] = f.Code+".draft", asked
		}
		found = append(found, f)
	}
	return found
}

// sisters returns where a variant opens like one before it: they say the same, and to open alike leaves little to choose
// from. Words of a source are no choice.
func (x *Indexed) sisters(d *doc, before []string) []Finding {
	var found []Finding
	for i, s := range before {
		f, ok := likeOpener(d, read(valid(s)))
		if ok && !x.verbatim(d.wordsIn(d.byteOf(f.Start), d.byteOf(f.End))) {
			f.Code, f.Args = "sister_opener", map[string]string{"name": strconv.Itoa(i + 1)}
			found = append(found, f)
		}
	}
	return found
}

// namedStems are the stems of the words that texts write with a capital and that are no everyday words.
func namedStems(docs []*doc) map[string]bool {
	stems := map[string]bool{}
	for _, d := range docs {
		for _, i := range d.fresh {
			if t := &d.tokens[i]; t.shape == wordShape && t.capital && !d.everyday(t) {
				for _, lang := range []string{text.English, text.French} { // a short post may read as either
					stems[known.form(t.raw, lang).stem] = true
				}
			}
		}
	}
	return stems
}

// signsLeast is how many different emoji or hashtags make a set that nobody chooses twice by chance.
const signsLeast = 3

// signSet are the different emoji and hashtags of a text, hashtags folded.
type signSet struct{ emoji, tags map[string]bool }

// signsOf reads the signs of a text; the hashtags are set under it.
func signsOf(d *doc, hashtags []string) signSet {
	s := signSet{map[string]bool{}, map[string]bool{}}
	for _, e := range network.Emoji(d.text) {
		s.emoji[e.Text] = true
	}
	for i := range d.tokens {
		if d.tokens[i].shape == tagShape {
			s.tags[d.tokens[i].fold] = true
		}
	}
	for _, h := range hashtags {
		s.tags[fold(h)] = true
	}
	return s
}

// likeSigns compares the sets of emoji and hashtags.
func likeSigns(d *doc, ours, theirs signSet) (Finding, bool) {
	if len(ours.emoji) >= signsLeast && maps.Equal(ours.emoji, theirs.emoji) {
		first := network.Emoji(d.text)[0]
		return Finding{Kind: Sameness, Text: first.Text, Start: first.Start, End: first.End, Code: "same_emoji", Place: strings.Join(slices.Sorted(maps.Keys(ours.emoji)), " ")}, true
	}
	if len(ours.tags) >= signsLeast && maps.Equal(ours.tags, theirs.tags) {
		f := d.finding(Sameness, len(d.text), len(d.text), "same_hashtags", nil)
		f.Place = strings.Join(slices.Sorted(maps.Keys(ours.tags)), " ")
		return f, true
	}
	return Finding{}, false
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

func calledBy(s Source) string {
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
	if f, ok := likeOpener(d, other); ok {
		return f, true
	}
	return likeEnding(d, other)
}

// likeOpener compares the first words.
func likeOpener(d, other *doc) (Finding, bool) {
	ours, theirs := plain(d.tokens), plain(other.tokens)
	n := 0
	for n < len(ours) && n < len(theirs) && ours[n].fold == theirs[n].fold {
		n++
	}
	if n >= alikeOpener && slices.ContainsFunc(ours[:n], func(t token) bool { return t.content() }) {
		f := d.finding(Sameness, ours[0].start, ours[n-1].end, "same_opener", nil)
		f.Place = text.Cut(other.text[theirs[0].start:theirs[n-1].end], excerptRunes)
		return f, true
	}
	return Finding{}, false
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
