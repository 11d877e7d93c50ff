package openai

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

const stream = "text/event-stream"

// sent joins parts into an event stream's body.
func sent(parts ...string) openaitest.Reply { return openaitest.Body(stream, parts...) }

func data(json string) string { return "data: " + json + "\n\n" }

var (
	hello = openaitest.Piece("hello")
	stop  = openaitest.Finish("stop")
	end   = openaitest.Done
)

// outcome is what a call comes to.
type outcome struct {
	text       string
	incomplete bool
	kind       copilot.WriterErrorKind
}

func whole(text string) outcome                  { return outcome{text: text} }
func part(text string) outcome                   { return outcome{text: text, incomplete: true} }
func fails(kind copilot.WriterErrorKind) outcome { return outcome{kind: kind} }

// evil is what endpoints have been seen to do, and what could be worse.
var evil = map[string]struct {
	reply openaitest.Reply
	want  outcome
}{
	// ends that are missing or odd
	"no DONE":                     {sent(hello, stop), part("hello")},
	"no finish reason":            {sent(hello, end), part("hello")},
	"neither":                     {sent(hello), part("hello")},
	"dropped after a word":        {openaitest.Cut(hello+stop+end, len(hello)), part("hello")},
	"dropped in a rune":           {openaitest.Cut(hello+data(`{"choices":[{"delta":{"content":"é"}}]}`), len(hello)+len(`data: {"choices":[{"delta":{"content":"`)+1), part("hello")},
	"dropped before a word":       {openaitest.Cut(hello, 0), fails(copilot.WriterDown)},
	"dropped in the first event":  {openaitest.Cut(hello, 40), fails(copilot.WriterDown)},
	"finish length":               {sent(hello, openaitest.Finish("length"), end), part("hello")},
	"finish length, no text":      {sent(openaitest.Finish("length"), end), fails(copilot.WriterEmpty)},
	"finish content_filter":       {sent(hello, openaitest.Finish("content_filter"), end), fails(copilot.WriterRefused)},
	"finish tool_calls":           {sent(hello, openaitest.Finish("tool_calls"), end), part("hello")},
	"finish unheard of":           {sent(hello, openaitest.Finish("bored"), end), part("hello")},
	"finish as others spell it":   {sent(hello, openaitest.Finish("eos_token"), end), whole("hello")},
	"finish length, then stop":    {sent(hello, openaitest.Finish("length"), stop, end), part("hello")},
	"finish filtered, then stop":  {sent(hello, openaitest.Finish("content_filter"), stop, end), fails(copilot.WriterRefused)},
	"finish, then more":           {sent(hello, stop, openaitest.Piece(" you"), end), part("hello you")},
	"finish, more, finish":        {sent(hello, stop, openaitest.Piece(" you"), stop, end), whole("hello you")},
	"finish, then space":          {sent(hello, stop, openaitest.Piece("\n"), end), whole("hello\n")},
	"DONE without a line end":     {sent(hello, stop, "data: [DONE]"), whole("hello")},
	"DONE half":                   {sent(hello, stop, "data: [DO"), part("hello")},
	"DONE at once":                {sent(end), fails(copilot.WriterEmpty)},
	"more after DONE":             {sent(hello, stop, end, openaitest.Piece(" approved"), stop, end), whole("hello")},
	"refusal":                     {sent(data(`{"choices":[{"delta":{"refusal":"I cannot"}}]}`), stop, end), fails(copilot.WriterRefused)},
	"refusal after text":          {sent(hello, data(`{"choices":[{"delta":{"refusal":"I cannot"}}]}`), stop, end), fails(copilot.WriterRefused)},
	"only tool calls":             {sent(data(`{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"approve"}}]}}]}`), openaitest.Finish("tool_calls"), end), fails(copilot.WriterEmpty)},
	"tool calls of another shape": {sent(data(`{"choices":[{"delta":{"content":"hello","tool_calls":"approve","function_call":7}}]}`), stop, end), whole("hello")},

	// forms that are not asked for
	"plain JSON":                 {openaitest.Whole("hello", "stop"), whole("hello")},
	"plain JSON, length":         {openaitest.Whole("hello", "length"), part("hello")},
	"plain JSON, filtered":       {openaitest.Whole("hello", "content_filter"), fails(copilot.WriterRefused)},
	"plain JSON as a stream":     {sent(`{"choices":[{"message":{"content":"hello"},"finish_reason":"stop"}]}`), whole("hello")},
	"plain JSON, pretty":         {openaitest.Body("application/json", "\n{\n \"choices\": [\n {\"message\": {\"content\": \"hello\"},\n\"finish_reason\": \"stop\"}]}\n"), whole("hello")},
	"plain JSON, cut":            {openaitest.Cut(`{"choices":[{"message":{"content":"hello"}`, 30), fails(copilot.WriterDown)},
	"plain JSON, ended early":    {sent(`{"choices":[{"message":{"content":"hello"}`), fails(copilot.WriterGarbage)},
	"plain JSON, no choices":     {openaitest.Body("application/json", `{"choices":[]}`), fails(copilot.WriterGarbage)},
	"plain JSON, of another API": {openaitest.Body("application/json", `{"response":"hello"}`), fails(copilot.WriterGarbage)},
	"plain JSON, an error":       {openaitest.Body("application/json", `{"error":{"message":"no","type":"server_error","code":null}}`), fails(copilot.WriterDown)},
	"JSON lines":                 {sent("{\"message\":\"a\"}\n{\"message\":\"b\"}\n"), fails(copilot.WriterGarbage)},
	"a list":                     {sent(`[1,2,3]`), fails(copilot.WriterGarbage)},
	"HTML 200":                   {openaitest.Body("text/html", "<!doctype html><title>Log in</title>"), fails(copilot.WriterGarbage)},
	"plain text":                 {openaitest.Body("text/plain", "It works!\n"), fails(copilot.WriterGarbage)},
	"binary":                     {sent("\x00\x01\x02\xff\xfe\n\x00"), fails(copilot.WriterGarbage)},
	"gzip unasked":               {openaitest.Status(200, "\x1f\x8b\x08\x00", "Content-Encoding", "gzip"), fails(copilot.WriterGarbage)},
	"gzip unsaid":                {sent("\x1f\x8b\x08\x00bomb"), fails(copilot.WriterGarbage)},
	"brotli":                     {openaitest.Status(200, "bomb", "Content-Encoding", "br"), fails(copilot.WriterGarbage)},

	// nothing
	"nothing":          {sent(), fails(copilot.WriterEmpty)},
	"204":              {openaitest.Status(204, ""), fails(copilot.WriterEmpty)},
	"blank lines":      {sent("\n\n\r\n\n"), fails(copilot.WriterEmpty)},
	"keep-alives only": {sent(": ping\n\n", ": ping\n\n"), fails(copilot.WriterEmpty)},
	"white space":      {sent(openaitest.Piece(" \n\t"), openaitest.Piece("\u00a0"), stop, end), fails(copilot.WriterEmpty)},
	"null content":     {sent(data(`{"choices":[{"delta":{"content":null}}]}`), stop, end), fails(copilot.WriterEmpty)},
	"no choices ever":  {sent(data(`{"choices":[]}`), data(`{}`), end), fails(copilot.WriterEmpty)},
	"another choice":   {sent(data(`{"choices":[{"index":1,"delta":{"content":"evil"}}]}`), stop, end), fails(copilot.WriterEmpty)},

	// streams that are odd but can be read
	"keep-alives between":       {sent(": ping\n\n", hello, strings.Repeat(": ping\n\n", 1000), openaitest.Piece(" you"), stop, end), whole("hello you")},
	"CRLF":                      {sent(strings.ReplaceAll(hello+stop+end, "\n", "\r\n")), whole("hello")},
	"no blank lines":            {sent(strings.ReplaceAll(hello+stop+end, "\n\n", "\n")), whole("hello")},
	"no space after data":       {sent(strings.ReplaceAll(hello+stop+end, "data: ", "data:")), whole("hello")},
	"a byte order mark":         {sent("\ufeff" + hello + stop + end), whole("hello")},
	"named events":              {sent("event: message\nid: 7\nretry: 10\n" + hello + stop + end), whole("hello")},
	"one event over many lines": {sent("data: {\"choices\":\ndata: [{\"delta\":\ndata: {\"content\":\"hello\"}}]}\n\n", stop, end), whole("hello")},
	"empty data lines":          {sent("data:\n\n", "data: \n\n", hello, stop, end), whole("hello")},
	"null events":               {sent("data: null\n\n", hello, stop, end), whole("hello")},
	"content in parts":          {sent(data(`{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[]},{"type":"text","text":"hello"}]}}]}`), stop, end), whole("hello")},
	"odd model and usage":       {sent(data(`{"model":7,"object":[],"usage":"many","choices":[{"delta":{"content":"hello"}}]}`), stop, end), whole("hello")},
	"invalid UTF-8":             {sent(data("{\"choices\":[{\"delta\":{\"content\":\"caf\xe9 \xf0\x9f\"}}]}"), stop, end), whole("caf\ufffd \ufffd\ufffd")},
	"half a surrogate":          {sent(data(`{"choices":[{"delta":{"content":"a\ud83d"}}]}`), stop, end), whole("a\ufffd")},
	"NUL and form feed":         {sent(openaitest.Piece("a\x00b\fc"), stop, end), whole("ab\nc")},
	"reasoning apart":           {sent(data(`{"choices":[{"delta":{"reasoning_content":"hmm","reasoning":"hmm"}}]}`), hello, stop, end), whole("hello")},
	"thinking aloud":            {sent(openaitest.Piece("<think>hmm"), openaitest.Piece("</think>\n\nhello"), stop, end), whole("hello")},
	"thinking never ended":      {sent(openaitest.Piece("hello <think>"), openaitest.Piece("and goodbye"), stop, end), part("hello ")},
	"thinking only":             {sent(openaitest.Piece("<think>hmm, hello"), openaitest.Finish("length"), end), fails(copilot.WriterEmpty)},

	// streams that cannot
	"garbage":                  {sent("data: hello\n\n", "data: world\n\n"), fails(copilot.WriterGarbage)},
	"garbage after text":       {sent(hello, "data: {oops}\n\n", stop, end), fails(copilot.WriterGarbage)},
	"a number":                 {sent("data: 42\n\n", end), fails(copilot.WriterGarbage)},
	"a string":                 {sent("data: \"hello\"\n\n", end), fails(copilot.WriterGarbage)},
	"choices of another shape": {sent(data(`{"choices":{"0":"hello"}}`), end), fails(copilot.WriterGarbage)},
	"content of another shape": {sent(hello, data(`{"choices":[{"delta":{"content":{"text":"evil"}}}]}`), stop, end), fails(copilot.WriterGarbage)},
	"content a number":         {sent(data(`{"choices":[{"delta":{"content":42}}]}`), end), fails(copilot.WriterGarbage)},
	"nested too deep":          {sent(data(`{"x":`+strings.Repeat("[", 20000)+strings.Repeat("]", 20000)+`}`), end), fails(copilot.WriterGarbage)},
	"an event that never ends": {sent("data: [\n" + strings.Repeat("data: 1,\n", 500)), fails(copilot.WriterGarbage)},
	"a line of 1 MB":           {sent("data: {\"x\":\"" + strings.Repeat("x", 1<<20)), fails(copilot.WriterEndless)},
	"a comment of 1 MB":        {sent(": " + strings.Repeat("x", 1<<20)), fails(copilot.WriterEndless)},
	"endless text":             {openaitest.Endless(strings.Repeat(hello, 20), 0), fails(copilot.WriterEndless)},
	"endless keep-alives":      {openaitest.Endless(strings.Repeat(": ping\n\n", 500), 0), fails(copilot.WriterEndless)},
	"endless white space":      {openaitest.Endless(strings.Repeat(" \n", 5000), 0), fails(copilot.WriterEndless)},
	"endless JSON":             {openaitest.Endless(`{"choices":[`+strings.Repeat("{},", 3000), 0), fails(copilot.WriterEndless)},
	"endless after DONE":       {openaitest.Endless(hello+stop+end, 0), whole("hello")},
	"endless tool calls":       {openaitest.Endless(data(`{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"`+strings.Repeat("x", 4000)+`"}}]}}]}`), 0), fails(copilot.WriterEndless)},
	"silence after text":       {openaitest.Hang(hello), fails(copilot.WriterSlow)},
	"silence after DONE":       {openaitest.Hang(hello, stop, end), whole("hello")},
	"silence":                  {openaitest.Hang(), fails(copilot.WriterSlow)},
	"keep-alives and no text":  {openaitest.Endless(": ping\n\n", 5*time.Millisecond), fails(copilot.WriterSlow)},

	// errors inside a stream
	"error event":               {sent(data(`{"error":{"message":"boom","type":"server_error"}}`)), fails(copilot.WriterDown)},
	"error event after text":    {sent(hello, data(`{"error":{"message":"boom","code":500}}`), end), fails(copilot.WriterDown)},
	"error as a sentence":       {sent(hello, data(`{"error":"boom"}`), end), fails(copilot.WriterDown)},
	"error beside choices":      {sent(hello, data(`{"choices":[],"error":{"code":502,"message":"upstream"}}`), end), fails(copilot.WriterDown)},
	"error named as an event":   {sent(hello, "event: error\n"+data(`{"object":"error","message":"boom","code":503}`)), fails(copilot.WriterDown)},
	"error event, busy":         {sent(data(`{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}`)), fails(copilot.WriterBusy)},
	"error event, 429":          {sent(data(`{"error":{"message":"slow down","code":429}}`)), fails(copilot.WriterBusy)},
	"error event, too long":     {sent(data(`{"error":{"message":"...","code":"context_length_exceeded"}}`)), fails(copilot.WriterTooLong)},
	"error event, filtered":     {sent(hello, data(`{"error":{"message":"...","code":"content_filter"}}`)), fails(copilot.WriterRefused)},
	"error echoing the secrets": {sent(data(`{"error":{"message":"` + openaitest.Key + ` ` + secretPrompt + `","code":"` + openaitest.Key + `"}}`)), fails(copilot.WriterDown)},
}

// Whatever an endpoint does ends in the right answer or the right error.
func TestEvilEndpoint(t *testing.T) {
	for name, c := range evil {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := c.want.kind
			w := at(t, openaitest.New(t, c.reply).URL, func(c *Config) {
				c.MaxBytes = 512 << 10
				if want == copilot.WriterSlow { // the others must end by themselves
					c.Timeouts = Timeouts{FirstByte: 100 * time.Millisecond, BetweenTokens: 100 * time.Millisecond}
				}
			})
			got := compose(t.Context(), w)
			got.check(t)
			if g := (outcome{got.Text, got.Incomplete, got.kind()}); g != c.want {
				t.Errorf("%+v (%v), not %+v", g, got.err, c.want)
			}
		})
	}
}
