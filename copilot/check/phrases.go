package check

import "strings"

// phrasebook finds phrases of several words in one pass: they are kept under their first word.
type phrasebook map[string][][]string

// newPhrasebook prepares phrases; "*" at the end of a word stands for any ending.
func newPhrasebook(phrases []string) phrasebook {
	b := phrasebook{}
	for _, p := range phrases {
		var words []string
		for _, t := range read(strings.ReplaceAll(p, "*", "")).tokens {
			if t.shape != markShape {
				words = append(words, t.fold)
			}
		}
		if len(words) == 0 {
			continue
		}
		if strings.HasSuffix(p, "*") {
			words[len(words)-1] += "*"
		}
		first := strings.TrimSuffix(words[0], "*")
		key := first[:min(len(first), 3)]
		b[key] = append(b[key], words)
	}
	return b
}

// at returns how many tokens the longest phrase that starts at token i takes, and the phrase; 0 if there is none.
func (b phrasebook) at(d *doc, i int) (int, string) {
	best, phrase := 0, ""
	f := d.tokens[i].fold
	for _, words := range b[f[:min(len(f), 3)]] {
		if n := d.follows(i, words); n > best {
			best, phrase = n, strings.Join(words, " ")
		}
	}
	return best, phrase
}

// follows returns how many tokens the words take from token i on, marks between them included; 0 if they differ.
func (d *doc) follows(i int, words []string) int {
	k := i
	for _, w := range words {
		for k > i && d.tok(k).shape == markShape && k < len(d.tokens) && strings.Contains("-‐‑–'’", d.tok(k).raw) {
			k++
		}
		t := d.tok(k)
		prefix, open := strings.CutSuffix(w, "*")
		if t.shape == markShape || t.fold != w && !(open && strings.HasPrefix(t.fold, prefix)) {
			return 0
		}
		k++
	}
	return k - i
}

// all calls f for every phrase of the book in the text, without overlaps.
func (b phrasebook) all(d *doc, f func(from, to int, phrase string)) {
	for i := 0; i < len(d.tokens); i++ {
		if d.tokens[i].shape == markShape {
			continue
		}
		if n, phrase := b.at(d, i); n > 0 {
			f(i, i+n, phrase)
			i += n - 1
		}
	}
}
