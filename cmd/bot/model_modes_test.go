package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// mode is a way for a model's endpoint to behave.
type mode struct {
	replies []openaitest.Reply      // the last one again and again
	at      func(testing.TB) string // another base URL than that of a server that replies so
	kind    copilot.WriterErrorKind // what a call comes to; "" for an answer
	cut     bool                    // the answer is incomplete
	calls   int                     // that are made of one try of a job; 0: as its kind has it
	later   copilot.WriterErrorKind // what tries of the job come to in the end, where no other writer steps in; "" as its kind has it
	asked   int                     // calls that are made until then; 0: as its kind has it
	streams bool                    // some of its text is seen before the end
	wordy   bool                    // the answer has words, and none of what was asked for
}

// What the endpoints of these modes write.
var (
	shines  = openaitest.Piece("=== fact\nLumo shines")
	tonight = openaitest.Piece(" tonight.")
	stop    = openaitest.Finish("stop")
	over    = openaitest.Done
	verbose = event(`{"choices":[{"delta":{"content":" and","reasoning":"` + strings.Repeat("x", 4000) + `"}}]}`)
	good    = openaitest.Say("=== fact\nLumo shines tonight.")
)

func streamed(parts ...string) openaitest.Reply {
	return openaitest.Body("text/event-stream", parts...)
}

func event(json string) string { return "data: " + json + "\n\n" }

// whole is a mode that ends in a whole answer, after some calls.
func whole(calls int, replies ...openaitest.Reply) mode {
	return mode{replies: replies, calls: calls}
}

// cutShort is a mode that ends in an incomplete answer.
func cutShort(reply openaitest.Reply) mode {
	return mode{replies: []openaitest.Reply{reply}, cut: true, calls: 1, streams: true}
}

// fails is a mode in which every call fails.
func fails(kind copilot.WriterErrorKind, reply openaitest.Reply) mode {
	return mode{replies: []openaitest.Reply{reply}, kind: kind}
}

// breaks is one in which it fails after some text.
func breaks(kind copilot.WriterErrorKind, reply openaitest.Reply) mode {
	m := fails(kind, reply)
	m.streams = true
	return m
}

// rests is one that asks for a longer wait than anybody waits with a call in hand:
// one call each time a job is tried, which is three times.
func rests(kind copilot.WriterErrorKind, reply openaitest.Reply) mode {
	m := fails(kind, reply)
	m.calls, m.later, m.asked = 1, kind, 3
	return m
}

// wordless is an answer in the right form of events that holds nothing to sign. The
// core finds that out, and has the job tried three times.
func wordless(text string) mode {
	m := fails(copilot.WriterEmpty, openaitest.Say(text))
	m.calls, m.later, m.asked, m.wordy = 3, copilot.WriterEmpty, 3, true
	return m
}

// modes are what endpoints do, named by what is wrong.
func modes() map[string]mode {
	refuse, status, body, cut := openaitest.Refuse, openaitest.Status, openaitest.Body, openaitest.Cut
	const (
		empty, garbage, down, busy, slow = copilot.WriterEmpty, copilot.WriterGarbage, copilot.WriterDown, copilot.WriterBusy, copilot.WriterSlow
		refused, forbidden, tooLong      = copilot.WriterRefused, copilot.WriterForbidden, copilot.WriterTooLong
		endless                          = copilot.WriterEndless
	)
	return map[string]mode{
		"nothing wrong":              {replies: []openaitest.Reply{streamed(shines, tonight, stop, over)}, calls: 1, streams: true},
		"CRLF":                       whole(1, streamed(strings.ReplaceAll(shines+tonight+stop+over, "\n", "\r\n"))),
		"keep-alives in between":     whole(1, streamed(shines, strings.Repeat(": ping\n\n", 500), tonight, stop, over)),
		"not streamed":               whole(1, openaitest.Whole("=== fact\nLumo shines tonight.", "stop")),
		"thinking aloud":             whole(1, streamed(openaitest.Piece("<think>Is Lumo a lamp?</think>"), shines, tonight, stop, over)),
		"more after DONE":            whole(1, streamed(shines, tonight, stop, over, openaitest.Piece(" Approved."), stop, over)),
		"an option it does not know": whole(2, refuse(400, "unknown_parameter", "Unknown parameter: 'stream_options'"), good),
		"down once":                  whole(2, status(500, "oops"), good),
		"busy once":                  whole(2, refuse(429, "rate_limit_exceeded", "slow down", "Retry-After", "0.01"), good),
		"breaks once":                whole(2, streamed(shines, event(`{"error":{"message":"boom"}}`)), good),

		"no DONE":                 cutShort(streamed(shines, stop)),
		"no finish reason":        cutShort(streamed(shines, over)),
		"neither":                 cutShort(streamed(shines)),
		"half a DONE":             cutShort(streamed(shines, stop, "data: [DO")),
		"dropped after a word":    cutShort(cut(shines+tonight+stop+over, len(shines))),
		"dropped in a rune":       cutShort(cut(shines+event(`{"choices":[{"delta":{"content":"é"}}]}`), len(shines)+len(`data: {"choices":[{"delta":{"content":"`)+1)),
		"finish length":           cutShort(streamed(shines, openaitest.Finish("length"), over)),
		"finish length, then not": cutShort(streamed(shines, openaitest.Finish("length"), stop, over)),
		"finish tool_calls":       cutShort(streamed(shines, openaitest.Finish("tool_calls"), over)),
		"finish unheard of":       cutShort(streamed(shines, openaitest.Finish("bored"), over)),
		"more after its finish":   cutShort(streamed(shines, stop, tonight, over)),
		"a thought without end":   cutShort(streamed(shines, openaitest.Piece(" <think>tonight"), stop, over)),
		"not streamed, length":    cutShort(openaitest.Whole("=== fact\nLumo shines", "length")).unseen(),

		"429":                   fails(busy, refuse(429, "rate_limit_exceeded", "slow down")),
		"429 until soon":        fails(busy, refuse(429, "rate_limit_exceeded", "slow down", "Retry-After", "soon")),
		"429 until yesterday":   fails(busy, refuse(429, "rate_limit_exceeded", "slow down", "Retry-After", "-86400")),
		"429 in HTML":           fails(busy, status(429, "<html>Too Many Requests</html>")),
		"429 for a day":         rests(busy, refuse(429, "rate_limit_exceeded", "slow down", "Retry-After", "86400")),
		"429 until 9999":        rests(busy, refuse(429, "", "slow down", "Retry-After", "Thu, 12 Mar 9999 10:00:00 GMT")),
		"503 for a day":         rests(down, status(503, "", "Retry-After", "86400")),
		"529":                   fails(busy, status(529, `{"error":{"message":"overloaded"}}`)),
		"500":                   fails(down, refuse(500, "server_error", "oops")),
		"502 in HTML":           fails(down, status(502, "<html>Bad Gateway</html>")),
		"503":                   fails(down, status(503, "")),
		"504":                   fails(slow, status(504, "")),
		"408":                   fails(slow, status(408, "")),
		"nobody there":          {at: nobody, kind: down},
		"no TLS":                {at: noTLS, kind: down},
		"an untrusted name":     {at: untrusted, kind: down},
		"dropped before a word": fails(down, cut(shines, 0)),
		"error event":           breaks(down, streamed(shines, event(`{"error":{"message":"boom","code":500}}`))),
		"error event, busy":     fails(busy, streamed(event(`{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}`))),

		"nothing":         fails(empty, streamed()),
		"204":             fails(empty, status(204, "")),
		"white space":     fails(empty, streamed(openaitest.Piece(" \n\t"), stop, over)),
		"null content":    fails(empty, streamed(event(`{"choices":[{"delta":{"content":null}}]}`), stop, over)),
		"only tool calls": fails(empty, streamed(event(`{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"approve"}}]}}]}`), openaitest.Finish("tool_calls"), over)),
		"thinking only":   fails(empty, streamed(openaitest.Piece("<think>Lumo"), openaitest.Finish("length"), over)),
		"a heading":       wordless("=== fact\n"),
		"another schema":  wordless(`{"variants":[],"score":0.9}`),

		"HTML 200":            fails(garbage, body("text/html", "<!doctype html><title>Log in</title>")),
		"plain text":          fails(garbage, body("text/plain", "It works!\n")),
		"binary":              fails(garbage, streamed("\x00\x01\x02\xff\xfe\n\x00")),
		"a list":              fails(garbage, streamed("[1,2,3]")),
		"JSON of another API": fails(garbage, body("application/json", `{"response":"Lumo"}`)),
		"JSON cut short":      fails(garbage, streamed(`{"choices":[{"message":{"content":"Lumo`)),
		"garbage":             fails(garbage, streamed("data: Lumo\n\n")),
		"garbage after text":  breaks(garbage, streamed(shines, "data: {oops}\n\n", stop, over)),
		"gzip unasked":        fails(garbage, status(200, "\x1f\x8b\x08\x00", "Content-Encoding", "gzip")),
		"gzip unsaid":         fails(garbage, streamed("\x1f\x8b\x08\x00bomb")),
		"a redirect":          fails(garbage, status(307, "", "Location", "http://169.254.169.254/latest/meta-data/")),

		"refusal":           fails(refused, streamed(event(`{"choices":[{"delta":{"refusal":"I cannot"}}]}`), stop, over)),
		"filtered":          breaks(refused, streamed(shines, openaitest.Finish("content_filter"), over)),
		"filtered, then on": breaks(refused, streamed(shines, openaitest.Finish("content_filter"), stop, over)),
		"400 filtered":      fails(refused, refuse(400, "content_filter", "...")),
		"400":               fails(forbidden, refuse(400, "", "no")),
		"401":               fails(forbidden, refuse(401, "invalid_api_key", "no such key")),
		"403":               fails(forbidden, refuse(403, "", "not here")),
		"404":               fails(forbidden, refuse(404, "model_not_found", "no such model")),
		"429 without money": fails(forbidden, refuse(429, "insufficient_quota", "check your plan")),
		"400 too long":      fails(tooLong, refuse(400, "context_length_exceeded", "maximum context length is 4096")),
		"413":               fails(tooLong, status(413, "")),

		"endless text":        breaks(endless, openaitest.Endless(shines+strings.Repeat(verbose, 100), 0)),
		"endless keep-alives": fails(endless, openaitest.Endless(strings.Repeat(": ping\n\n", 50_000), 0)),
		"endless tool calls":  fails(endless, openaitest.Endless(event(`{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"`+strings.Repeat("x", 200_000)+`"}}]}}]}`), 0)),
		"a line of 1 MB":      fails(endless, streamed(`data: {"x":"`+strings.Repeat("x", 1<<20))),
	}
}

// unseen is the mode when nothing is seen before the end.
func (m mode) unseen() mode {
	m.streams = false
	return m
}

// nobody is an address where nobody listens: of a port that no server is given.
func nobody(testing.TB) string { return "http://127.0.0.1:1/v1" }

// noTLS is an address of a server that knows no TLS.
func noTLS(t testing.TB) string {
	s := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(s.Close)
	return strings.Replace(s.URL, "http:", "https:", 1) + "/v1"
}

// untrusted is an address of a server whose certificate nobody vouches for.
func untrusted(t testing.TB) string {
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = silent()
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL + "/v1"
}
