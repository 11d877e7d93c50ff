package openaitest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Done is the event that ends a stream.
const Done = "data: [DONE]\n\n"

// Say streams a text word by word, and says how it ended.
func Say(text string) Reply { return Body("text/event-stream", Stream(text)...) }

// Stream is what Say sends, one event each: the role, the words, the finish
// reason, the usage and Done.
func Stream(text string) []string {
	events := []string{event(`{"role":"assistant","content":""}`, "null")}
	for _, word := range strings.SplitAfter(text, " ") {
		events = append(events, Piece(word))
	}
	return append(events, Finish("stop"), Usage(11, 7), Done)
}

// Piece is the event for a piece of text.
func Piece(text string) string {
	quoted, _ := json.Marshal(text)
	return event(fmt.Sprintf(`{"content":%s}`, quoted), "null")
}

// Finish is the event that says why the model stopped: "stop", "length",
// "content_filter", "tool_calls".
func Finish(reason string) string { return event(`{}`, `"`+reason+`"`) }

// Usage is the event that counts tokens.
func Usage(prompt, completion int) string {
	return fmt.Sprintf(`data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767225600,"model":"%s","choices":[],`+
		`"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}`+"\n\n", Model, prompt, completion, prompt+completion)
}

func event(delta, finish string) string {
	return fmt.Sprintf(`data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767225600,"model":"%s",`+
		`"choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}`+"\n\n", Model, delta, finish)
}

// Whole answers without streaming, as some servers do although asked to stream.
func Whole(text, finish string) Reply {
	quoted, _ := json.Marshal(text)
	return Body("application/json", fmt.Sprintf(`{"id":"chatcmpl-1","object":"chat.completion","created":1767225600,"model":"%s",`+
		`"choices":[{"index":0,"message":{"role":"assistant","content":%s,"refusal":null},"logprobs":null,"finish_reason":"%s"}],`+
		`"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}`, Model, quoted, finish))
}

// Body answers with status 200 and sends each part as soon as the one before.
func Body(contentType string, parts ...string) Reply {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		send(w, parts...)
	}
}

// Hang sends parts and then nothing more, until the client hangs up.
func Hang(parts ...string) Reply {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		send(w, parts...)
		<-r.Context().Done()
	}
}

// Cut sends the first n bytes of an event stream and drops the connection.
func Cut(stream string, n int) Reply {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		send(w, stream[:n])
		panic(http.ErrAbortHandler)
	}
}

// Endless repeats a part until the client hangs up, after pause each.
func Endless(part string, pause time.Duration) Reply {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for r.Context().Err() == nil {
			if send(w, part) != nil {
				return
			}
			if pause > 0 {
				select {
				case <-time.After(pause):
				case <-r.Context().Done():
				}
			}
		}
	}
}

// Refuse answers with a status, an error of that code, and headers given as
// name, value, name, value...
func Refuse(status int, code, message string, headers ...string) Reply {
	body, _ := json.Marshal(map[string]any{"error": map[string]any{
		"message": message, "type": "invalid_request_error", "param": nil, "code": code,
	}})
	return Status(status, string(body), headers...)
}

// Status answers with a status, a body, and headers given as name, value...
func Status(status int, body string, headers ...string) Reply {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// send writes and flushes part by part.
func send(w http.ResponseWriter, parts ...string) error {
	out := http.NewResponseController(w)
	for _, p := range parts {
		if _, err := io.WriteString(w, p); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return nil
}
