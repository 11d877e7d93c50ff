package openai

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
)

// Whatever bytes an endpoint sends: no panic, an answer or an error of ours, the
// same for every way of dealing them out, and complete only with a proper end.
func FuzzStream(f *testing.F) {
	whole := strings.Join(openaitest.Stream("Un café ? <think>non</think>Oui."), "")
	for _, seed := range []string{
		whole, whole[:len(whole)/2], strings.ReplaceAll(whole, "\n\n", "\r\n"),
		`{"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}`,
		data(`{"error":{"message":"no","code":429}}`), data(`{"choices":[{"delta":{"content":"a</think>b"}}]}`) + openaitest.Done,
		"data: {\"choices\":\ndata: []}\n\n", "<html>", ": ping\n\n", "",
	} {
		f.Add([]byte(seed), 7)
	}
	f.Fuzz(func(t *testing.T, body []byte, n int) {
		n = max(1, min(n, 1<<10))
		got := compose(context.Background(), plays(t, body, n, io.EOF))
		got.check(t)
		again := compose(context.Background(), plays(t, body, len(body)+1, io.EOF))
		if got.Answer.Text != again.Answer.Text || got.Incomplete != again.Incomplete || got.kind() != again.kind() {
			t.Errorf("%d bytes at a time: %+v %v; at once: %+v %v", n, got.Answer, got.err, again.Answer, again.err)
		}
		if !utf8.ValidString(got.Text) || strings.Contains(got.Text, "\f") {
			t.Errorf("not clean: %q", got.Text)
		}
		ended := bytes.Contains(body, []byte("[DONE]")) || bytes.HasPrefix(bytes.TrimSpace(body), []byte("{"))
		if got.err == nil && !got.Incomplete && !(ended && bytes.Contains(bytes.ToLower(body), []byte("finish_reason"))) {
			t.Errorf("passed off as complete: %q", body)
		}
	})
}
