package check

import "strings"

const (
	quoteLeast = 3  // words: shorter ones are titles and irony, not somebody's words
	quoteMost  = 90 // words: beyond, a mark was left open
)

var closing = map[string]string{"“": "”", "«": "»", "\"": "\"", "„": "“", "〝": "〞"}

// quotations reads what stands between quotation marks.
func (d *doc) quotations() []*item {
	var out []*item
	for i := 0; i < len(d.tokens); i++ {
		it := item{sort: quotation, from: i, to: d.quotation(i)}
		if it.to == i {
			continue
		}
		for k := i + 1; k < it.to-1; k++ {
			if t := &d.tokens[k]; t.heard() {
				it.words = append(it.words, t.fold)
			}
		}
		it.start, it.end = d.tokens[i].start, d.tokens[it.to-1].end
		i = it.to - 1
		if len(it.words) >= quoteLeast {
			out = append(out, &it)
		}
	}
	return out
}

// quotation returns the token after the quotation that opens at token i, or i if none does.
func (d *doc) quotation(i int) int {
	end, ok := closing[d.tokens[i].raw]
	for k := i + 1; ok && k < len(d.tokens) && k < i+2*quoteMost; k++ {
		if t := d.tokens[k].raw; t == end || end == "”" && t == "\"" {
			return k + 1
		}
	}
	return i
}

// quotes reports quotations that are not word for word in a source.
func (x *Indexed) quotes(d *doc, items []*item) []Finding {
	var found []Finding
	for _, it := range items {
		if x.verbatim(it.words) || x.asks(d, it) {
			continue
		}
		f := d.finding(Unsupported, it.start, it.end, "quote_absent", nil)
		if at, share := x.closest(d, it.words); share >= 0.5 {
			f.Kind, f.Code = Contradiction, "quote_other"
			f = at.on(f)
		}
		found = append(found, f)
	}
	return found
}

// verbatim reports whether the words stand in this order in a source; an ellipsis in the quotation does not count.
func (x *Indexed) verbatim(words []string) bool {
	switch {
	case len(words) == 0 || !x.neighbours(words):
		return false
	case len(words) <= 2:
		return true
	}
	needle := strings.Join(words, " ")
	switch {
	case x.wholes[needle]:
		return true
	case len(x.all) <= plainSearch:
		return strings.Contains(x.all, " "+needle+" ")
	}
	return len(x.suffixes().Lookup([]byte(" "+needle+" "), 1)) > 0
}

// plainSearch is up to how many bytes of sources are searched without a suffix array.
const plainSearch = 1 << 15

// neighbours reports whether each two words in a row stand together in some source, and a lone word in one.
func (x *Indexed) neighbours(words []string) bool {
	for i := 1; i < len(words); i++ {
		if !x.heard.has(words[i-1], words[i]) {
			return false
		}
	}
	return len(words) > 1 || x.words[strings.TrimLeft(words[0], "#@")]
}

// asks reports whether a quotation is a question in the sources' own words: people put a question back to whoever asked
// it, in better grammar, and a question claims nothing.
func (x *Indexed) asks(d *doc, it *item) bool {
	last := it.to - 2
	if !d.tok(last).is("?") {
		return false
	}
	_, unknown := x.news(d.tokens[it.from:it.to], nil)
	return len(unknown) == 0
}
