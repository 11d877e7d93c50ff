package openai

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestThoughts(t *testing.T) {
	for name, c := range map[string]struct{ in, out string }{
		"none":                  {"hello", "hello"},
		"before":                {"<think>hmm</think>\n\nhello", "hello"},
		"after white space":     {"\n <think>\nhmm\n</think>\n\nhello", "hello"},
		"empty":                 {"<think>\n\n</think>\n\nhello", "hello"},
		"in between":            {"a<think>hmm</think>b", "ab"},
		"twice":                 {"<think>x</think>a<think>y</think>b", "ab"},
		"another name":          {"<thinking>hmm</thinking>hello", "hello"},
		"never closed":          {"a<think>hmm", "a"},
		"closed only":           {"hmm, let me see</think>\nhello", "hello"},
		"closed twice":          {"x</think>y</think>z", "z"},
		"one within the other":  {"<think>a<think>b</think>c", "c"},
		"wrong end":             {"<think>a</thinking>b</think>c", "c"},
		"not a tag":             {"a < b, <b>bold</b>, <thin>", "a < b, <b>bold</b>, <thin>"},
		"nearly a tag":          {"1 <think", "1 <think"},
		"nearly an end":         {"<think>a</thin", ""},
		"angle brackets galore": {"<<<think>x</think>>>", "<<>>"},
		"tags made of thoughts": {"<thi<think>x</think>nk>evil", "<think>evil"},
	} {
		t.Run(name, func(t *testing.T) {
			for n := 1; n <= len(c.in); n++ {
				if got := think(c.in, n); got != c.out {
					t.Errorf("%d bytes at a time: %q, not %q", n, got, c.out)
				}
			}
		})
	}
}

// think is what a reader has before them when s came n bytes at a time.
func think(s string, n int) string {
	r := newReply(nil, "m")
	for ; len(s) > n; s = s[n:] {
		r.write(s[:n])
	}
	r.write(s)
	r.say(r.thoughts.rest())
	return r.text.String()
}

// How a text is cut into pieces makes no difference, and what is held back
// stays small.
func TestThoughtsInPieces(t *testing.T) {
	part := rapid.SampledFrom([]string{"<think>", "</think>", "<thinking>", "</thinking>", "<", "</", "<th", "think>", ">", "a", " b", "\n"})
	rapid.Check(t, func(r *rapid.T) {
		s := strings.Join(rapid.SliceOfN(part, 1, 12).Draw(r, "parts"), "")
		n := rapid.IntRange(1, len(s)).Draw(r, "n")
		if got, want := think(s, n), think(s, len(s)); got != want {
			r.Fatalf("%q, %d bytes at a time: %q, not %q", s, n, got, want)
		}
		var held thoughts
		held.filter(s)
		if len(held.held) >= len("</thinking>") {
			r.Fatalf("%q holds %q", s, held.held)
		}
	})
}
