package text

import "regexp"

var word = regexp.MustCompile(`https?://\S+|[\pL\pN][\pL\pN'’-]*`)

// Words returns the word tokens of s in order.
func Words(s string) []Span { return matches(word, s) }

func matches(re *regexp.Regexp, s string) []Span {
	var spans []Span
	for _, m := range re.FindAllStringIndex(s, -1) {
		spans = append(spans, Span{m[0], m[1], s[m[0]:m[1]]})
	}
	return spans
}
