package network

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/tlds.txt
var tldList string

// tlds holds the known top-level domains, lower case.
var tlds = sync.OnceValue(func() (t struct {
	names   map[string]bool
	first   map[rune]bool // first runes of the names that are not all in ASCII
	longest int           // in runes
},
) {
	t.names, t.first = map[string]bool{}, map[rune]bool{}
	_, list, _ := strings.Cut(tldList, "\n")
	for _, name := range strings.Fields(list) {
		r := []rune(name)
		t.names[name] = true
		t.longest = max(t.longest, len(r))
		if len(r) < len(name) {
			t.first[r[0]] = true
		}
	}
	return t
})

// tldEnd returns the end of the top-level domain at i, or 0 if there is none.
// Letters of another script may follow it, as in "exemple.com中国".
func tldEnd(r []rune, i int) int {
	if tlds().first[unicode.ToLower(at(r, i))] {
		if end := foreignTLDEnd(r, i); end > 0 {
			return end
		}
	}
	name := make([]byte, 0, 32)
	end := i
	for end < len(r) && asciiAlnum(r[end]) && len(name) <= tlds().longest {
		name = append(name, byte(lower(r[end])))
		end++
	}
	if tlds().names[string(name)] && mayFollowTLD(r, end) {
		return end
	}
	if string(name) == "xn" {
		return punycodeTLDEnd(r, i)
	}
	return 0
}

// punycodeTLDEnd returns the end of the encoded top-level domain "xn--…" at i,
// which may be any, or 0.
func punycodeTLDEnd(r []rune, i int) int {
	start := i + len("xn--")
	if at(r, i+2) != '-' || at(r, i+3) != '-' {
		return 0
	}
	end := start
	for end < len(r) && (asciiAlnum(r[end]) || r[end] == '-') {
		end++
	}
	if end == start {
		return 0
	}
	return end
}

// foreignTLDEnd is tldEnd for names such as "みんな", where words need no space
// between them: the longest known name wins.
func foreignTLDEnd(r []rune, i int) int {
	best := 0
	name := make([]byte, 0, 64)
	for end := i; end < len(r) && end < i+tlds().longest; {
		name = utf8.AppendRune(name, unicode.ToLower(r[end]))
		end++
		if tlds().names[string(name)] && mayFollowTLD(r, end) {
			best = end
		}
	}
	return best
}

// mayFollowTLD reports whether a top-level domain may end before i.
func mayFollowTLD(r []rune, i int) bool {
	c := at(r, i)
	return !asciiAlnum(c) && c != '@' && c != '+' && c != '-'
}
