package text

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// tlds lists the top-level domains that are or were delegated, lower case, as
// social networks know them; those in other scripts also as punycode.
//
//go:embed tlds.txt
var tlds string

var topLevel = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, tld := range strings.Fields(tlds) {
		set[tld] = true
	}
	return set
})

// domain returns where in run, made of host characters, the longest of the
// first domain names stands, an empty range if there is none, and where to look
// for the next one: after the first label that no name can hold.
func domain(run string) (from, to, next int) {
	if isAddress(run) {
		return 0, len(run), len(run)
	}
	start, labels := 0, 0
	for at := 0; at < len(run); labels++ {
		end := len(run)
		if i := strings.IndexByte(run[at:], '.'); i >= 0 {
			end = at + i
		}
		if labels == 0 {
			at += spanOf(run[at:end], func(r rune) bool { return r == '-' || r == '_' })
			start = at
		}
		label := run[at:end]
		if n := tldLen(label); labels > 0 && n > 0 {
			from, to = start, at+n
		} else if labels > 1 && isWorldWide(run[start:]) && isLabel(label) {
			from, to = start, end
		}
		at = end + 1
		if !isLabel(label) {
			return from, to, at
		}
	}
	return from, to, len(run)
}

// isWorldWide reports whether a name begins like a web site's: chat clients link
// such a name under any top-level domain, known or not.
func isWorldWide(name string) bool { return len(name) > 4 && strings.EqualFold(name[:4], "www.") }

// isLabel reports whether label may be a part of a domain name that others follow.
func isLabel(label string) bool {
	return label != "" && len(label) <= 63 && label[0] != '-' && label[len(label)-1] != '-'
}

// tldLen returns how many bytes of label make a known top-level domain, 0 if
// they do not. Letters of another script right after one do not change it:
// networks link the example.com of "example.com谢谢".
func tldLen(label string) int {
	if len(label) > 63 {
		return 0
	}
	lower := strings.ToLower(label)
	if topLevel()[lower] && len(lower) == len(label) {
		return len(label)
	}
	n := 0
	for n < len(lower) && lower[n] >= 'a' && lower[n] <= 'z' {
		n++
	}
	if n < len(lower) && (lower[n] >= utf8.RuneSelf || lower[n] == '_') && topLevel()[lower[:n]] {
		return n
	}
	return 0
}

// isAddress reports whether run is four numbers, each at most 255.
func isAddress(run string) bool {
	if len(run) > len("255.255.255.255") {
		return false
	}
	parts := strings.Split(run, ".")
	for _, p := range parts {
		if p == "" || len(p) > 3 || strings.Trim(p, "0123456789") != "" || len(p) == 3 && p > "255" {
			return false
		}
	}
	return len(parts) == 4
}
