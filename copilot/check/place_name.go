package check

import (
	"strings"
	"unicode/utf8"
)

// countryOf returns the country that a word names, or whose people it names, in the singular or plural.
func countryOf(word string) string {
	if c := countries[word]; c != "" {
		return c
	}
	return countries[strings.TrimSuffix(word, "s")]
}

// flag returns the country of the flag that begins at token i, in two regional indicators: flags in a row have no space
// between, so that the first of a pair is at an even place in its row.
func (d *doc) flag(i int) string {
	first, second := indicator(d.tok(i)), indicator(d.tok(i+1))
	before := 0
	for k := i; d.tok(k).joined && indicator(d.tok(k-1)) != ""; k-- {
		before++
	}
	if first == "" || second == "" || !d.tok(i+1).joined || before%2 > 0 {
		return ""
	}
	return first + second
}

// indicator returns the letter that a regional indicator stands for, or "".
func indicator(t *token) string {
	if r, size := utf8.DecodeRuneInString(t.raw); size == len(t.raw) && r >= '🇦' && r <= '🇿' {
		return string('a' + r - '🇦')
	}
	return ""
}

// streets are the kinds of ways in full and as notes shorten them.
var streets = map[string]string{
	"street": "street", "st": "street", "road": "road", "rd": "road", "avenue": "avenue", "av": "avenue", "ave": "avenue", "square": "square", "sq": "square",
	"boulevard": "boulevard", "bd": "boulevard", "blvd": "boulevard", "place": "place", "pl": "place", "lane": "lane", "ln": "lane", "saint": "street",
	"drive": "drive", "dr": "drive", "faubourg": "faubourg", "fbg": "faubourg", "allee": "allee", "all": "allee", "chemin": "chemin", "ch": "chemin",
}

// peoples are the endings of the word for who lives in a town or region.
var peoples = []string{"aise", "ais", "oise", "ois", "ienne", "ien", "aine", "ain", "enne", "een", "ian", "ish", "ese", "ean", "an"}

// demonym reports whether a word names a place whose people the sources name, or the people of a place that they name.
func (x *Indexed) demonym(word string) bool {
	if root := placeOf(word); root != "" && x.towns().places[root] {
		return true
	}
	for cut := range 3 {
		if n := len(word) - cut; n >= placeLeast && x.towns().peoples[word[:n]] {
			return true
		}
	}
	return false
}

// placeLeast is how many letters a place must have in common with its people.
const placeLeast = 4

// placeOf is what is left of a demonym without its ending, or nothing if it has none.
func placeOf(word string) string {
	word = strings.TrimSuffix(word, "s")
	for _, e := range peoples {
		if root, ok := strings.CutSuffix(word, e); ok && len(root) >= placeLeast {
			return root
		}
	}
	return ""
}

// towns are the names of places and of the people who live there, by what they have in common: a place begins with it,
// and so does the word for its people.
type towns struct{ places, peoples map[string]bool }

// readTowns notes each word under what it has in common with the people of the place it may be, and with the place of the
// people it may be.
func readTowns(docs []*doc) towns {
	all := towns{map[string]bool{}, map[string]bool{}}
	for _, d := range docs {
		for _, i := range d.fresh {
			t := &d.tokens[i]
			if t.shape != wordShape {
				continue
			}
			if root := placeOf(t.fold); root != "" {
				all.peoples[root] = true
			}
			for cut := 0; t.capital && cut < 3; cut++ {
				if n := len(t.fold) - cut; n >= placeLeast {
					all.places[t.fold[:n]] = true
				}
			}
		}
	}
	return all
}
