package network

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed data/tlds.txt
var tldList string

// tlds holds the known top-level domains, lower case.
var tlds = sync.OnceValue(func() (t struct {
	names   map[string]bool
	first   map[rune]bool // first runes of the names that are not in ASCII
	longest int           // in runes, among those
}) {
	t.names, t.first = map[string]bool{}, map[rune]bool{}
	_, list, _ := strings.Cut(tldList, "\n")
	for _, name := range strings.Fields(list) {
		t.names[name] = true
		if r := []rune(name); r[0] >= 0x80 {
			t.first[r[0]] = true
			t.longest = max(t.longest, len(r))
		}
	}
	return t
})

// longestASCII is the longest a top-level domain may be, by RFC 1035.
const longestASCII = 63

// tldEnd returns the end of the top-level domain at i, or 0 if there is none.
// Letters of another script may follow it, as in "exemple.com中国".
func tldEnd(r []rune, i int) int {
	if !asciiAlnum(at(r, i)) {
		return foreignTLDEnd(r, i)
	}
	end := i
	var b strings.Builder
	for end < len(r) && asciiAlnum(r[end]) && end-i <= longestASCII {
		b.WriteRune(lower(r[end]))
		end++
	}
	if tlds().names[b.String()] && mayFollowTLD(r, end) {
		return end
	}
	if b.String() == "xn" {
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
	known := tlds()
	if !known.first[unicode.ToLower(at(r, i))] {
		return 0
	}
	for end := min(len(r), i+known.longest); end > i; end-- {
		if known.names[strings.ToLower(string(r[i:end]))] && mayFollowTLD(r, end) {
			return end
		}
	}
	return 0
}

// mayFollowTLD reports whether a top-level domain may end before i.
func mayFollowTLD(r []rune, i int) bool {
	c := at(r, i)
	return !asciiAlnum(c) && c != '@' && c != '+' && c != '-'
}
