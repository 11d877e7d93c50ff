package openai

import (
	"context"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

const longText = "=== fact\nVenez à vélo 🚲, c’est gratuit.\n=== hashtags\n#Créteil"

// longStream is a whole answer of about 2 kB, and where its last word ends.
func longStream() (body []byte, complete int) {
	all := strings.Join(openaitest.Stream(longText), "")
	return []byte(all), ends(all)
}

// ends is where a stream has said that it is over.
func ends(body string) int { return strings.Index(body, "[DONE]") + len("[DONE]") }

// longStreams are whole answers of 2 kB and more, as endpoints send them.
func longStreams() map[string]struct{ text, body string } {
	const (
		plain  = "=== fact\nCome by bike on Sunday, it is free.\n=== hashtags\n#Bike"
		french = "=== fact\nDès l’été, ça coûte 5 € : « à bientôt », Noël.\n=== hashtags\n#Été"
		runes  = "=== fact\n日本語 👩‍👩‍👧 e\u0301 \U0001F1EB\U0001F1F7 नमस्ते שלום 🚲 fin.\n=== hashtags\n#日本"
	)
	whole := func(text string) string { return strings.Join(openaitest.Stream(text), "") }
	return map[string]struct{ text, body string }{
		"plain":         {plain, whole(plain)},
		"CRLF":          {plain, strings.ReplaceAll(whole(plain), "\n", "\r\n")},
		"French":        {french, whole(french)},
		"wide runes":    {runes, whole(runes)},
		"without usage": {longText, strings.Replace(whole(longText), openaitest.Usage(11, 7), openaitest.Piece(""), 1)},
	}
}

// dealings are ways of dealing out a body: in parts of some bytes, or at the
// borders of its events.
var dealings = map[string]func(body string) []string{
	"a byte at a time":   func(body string) []string { return inParts(body, 1) },
	"7 bytes at a time":  func(body string) []string { return inParts(body, 7) },
	"at once":            func(body string) []string { return []string{body} },
	"an event at a time": func(body string) []string { return strings.SplitAfter(body, "\n\n") },
}

func inParts(body string, n int) []string {
	var parts []string
	for part := range slices.Chunk([]byte(body), n) {
		parts = append(parts, string(part))
	}
	return parts
}

// cutsOf are the places in a stream after which it is cut: after every byte with -whole,
// else around its proper end, and elsewhere so that all the dealings in turn leave out none.
func cutsOf(size, end, turn int) []int {
	var all []int
	for n := range size + 1 {
		if sharedtest.Whole() || (n+turn)%len(dealings) == 0 || max(n-end, end-n) < 10 {
			all = append(all, n)
		}
	}
	return all
}

// A stream that ended early, properly or not, after any byte and however it was
// dealt out, is never passed off as complete.
func TestEndAnywhere(t *testing.T) {
	for stream, s := range longStreams() {
		if len(s.body) < 2000 {
			t.Fatalf("%s: only %d bytes", stream, len(s.body))
		}
		for turn, dealing := range slices.Sorted(maps.Keys(dealings)) {
			t.Run(stream+", "+dealing, func(t *testing.T) {
				t.Parallel()
				for _, n := range cutsOf(len(s.body), ends(s.body), turn) {
					end := []error{io.EOF, io.ErrUnexpectedEOF}[(n+n/len(dealings)+len(dealing))%2]
					got := compose(t.Context(), reads(t, &dealt{dealings[dealing](s.body[:n]), end}))
					holds(t, s.text, got, n, n >= ends(s.body))
				}
			})
		}
	}
}

// Nor is one whose connection was dropped, after any byte.
func TestCutAnywhere(t *testing.T) {
	t.Parallel()
	body, complete := longStream()
	cuts := cutsOf(len(body), complete, 0)
	var script []openaitest.Reply
	for _, n := range cuts {
		script = append(script, openaitest.Cut(string(body), n))
	}
	w := at(t, openaitest.New(t, script...).URL)
	for _, n := range cuts {
		holds(t, longText, compose(t.Context(), w), n, n >= complete)
	}
}

// holds checks the answer to a stream of a text that was cut after n bytes.
func holds(t *testing.T, text string, got heard, n int, whole bool) {
	t.Helper()
	got.check(t)
	switch {
	case !strings.HasPrefix(text, got.Text):
		t.Errorf("cut at %d: %q is no beginning of the text", n, got.Text)
	case whole && (got.err != nil || got.Incomplete || got.Text != text):
		t.Errorf("cut at %d, after the end: %v, %+v", n, got.err, got.Answer)
	case !whole && got.err == nil && !got.Incomplete:
		t.Errorf("cut at %d: passed off as complete", n)
	}
}

// However the bytes are dealt out, the answer is the same.
func TestChunkings(t *testing.T) {
	body, _ := longStream()
	want := compose(t.Context(), plays(t, body, len(body), io.EOF))
	for n := 1; n <= 300; n++ {
		got := compose(t.Context(), plays(t, body, n, io.EOF))
		if d := cmp.Diff(want.Answer, got.Answer); d != "" || got.err != nil {
			t.Fatalf("%d bytes at a time: %v\n%s", n, got.err, d)
		}
	}
}

// Whatever a text is and however it is split into pieces, it arrives.
func TestAnyTextArrives(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		parts := rapid.SliceOfN(rapid.StringN(0, 20, -1), 1, 8).Draw(r, "parts")
		var events []string
		for _, p := range parts {
			events = append(events, openaitest.Piece(p))
		}
		body := strings.Join(append(events, openaitest.Finish("stop"), openaitest.Done), "")
		want := strings.TrimLeft(clean(strings.ToValidUTF8(strings.Join(parts, ""), "\ufffd")), " \t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000")
		got := compose(context.Background(), plays(t, []byte(body), 64, io.EOF))
		if strings.Contains(want, "<t") || strings.Contains(want, "</t") {
			return // thoughts have tests of their own
		}
		if want == "" && got.kind() == "empty" {
			return
		}
		if got.err != nil || got.Incomplete || got.Text != want {
			r.Fatalf("%q became %q (%v)", want, got.Text, got.err)
		}
	})
}
