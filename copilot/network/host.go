package network

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ASCIIHost returns host as the DNS knows it: in lower case, with labels that hold other
// characters than ASCII encoded as "xn--…" by RFC 3492.
func ASCIIHost(host string) string {
	host = norm.NFC.String(strings.ToLower(norm.NFKC.String(host))) // ideographic full stops become those of ASCII
	labels := strings.Split(strings.ReplaceAll(host, "。", "."), ".")
	for i, label := range labels {
		labels[i] = encodeLabel([]rune(label))
	}
	return strings.Join(labels, ".")
}

// encodeLabel is a label as the DNS has it: by RFC 3492, with its "xn--", if it needs it.
// label is short: the time is quadratic in it.
func encodeLabel(label []rune) string {
	out := make([]byte, 0, len(label))
	for _, c := range label {
		if c < initialN {
			out = append(out, byte(c))
		}
	}
	basic := len(out)
	if basic == len(label) {
		return string(out)
	}
	if basic > 0 {
		out = append(out, '-')
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
				out = appendDigits(out, delta, bias)
				bias = adapt(delta, handled+1, handled == basic)
				delta = 0
				handled++
			}
		}
	}
	return string(slices.Concat([]byte("xn--"), out))
}

// appendDigits writes delta as a variable-length integer.
func appendDigits(out []byte, delta, bias int) []byte {
	for k := base; ; k += base {
		t := min(max(k-bias, tMin), tMax)
		if delta < t {
			return append(out, digitOf(delta))
		}
		out = append(out, digitOf(t+(delta-t)%(base-t)))
		delta = (delta - t) / (base - t)
	}
}

func digitOf(n int) byte { return "abcdefghijklmnopqrstuvwxyz0123456789"[n] }
