package openai

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
)

const longText = "=== fact\nVenez à vélo 🚲, c’est gratuit.\n=== hashtags\n#Créteil"

// longStream is a whole answer of about 2 kB, and where its last word ends.
func longStream() (body []byte, complete int) {
	all := strings.Join(openaitest.Stream(longText), "")
	return []byte(all), strings.Index(all, "[DONE]") + len("[DONE]")
}

// A stream that ended early, though properly, is never passed off as complete.
func TestEndAnywhere(t *testing.T) {
	t.Parallel()
	body, complete := longStream()
	if len(body) < 2000 {
		t.Fatalf("only %d bytes", len(body))
	}
	for n := range len(body) + 1 {
		holds(t, compose(t.Context(), plays(t, body[:n], 1<<10, io.EOF)), n, n >= complete)
	}
}

// Nor is one whose connection was dropped, after any byte.
func TestCutAnywhere(t *testing.T) {
	t.Parallel()
	body, complete := longStream()
	var script []openaitest.Reply
	for n := range len(body) + 1 {
		script = append(script, openaitest.Cut(string(body), n))
	}
	w := at(t, openaitest.New(t, script...).URL)
	for n := range len(body) + 1 {
		holds(t, compose(t.Context(), w), n, n >= complete)
	}
}

// holds checks the answer to a stream cut after n bytes.
func holds(t *testing.T, got heard, n int, whole bool) {
	t.Helper()
	got.check(t)
	switch {
	case !strings.HasPrefix(longText, got.Text):
		t.Errorf("cut at %d: %q is no beginning of the text", n, got.Text)
	case whole && (got.err != nil || got.Incomplete || got.Text != longText):
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
