package openai

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

const (
	maxLine  = 256 << 10 // bytes of one line: a token takes 300
	maxLines = 64        // data lines of one event
	done     = "[DONE]"
)

// events reads a response body and gives clean server-sent events: every one a
// single "data: " line holding valid JSON or [DONE], then a blank line. An
// answer that came as one JSON object is given as one event.
//
// Read ends with io.EOF only after [DONE]; with errCut when the stream stopped
// short of it; with another *copilot.WriterError when it was no such stream, or
// would not end. Nothing but [DONE] says that a stream is whole: what stops right
// after a finish_reason is most likely whole too, but a cut looks the same, and a
// whole text called incomplete costs another try while a cut one called whole may
// be signed.
type events struct {
	body    io.ReadCloser
	call    *call
	source  *bufio.Reader
	lines   *bufio.Scanner // nil until the first byte told what the body is
	out     bytes.Buffer   // clean events nobody has read yet
	pending []byte         // data lines that do not make a whole event yet
	count   int            // of them
	any     bool           // an event was seen
	alien   bool           // a line was seen that belongs to no event stream
	end     error
}

func newEvents(body io.ReadCloser, maxBytes int64, c *call) *events {
	return &events{body: body, call: c, source: bufio.NewReader(&capped{body, maxBytes})}
}

// Read gives clean events.
func (e *events) Read(p []byte) (int, error) {
	for e.out.Len() == 0 {
		switch {
		case e.end != nil:
			return 0, e.end
		case e.lines == nil:
			e.open()
		default:
			e.line()
		}
	}
	return e.out.Read(p)
}

// Close lets go of the body. After [DONE] the endpoint gets a moment to end it
// properly, so that the connection can serve the next call.
func (e *events) Close() error {
	if errors.Is(e.end, io.EOF) {
		e.call.wait(hangUp)
		_, _ = io.CopyN(io.Discard, e.source, 4096)
	}
	return e.body.Close()
}

// open looks at the first byte that is not white space.
func (e *events) open() {
	for {
		b, err := e.source.ReadByte()
		switch {
		case err != nil:
			e.stop(err)
			return
		case bytes.IndexByte([]byte(" \t\r\n"), b) >= 0:
			continue
		case b == '{':
			_ = e.source.UnreadByte()
			e.whole()
			return
		case b == '<' || b == '[' || b == 0x1f: // HTML, a list, gzip that does not say so
			e.end = errGarbage
			return
		}
		_ = e.source.UnreadByte()
		e.lines = bufio.NewScanner(e.source)
		e.lines.Buffer(nil, maxLine)
		return
	}
}

// whole takes the body as one JSON object: some servers do not stream.
func (e *events) whole() {
	body, err := io.ReadAll(e.source)
	switch {
	case err != nil:
		e.stop(err)
	case !json.Valid(body):
		e.end = errGarbage
	default:
		e.call.whole = true
		e.emit(body)
		e.emit([]byte(done))
	}
}

// line takes one line of the stream.
func (e *events) line() {
	if !e.lines.Scan() {
		e.stop(e.lines.Err())
		return
	}
	line := bytes.TrimPrefix(e.lines.Bytes(), []byte("\ufeff"))
	field, value, _ := bytes.Cut(line, []byte(":"))
	switch string(field) {
	case "data":
		e.data(bytes.TrimSpace(value))
	case "":
		if len(line) == 0 && len(e.pending) > 0 {
			e.end = errGarbage // an event ended without making sense
		}
	case "event", "id", "retry":
	default:
		e.alien = true
	}
}

// data takes a data line. Some servers put no blank lines between events, others
// spread one over several lines: an event is over when it makes sense.
func (e *events) data(value []byte) {
	e.pending = append(e.pending, value...)
	e.count++
	switch {
	case len(e.pending) == 0:
		e.count = 0
	case string(e.pending) == done || json.Valid(e.pending):
		e.any = true
		e.emit(e.pending)
		e.pending, e.count = e.pending[:0], 0
	case len(e.pending) > maxLine || e.count >= maxLines:
		e.end = errGarbage
	}
}

// emit gives one valid event on one line.
func (e *events) emit(event []byte) {
	if string(event) == done {
		e.end = io.EOF
		e.out.WriteString("data: " + done + "\n\n")
		return
	}
	var line bytes.Buffer
	_ = json.Compact(&line, event) // valid: it was looked at before
	e.out.WriteString("data: ")
	if rest, ok := bytes.CutPrefix(line.Bytes(), []byte("{")); ok {
		// The space keeps {"error": from the library's own reading of it, which
		// knows one form of errors only.
		e.out.WriteString("{ ")
		e.out.Write(rest)
	} else {
		e.out.Write(line.Bytes())
	}
	e.out.WriteString("\n\n")
}

// stop says what an end before [DONE] means. A body that ends is no proof that
// it is whole: proxies end broken streams properly.
func (e *events) stop(err error) {
	switch {
	case errors.Is(err, errEndless), errors.Is(err, bufio.ErrTooLong):
		e.end = errEndless
	case e.any, len(e.pending) > 0:
		e.end = errCut
	case e.alien:
		e.end = errGarbage
	case err == nil, errors.Is(err, io.EOF):
		e.end = errNothing
	default:
		e.end = errCut
	}
}

// capped reads at most n bytes and says so when there are more.
type capped struct {
	body io.Reader
	n    int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.n <= 0 {
		return 0, errEndless
	}
	n, err := c.body.Read(p[:min(int64(len(p)), c.n)])
	c.n -= int64(n)
	return n, err
}
