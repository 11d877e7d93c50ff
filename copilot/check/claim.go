package check

// sort is what kind of thing a claim claims.
type sort uint8

const (
	figure      sort = iota // a number, amount or percentage
	day                     // a date, a month, a weekday
	hour                    // a time of day
	name                    // a proper name
	quotation               // somebody's words
	address                 // a web or mail address, a handle, a hashtag used as a name
	superlative             // first, best, the only...
	sorts                   // how many there are
)

// item is one claim of a text, read but not yet matched.
type item struct {
	sort        sort
	start, end  int       // bytes
	from, to    int       // tokens, to excluded
	values      []float64 // figure: what it may mean ("1.200"); hour: minutes since midnight
	unit        string    // figure: canonical unit or ""
	spelled     bool      // figure: in words
	ordinal     bool      // figure: "3rd"
	times       float64   // figure: what "k" or "million" multiplied its digits by, else 0
	numbered    bool      // figure: "n° 3", "x 10": no price
	paid        bool      // figure of a source: an amount of money stands on its line
	sign        byte      // figure: '+', '-' or 0
	nouns       []string  // figure: stems of what is counted
	days        []date    // day: what it may mean ("03/04")
	key         string    // address, superlative: normal form
	words       []string  // name, quotation: folded words
	unsureStart bool      // name: its first word may be an ordinary word with a first word's capital
}

// items reads all claims of a text, sorted by sort; within a sort they keep the order of the text.
func (d *doc) items() [sorts][]*item {
	var out [sorts][]*item
	r := reader{d: d, taken: make([]bool, len(d.tokens))}
	out[quotation] = d.quotations()
	out[day] = r.all(day, dayKin, shapes(dateShape, numberShape), (*reader).date)
	out[hour] = r.all(hour, hourKin, shapes(clockShape, numberShape), (*reader).clock)
	out[figure] = r.all(figure, numberKin, shapes(numberShape), (*reader).figure)
	out[address] = r.all(address, 0, shapes(linkShape, emailShape, handleShape), (*reader).address)
	out[superlative] = d.superlatives()
	out[name] = r.all(name, nameKin, 0, (*reader).name)
	return out
}

// reader finds claims in tokens; what one kind of claim has taken is not read again by the next.
type reader struct {
	d     *doc
	taken []bool
}

// shapes makes a set of shapes.
func shapes(list ...shape) (set uint16) {
	for _, s := range list {
		set |= 1 << s
	}
	return set
}

// all collects what find reads at each token that is still free and is of the kin or of one of the shapes.
func (r *reader) all(s sort, k kin, set uint16, find func(*reader, int) (item, bool)) []*item {
	var out []*item
	for i := 0; i < len(r.d.tokens); i++ {
		if t := &r.d.tokens[i]; r.taken[i] || t.kin&k == 0 && set&(1<<t.shape) == 0 {
			continue
		}
		found, ok := find(r, i)
		if !ok {
			continue
		}
		it := new(item)
		*it = found
		it.sort = s
		it.start, it.end = r.d.tokens[it.from].start, r.d.tokens[it.to-1].end
		for k := it.from; k < it.to; k++ {
			r.taken[k] = true
		}
		out = append(out, it)
		i = max(i, it.to-1)
	}
	return out
}

// tok returns token i, or an empty mark beyond the ends, so that patterns can look around without counting.
func (d *doc) tok(i int) *token {
	if i < 0 || i >= len(d.tokens) {
		return &beyond
	}
	return &d.tokens[i]
}

var beyond = token{shape: markShape, form: &form{}}

// free reports whether token i exists and no claim has taken it.
func (r *reader) free(i int) bool { return i >= 0 && i < len(r.d.tokens) && !r.taken[i] }
