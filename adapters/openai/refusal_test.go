package openai

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// A status becomes the right kind of error, with the wait its headers ask for.
func TestStatus(t *testing.T) {
	refuse, status := openaitest.Refuse, openaitest.Status
	for name, c := range map[string]struct {
		reply openaitest.Reply
		kind  copilot.WriterErrorKind
		after time.Duration
	}{
		"429":                      {refuse(429, "rate_limit_exceeded", "slow down"), copilot.WriterBusy, 0},
		"429 in 7 s":               {refuse(429, "rate_limit_exceeded", "slow down", "Retry-After", "7"), copilot.WriterBusy, 7 * time.Second},
		"429 in a day":             {refuse(429, "", "slow down", "Retry-After", "86400"), copilot.WriterBusy, time.Hour},
		"429 without JSON":         {status(429, "Too Many Requests", "Retry-After", "2"), copilot.WriterBusy, 2 * time.Second},
		"429 without money":        {refuse(429, "insufficient_quota", "check your plan"), copilot.WriterForbidden, 0},
		"500":                      {refuse(500, "server_error", "oops"), copilot.WriterDown, 0},
		"500 about context":        {refuse(500, "", "lost the request context window"), copilot.WriterDown, 0},
		"502 in HTML":              {status(502, "<html>Bad Gateway</html>"), copilot.WriterDown, 0},
		"503 in 30 s":              {status(503, "", "Retry-After", "30"), copilot.WriterDown, 30 * time.Second},
		"504":                      {status(504, ""), copilot.WriterSlow, 0},
		"529":                      {status(529, `{"error":{"message":"overloaded"}}`), copilot.WriterBusy, 0},
		"401":                      {refuse(401, "invalid_api_key", "Incorrect API key provided: "+openaitest.Key), copilot.WriterForbidden, 0},
		"403":                      {refuse(403, "", "country not supported"), copilot.WriterForbidden, 0},
		"404":                      {refuse(404, "model_not_found", "no such model"), copilot.WriterForbidden, 0},
		"402":                      {status(402, ""), copilot.WriterForbidden, 0},
		"400":                      {refuse(400, "", "you said: "+secretPrompt), copilot.WriterForbidden, 0},
		"400 too long":             {refuse(400, "context_length_exceeded", "maximum context length is 4096"), copilot.WriterTooLong, 0},
		"400 too long, llama.cpp":  {status(400, `{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}`), copilot.WriterTooLong, 0},
		"400 too long, a sentence": {status(400, `{"object":"error","message":"This model's maximum context length is 4096 tokens","code":40303}`), copilot.WriterTooLong, 0},
		"400 filtered":             {refuse(400, "content_filter", "..."), copilot.WriterRefused, 0},
		"408":                      {status(408, ""), copilot.WriterSlow, 0},
		"413":                      {status(413, ""), copilot.WriterTooLong, 0},
		"422 echoing":              {status(422, `{"detail":[{"input":"`+secretPrompt+" "+openaitest.Key+`"}]}`), copilot.WriterForbidden, 0},
		"418 of 10 MB":             {status(418, strings.Repeat("x", 10<<20)), copilot.WriterForbidden, 0},
		"301":                      {status(301, "", "Location", "http://169.254.169.254/latest/meta-data/"), copilot.WriterGarbage, 0},
		"307":                      {status(307, "", "Location", "http://127.0.0.1:1/v1/chat/completions"), copilot.WriterGarbage, 0},
		"304":                      {status(304, ""), copilot.WriterGarbage, 0},
		"400 gzip":                 {status(400, "\x1f\x8b\x08", "Content-Encoding", "gzip"), copilot.WriterGarbage, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := openaitest.New(t, c.reply)
			got := compose(t.Context(), at(t, srv.URL))
			got.check(t)
			e, ok := got.err.(*copilot.WriterError)
			if !ok || e.Kind != c.kind || e.After != c.after {
				t.Errorf("%+v, not %s after %s", got.err, c.kind, c.after)
			}
			if n := len(srv.Requests()); n != 1 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)
	for said, want := range map[string]time.Duration{
		"":                              0,
		"0":                             0,
		"5":                             5 * time.Second,
		" 5 ":                           5 * time.Second,
		"1.5":                           1500 * time.Millisecond,
		"-3":                            0,
		"soon":                          0,
		"NaN":                           0,
		"Inf":                           time.Hour,
		"1e300":                         time.Hour,
		"99999999999999999999":          time.Hour,
		"Thu, 12 Mar 2026 10:00:20 GMT": 20 * time.Second,
		"Thu, 12 Mar 2026 09:00:00 GMT": 0,
		"Fri, 13 Mar 2026 10:00:00 GMT": time.Hour,
		"Thu, 12 Mar 9999 10:00:00 GMT": time.Hour,
		"12 March 2026":                 0,
	} {
		if got := retryAfter(map[string][]string{"Retry-After": {said}}, now); got != want {
			t.Errorf("%q: %s, not %s", said, got, want)
		}
	}
	both := map[string][]string{"Retry-After": {"3"}, "Retry-After-Ms": {"2500"}}
	if got := retryAfter(both, now); got != 2500*time.Millisecond {
		t.Errorf("in milliseconds: %s", got)
	}
}

// The clock for dates is the one that was given.
func TestRetryAfterDate(t *testing.T) {
	now := time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)
	srv := openaitest.New(t, openaitest.Status(503, "", "Retry-After", now.Add(42*time.Second).Format("Mon, 02 Jan 2006 15:04:05 GMT")))
	got := compose(t.Context(), at(t, srv.URL, func(c *Config) { c.Now = func() time.Time { return now } }))
	if e, ok := got.err.(*copilot.WriterError); !ok || e.After != 42*time.Second {
		t.Errorf("%+v", got.err)
	}
}

// What an endpoint says goes to whoever asked for it, on one line and cut short; it is in no
// error (see heard.check).
func TestRefusedIsTold(t *testing.T) {
	refuse, status := openaitest.Refuse, openaitest.Status
	for name, c := range map[string]struct {
		reply openaitest.Reply
		want  Refusal
	}{
		"as OpenAI words it":      {refuse(404, "model_not_found", "No such\n\x1b[31mmodel"), Refusal{404, "model_not_found", "No such model"}},
		"a number for a code":     {status(400, `{"error":{"code":400,"message":"Too big","type":"t"}}`), Refusal{400, "", "Too big"}},
		"a message alone":         {status(403, `{"object":"error","message":"Not you"}`), Refusal{403, "", "Not you"}},
		"an error that is a text": {status(404, `{"error":"model not found"}`), Refusal{404, "", "model not found"}},
		"plain text":              {status(502, "upstream is away\n"), Refusal{502, "", "upstream is away"}},
		"a page":                  {status(502, "<html>Bad Gateway</html>"), Refusal{502, "", ""}},
		"nothing":                 {status(500, ""), Refusal{500, "", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			var told Refusal
			srv := openaitest.New(t, c.reply)
			got := compose(t.Context(), at(t, srv.URL, func(config *Config) { config.Refused = func(r Refusal) { told = r } }))
			got.check(t)
			if e, ok := got.err.(*copilot.WriterError); !ok || told != c.want || e.Status != c.want.Status {
				t.Errorf("told %+v, not %+v; %+v", told, c.want, got.err)
			}
		})
	}
}
