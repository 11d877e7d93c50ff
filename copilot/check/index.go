package check

import (
	"index/suffixarray"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Indexed is a set of sources prepared for checking; it is read-only after Index and safe for concurrent use.
type Indexed struct {
	sources []Source
	docs    []*doc
	empty   bool // no source says anything

	items     [sorts][]located
	claimed   [][sorts][]*item      // the same, by source
	valued    map[float64][]located // number -> the figures, dates and times that have it
	words     map[string]bool       // folded words
	stems     map[string]bool       // their stems
	countries map[string]bool       // countries named in any form
	codes     map[string]bool       // numbers that codes end with
	streets   map[string]bool       // kinds of ways that have a name
	talk      bool                  // a source is a conversation
	tops      bool                  // something is said to be the most of its kind
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
	heard     followers             // words that follow each other in all or in a name
	size      int                   // bytes of all
	squeezed  string                // all sources without spaces
	about     map[string][]spot     // stem -> the sentences that have it, in order

	amounts  map[measure]bool           // what the sources measure, in the least unit of its kind
	lines    [][]*item                  // the figures of each line that has several
	percents []float64                  // shares
	shares   map[float64]bool           // shares given as one number of another, in whole per cent
	dated    map[date][]date            // different dates by day and month, by either, and by weekday
	timed    map[float64]bool           // minutes since midnight
	twelve   map[float64]bool           // of times after noon, minutes since noon, where a clock of twelve hours says them
	speech   map[string]speech          // language -> how much of it the sources have
	suffixes func() *suffixarray.Index  // of all, made when first asked for
	initials func() map[string]bool     // what words in a row abbreviate to, read when first asked for
	roots    func() map[string][]string // stems by how they begin, sorted when first asked for
	towns    func() towns               // read when first asked for
	proper   func() map[string]bool     // stems of names, read when first asked for
	notes    func() notes               // what stands beside what, read when first asked for
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
		words: make(map[string]bool, bytes/wordEach), stems: make(map[string]bool, bytes/wordEach), countries: map[string]bool{}, streets: map[string]bool{}, codes: map[string]bool{},
		uppers: map[string]bool{}, keys: map[string]bool{}, followed: map[string]string{},
		preceded: map[string]string{}, alone: map[string]bool{}, about: make(map[string][]spot, bytes/wordEach), valued: map[float64][]located{},
		speech: map[string]speech{}, heard: make(followers, bytes/pairEach), named: map[string]located{},
		amounts: map[measure]bool{}, shares: map[float64]bool{}, dated: map[date][]date{}, timed: map[float64]bool{}, twelve: map[float64]bool{},
	}
	var squeezed, spoken strings.Builder
	squeezed.Grow(bytes)
	spoken.Grow(bytes + bytes/8)
	for i, s := range sources {
		d := readSource(valid(s.Text))
		x.docs = append(x.docs, d)
		x.empty = x.empty && len(d.tokens) == 0
		x.learnLanguage(d)
		x.learnTalk(d)
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
	x.towns = sync.OnceValue(func() towns { return readTowns(x.docs) })
	x.proper = sync.OnceValue(func() map[string]bool { return namedStems(x.docs) })
	x.notes = sync.OnceValue(x.readNotes)
	x.stamped = sync.OnceValue(func() map[string]bool { return stamps(x.docs) })
	return x
}

// learnWords notes the words of a source, alone and in runs.
func (x *Indexed) learnWords(d *doc, squeezed, spoken *strings.Builder) {
	for _, i := range d.fresh {
		x.learnWord(d, &d.tokens[i])
	}
	spoken.WriteByte(' ')
	var last *token
	for i := range d.tokens {
		t := &d.tokens[i]
		if x.learnMark(d, i); !t.heard() {
			continue
		}
		if last != nil {
			x.heard[pairOf(last.hash, t.hash)] = struct{}{}
		}
		if last == nil || last.sentence != t.sentence {
			x.starts = append(x.starts, spoken.Len())
		}
		last = t
		spoken.WriteString(t.fold)
		spoken.WriteByte(' ')
		if t.shape != markShape {
			squeezed.WriteString(strings.TrimLeft(t.fold, "#@"))
		}
		if t.kin&countryKin != 0 {
			x.learnCountry(d, i)
		}
	}
	squeezed.WriteByte('\n')
	x.starts = append(x.starts, spoken.Len())
	spoken.WriteByte('\n')
}

// learnWord notes what a spelling says wherever it stands.
func (x *Indexed) learnWord(d *doc, t *token) {
	if t.shape == markShape {
		return
	}
	if t.shape != wordShape {
		x.words[strings.TrimLeft(t.fold, "#@")] = true
		return
	}
	if n := len(strings.TrimRight(t.fold, "0123456789")); n > 0 && n < len(t.fold) { // "v5", "U14", "SUMMER26"
		x.learnCode(t.fold[n:])
	}
	x.words[t.fold], x.stems[t.stem] = true, true
	if t.upper {
		x.uppers[t.fold] = true
	}
	if c := countryOf(t.fold); c != "" {
		x.countries[c] = true
	}
	if s := streets[t.fold]; s != "" {
		x.streets[s] = true
	}
	if t.kin&dayKin != 0 {
		if m, _ := strconv.Atoi(months[t.fold]); m > 0 {
			x.learnDate(date{month: m})
		}
	}
}

// learnMark notes flags, and marks and words that make something the most of its kind ("le + demandé").
func (x *Indexed) learnMark(d *doc, i int) {
	t := &d.tokens[i]
	if t.shape == markShape && t.raw[0] >= utf8.RuneSelf {
		if c := d.flag(i); c != "" {
			x.countries[c] = true
		}
		return
	}
	if !x.tops && (t.raw == "+" || t.stop && t.is("most", "least", "plus", "moins")) {
		x.tops = t.breaks || d.tok(i-1).is("le", "la", "les", "the", "")
	}
}

// learnCode notes the number that a code ends with, which may be a year.
func (x *Indexed) learnCode(digits string) {
	x.words[digits], x.codes[digits] = true, true
	if len(digits) == 2 {
		x.words["20"+digits] = true
	}
}

// learnCountry notes a country with a name of two words, the first of which is token i.
func (x *Indexed) learnCountry(d *doc, i int) {
	next := d.tok(i + 1)
	if next.raw == "-" {
		next = d.tok(i + 2)
	}
	if c := countries[d.tokens[i].fold+" "+next.fold]; c != "" {
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
	x.claimed = append(x.claimed, items)
	x.learnLines(d, items[figure])
	x.learnRatios(d, items[figure])
	x.learnSpan(d, items[day])
	for s, list := range items {
		x.items[s] = slices.Grow(x.items[s], len(list))
		for _, it := range list {
			x.items[s] = append(x.items[s], located{it, source})
			x.learnValues(located{it, source})
		}
	}
	x.learnOpening(d, items[day])
	for _, it := range items[day] {
		x.learnEve(d, it)
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
		x.heard[pairOf(hashOf(it.words[i-1]), hashOf(it.words[i]))] = struct{}{}
	}
	if len(it.words) == 2 && !(it.unsureStart && d.everyday(d.tok(it.from))) {
		if _, ok := x.named[whole]; !ok {
			x.named[whole] = it
		}
		x.followed[it.words[0]] = whole
		x.preceded[it.words[1]] = whole
	}
}
