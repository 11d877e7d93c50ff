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
		total += 1 + punycodeLen(label[start:end])
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

// punycodeLen returns the length of label encoded by RFC 3492, with its "xn--"
// if it needs one. label is short: the time is quadratic in it.
func punycodeLen(label []rune) int {
	basic := 0
	for _, c := range label {
		if c < initialN {
			basic++
		}
	}
	if basic == len(label) {
		return basic
	}
	length := len("xn--") + basic
	if basic > 0 {
		length++ // the delimiter
	}
	n, delta, bias := rune(initialN), 0, initialBias
	for handled := basic; handled < len(label); n, delta = n+1, delta+1 {
		next := nextRune(label, n)
		delta += int(next-n) * (handled + 1)
		n = next
		for _, c := range label {
			switch {
			case c < n:
				delta++
			case c == n:
				length += digits(delta, bias)
				bias = adapt(delta, handled+1, handled == basic)
				delta = 0
				handled++
			}
		}
	}
	return length
}

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

// digits returns how many digits delta takes as a variable-length integer.
func digits(delta, bias int) int {
	count := 1
	for k := base; ; k += base {
		t := min(max(k-bias, tMin), tMax)
		if delta < t {
			return count
		}
		delta = (delta - t) / (base - t)
		count++
	}
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
