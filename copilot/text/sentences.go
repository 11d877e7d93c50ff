package text

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentences returns the sentences of s in order, without surrounding space.
func Sentences(s string) []Span {
	var spans []Span
	for it := sentences.FromString(s); it.Next(); {
		v := strings.TrimSpace(it.Value())
		if v == "" {
			continue
		}
		start := it.Start() + strings.Index(it.Value(), v)
		spans = append(spans, Span{start, start + len(v), v})
	}
	return spans
}
