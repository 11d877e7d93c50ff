package network

import (
	"net/netip"
	"strings"
	"unicode/utf8"
)

// ValidLink reports whether link, with or without its scheme, is one whole web
// address by the grammar of RFC 3986. Only http and https count as web.
// Addresses in running text are found by Links, which is more careful.
func ValidLink(link string) bool {
	rest, scheme := link, false
	if before, after, ok := strings.Cut(link, "://"); ok && !strings.ContainsAny(before, "/?#:") {
		if s := strings.ToLower(before); s != "http" && s != "https" {
			return false
		}
		rest, scheme = after, true
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	rest, query, _ := strings.Cut(rest, "?")
	authority, path := rest, ""
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		authority, path = rest[:i], rest[i:]
	}
	if !scheme && strings.Contains(authority, "@") {
		return false // an e-mail address
	}
	return validAuthority(authority) && uriChars(path, ":@/|") &&
		uriChars(query, ":@/?|") && uriChars(fragment, ":@/?|")
}

// validAuthority checks "user:password@host:port".
func validAuthority(authority string) bool {
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		if !uriChars(authority[:i], ":") {
			return false
		}
		authority = authority[i+1:]
	}
	host, port := authority, ""
	if i := strings.LastIndexByte(authority, ':'); i > strings.IndexByte(authority, ']') {
		host, port = authority[:i], authority[i+1:]
		if port == "" {
			return false
		}
	}
	return len(port) <= 5 && strings.Trim(port, "0123456789") == "" && validHost(host)
}

// validHost takes addresses and names; a name ends with a label that is not a number.
func validHost(host string) bool {
	if inside, ok := strings.CutPrefix(host, "["); ok {
		inside, ok = strings.CutSuffix(inside, "]")
		ip, err := netip.ParseAddr(inside)
		return ok && err == nil && ip.Is6()
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.Is4()
	}
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return false
	}
	for i, l := range labels {
		if !validLabel(l, i < len(labels)-2) {
			return false
		}
	}
	return !asciiDigit(rune(labels[len(labels)-1][0]))
}

// validLabel takes letters of any script, digits, and hyphens inside; in
// subdomains underscores too.
func validLabel(label string, underscores bool) bool {
	first, _ := utf8.DecodeRuneInString(label)
	last, _ := utf8.DecodeLastRuneInString(label)
	if label == "" || !hostRune(first) || !hostRune(last) {
		return false
	}
	for _, r := range label {
		if !hostRune(r) && r != '-' && (r != '_' || !underscores) {
			return false
		}
	}
	return true
}

func hostRune(r rune) bool { return asciiAlnum(r) || r >= 0x80 }

// uriChars reports whether s holds only what RFC 3986 allows unencoded, the
// characters of more, Cyrillic, and %XX.
func uriChars(s, more string) bool {
	for i, r := range s {
		switch {
		case asciiAlnum(r), cyrillic(r), strings.ContainsRune("-._~!$&'()*+,;=", r), strings.ContainsRune(more, r):
		case r == '%' && i+2 < len(s) && hexDigit(s[i+1]) && hexDigit(s[i+2]):
		default:
			return false
		}
	}
	return true
}

func hexDigit(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }
