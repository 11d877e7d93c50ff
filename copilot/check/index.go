package check

import (
	"index/suffixarray"
	"slices"
	"strings"
	"sync"
)

// Indexed is a set of sources prepared for checking; it is read-only after Index and safe for concurrent use.
type Indexed struct {
	sources []Source
	docs    []*doc
	empty   bool // no source says anything

	items     [sorts][]located
	valued    map[float64][]located // number -> the figures, dates and times that have it
	words     map[string]bool       // folded words
	stems     map[string]bool       // their stems
	countries map[string]bool       // countries named in any form
	uppers    map[string]bool       // words in capitals, folded
	keys      map[string]bool       // addresses and classes of boasts
	followed  map[string]string     // first word of a two-word name -> the name
	preceded  map[string]string     // second word -> the name
	named     map[string]located    // two-word name -> where it stands first
	alone     map[string]bool       // words that are names by themselves
	all       string                // all folded words of all sources with one space around each, a line per source
	spoken    []string              // the lines of all
	starts    []int                 // where sentences start in all, and lines end
	wholes    map[string]bool       // whole sentences of all
	heard     map[[2]string]bool    // words that follow each other in all or in a name
	size      int                   // bytes of all
	squeezed  string                // all sources without spaces
	about     map[string][]spot     // stem -> the sentences that have it, in order

	dated    map[date][]date            // different dates by day and month, by either, and by weekday
	timed    map[float64]bool           // minutes since midnight
	speech   map[string]speech          // language -> how much of it the sources have
	suffixes func() *suffixarray.Index  // of all, made when first asked for
	initials func() map[string]bool     // what words in a row abbreviate to, read when first asked for
	roots    func() map[string][]string // stems by how they begin, sorted when first asked for
	stamped  func() map[string]bool     // stamps and buttons, read when first asked for
}

// spot is a sentence of a source.
type spot struct{ source, sentence int }

// located is a claim and the source that makes it.
type located struct {
	*item
	source int
}

// In how many bytes of a source a new word and a new pair of words are met: tables that start large enough need not be
// copied as they grow.
const (
	wordEach = 20
	pairEach = 10
)

// Index prepares sources once, so that the variants of a draft need not each pay for it.
func Index(sources []Source) *Indexed {
	bytes := 0
	for _, s := range sources {
		bytes += len(s.Text)
	}
	x := &Indexed{
		sources: sources, empty: true,
		words: make(map[string]bool, bytes/wordEach), stems: make(map[string]bool, bytes/wordEach), countries: map[string]bool{},
		uppers: map[string]bool{}, keys: map[string]bool{}, followed: map[string]string{},
		preceded: map[string]string{}, alone: map[string]bool{}, about: make(map[string][]spot, bytes/wordEach), valued: map[float64][]located{},
		speech: map[string]speech{}, heard: make(map[[2]string]bool, bytes/pairEach), named: map[string]located{},
		dated: map[date][]date{}, timed: map[float64]bool{},
	}
	var squeezed, spoken strings.Builder
	squeezed.Grow(bytes)
	spoken.Grow(bytes + bytes/8)
	for i, s := range sources {
		d := readSource(valid(s.Text))
		x.docs = append(x.docs, d)
		x.empty = x.empty && len(d.tokens) == 0
		x.learnLanguage(d)
		x.learnWords(d, &squeezed, &spoken)
		x.learnItems(d, i)
		x.learnSentences(d, i)
	}
	x.squeezed, x.all = squeezed.String(), spoken.String()
	x.spoken, x.size = strings.Split(strings.TrimSuffix(x.all, "\n"), "\n"), len(x.all)
	x.wholes = make(map[string]bool, len(x.starts))
	for i := 1; i < len(x.starts); i++ {
		x.wholes[strings.Trim(x.all[x.starts[i-1]:x.starts[i]], " \n")] = true
	}
	x.suffixes = sync.OnceValue(func() *suffixarray.Index { return suffixarray.New([]byte(x.all)) })
	x.initials = sync.OnceValue(func() map[string]bool { return initials(x.docs) })
	x.roots = sync.OnceValue(func() map[string][]string { return roots(x.stems) })
	x.stamped = sync.OnceValue(func() map[string]bool { return stamps(x.docs) })
	return x
}

// learnWords notes the words of a source, alone and in runs.
func (x *Indexed) learnWords(d *doc, squeezed, spoken *strings.Builder) {
	spoken.WriteByte(' ')
	var last *token
	for i := range d.tokens {
		t := &d.tokens[i]
		if !t.heard() {
			continue
		}
		if last != nil {
			x.heard[[2]string{last.fold, t.fold}] = true
		}
		if last == nil || last.sentence != t.sentence {
			x.starts = append(x.starts, spoken.Len())
		}
		last = t
		spoken.WriteString(t.fold)
		spoken.WriteByte(' ')
		if t.shape == markShape {
			continue
		}
		bare := strings.TrimLeft(t.fold, "#@")
		squeezed.WriteString(bare)
		if t.shape != wordShape {
			x.words[bare] = true
			continue
		}
		x.words[t.fold], x.stems[t.stem] = true, true
		if t.upper {
			x.uppers[t.fold] = true
		}
		x.learnCountry(d, i)
	}
	squeezed.WriteByte('\n')
	x.starts = append(x.starts, spoken.Len())
	spoken.WriteByte('\n')
}

func (x *Indexed) learnCountry(d *doc, i int) {
	f := d.tokens[i].fold
	if c := countries[f]; c != "" {
		x.countries[c] = true
	}
	if !twoWords[f] {
		return
	}
	next := d.tok(i + 1)
	if next.raw == "-" {
		next = d.tok(i + 2)
	}
	if c := countries[f+" "+next.fold]; c != "" {
		x.countries[c] = true
	}
}

// twoWords are the first words of places with a name of two.
var twoWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range countries {
		if first, _, ok := strings.Cut(w, " "); ok {
			m[first] = true
		}
	}
	return m
}()

// learnSentences notes which sentences have which words with a meaning.
func (x *Indexed) learnSentences(d *doc, source int) {
	for _, t := range d.tokens {
		if !t.content() {
			continue
		}
		at, known := spot{source, t.sentence}, x.about[t.stem]
		if len(known) == 0 || known[len(known)-1] != at {
			x.about[t.stem] = append(known, at)
		}
	}
}

// learnItems notes the claims of a source.
func (x *Indexed) learnItems(d *doc, source int) {
	items := d.items()
	for s, list := range items {
		x.items[s] = slices.Grow(x.items[s], len(list))
		for _, it := range list {
			x.items[s] = append(x.items[s], located{it, source})
			x.learnValues(located{it, source})
		}
	}
	for _, it := range items[address] {
		x.keys[it.key] = true
	}
	for _, it := range items[superlative] {
		x.keys["boast "+it.key] = true
	}
	for _, it := range items[name] {
		x.learnName(d, located{it, source})
	}
}

// learnName notes which words of a name stand together.
func (x *Indexed) learnName(d *doc, it located) {
	if len(it.words) == 1 {
		x.alone[it.words[0]] = true
		return
	}
	whole := strings.Join(it.words, " ")
	for i := 1; i < len(it.words); i++ {
		x.heard[[2]string{it.words[i-1], it.words[i]}] = true
	}
	if len(it.words) == 2 && !(it.unsureStart && d.everyday(d.tok(it.from))) {
		if _, ok := x.named[whole]; !ok {
			x.named[whole] = it
		}
		x.followed[it.words[0]] = whole
		x.preceded[it.words[1]] = whole
	}
}
