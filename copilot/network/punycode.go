package network

import "slices"

// longestLabel is the most characters a domain label may have once encoded.
const longestLabel = 63

// validDomain reports whether the labels of host can be encoded for the DNS.
func validDomain(host []rune) bool {
	if hasEncodedPrefix(host) && !holdsASCIIDomain(host) {
		return false // an encoded label holds nothing but ASCII
	}
	for len(host) > 0 {
		label := host
		if i := slices.Index(host, '.'); i >= 0 {
			label, host = host[:i], host[i+1:]
		} else {
			host = nil
		}
		if len(label) == 0 || len(label) > longestLabel || encodedLen(label) > longestLabel {
			return false
		}
	}
	return true
}

func hasEncodedPrefix(host []rune) bool {
	return len(host) >= 4 && string(host[:4]) == "xn--"
}

func holdsASCIIDomain(host []rune) bool {
	for i := 0; i < len(host); {
		end, next := asciiDomain(host, i)
		if end > 0 {
			return true
		}
		i = next
	}
	return false
}

// encodedLen returns the length of label in the DNS. Ideographic full stops
// divide it further.
func encodedLen(label []rune) int {
	total := -1
	for start := 0; start <= len(label); {
		end := start
		for end < len(label) && label[end] != '。' && label[end] != '．' && label[end] != '｡' {
			end++
		}
		total += 1 + len(encodeLabel(label[start:end]))
		start = end + 1
	}
	return total
}

// The parameters of Punycode, RFC 3492 section 5.
const (
	base        = 36
	tMin, tMax  = 1, 26
	skew, damp  = 38, 700
	initialBias = 72
	initialN    = 0x80
)

// nextRune returns the smallest rune of label that is at least n; there is one.
func nextRune(label []rune, n rune) rune {
	next := rune(0x10FFFF)
	for _, c := range label {
		if c >= n && c < next {
			next = c
		}
	}
	return next
}

func adapt(delta, points int, first bool) int {
	if first {
		delta /= damp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for delta > (base-tMin)*tMax/2 {
		delta /= base - tMin
		k += base
	}
	return k + (base-tMin+1)*delta/(delta+skew)
}
