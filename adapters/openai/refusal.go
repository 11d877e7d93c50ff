package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// Refusal is an answer that is an error, as the endpoint words it. The sentence may
// repeat the prompt, or a part of the key: it is for whoever asked with a prompt of their own, and
// never for a log.
type Refusal struct {
	Status   int    // of HTTP
	Code     string // "model_not_found"; "" where there is none
	Sentence string // one line, cut short; "" where there is none
}

// longestSentence is how much of one is handed on, in runes.
const longestSentence = 240

// refusal is an error as an endpoint words it, for us to recognise and for
// nobody to see but whom Config.Refused tells.
type refusal struct {
	status   int
	code     string
	sentence string
	said     string // everything, in lower case
}

func (r refusal) told(key string) Refusal {
	if key != "" {
		r.sentence = strings.ReplaceAll(r.sentence, key, "***")
	}
	told := Refusal{Status: r.status, Sentence: text.Cut(strings.Join(strings.Fields(text.Canonical(r.sentence)), " "), longestSentence)}
	if _, err := strconv.Atoi(r.code); err != nil { // a number repeats the status
		told.Code = text.Cut(text.Canonical(r.code), 60)
	}
	return told
}

// sentenceOf is what an endpoint says that does not word its errors as OpenAI does.
func sentenceOf(body []byte) string {
	said := strings.TrimSpace(string(body))
	var worded map[string]any
	if json.Unmarshal(body, &worded) == nil {
		for _, name := range []string{"message", "error", "detail"} {
			if s, ok := worded[name].(string); ok {
				return s
			}
		}
	}
	if strings.HasPrefix(said, "<") { // a page: for browsers
		return ""
	}
	return said
}

func refusalOf(err error) (refusal, bool) {
	// First what could not be read as OpenAI's: it may hold half of an APIError, without a status.
	if e, ok := errors.AsType[*goopenai.RequestError](err); ok {
		return refusal{status: e.HTTPStatusCode, sentence: sentenceOf(e.Body), said: strings.ToLower(string(e.Body))}, true
	}
	if e, ok := errors.AsType[*goopenai.APIError](err); ok {
		r := refusal{status: e.HTTPStatusCode, sentence: e.Message}
		if e.Code != nil {
			r.code = fmt.Sprint(e.Code)
		}
		param := ""
		if e.Param != nil {
			param = *e.Param
		}
		r.said = strings.ToLower(strings.Join([]string{r.code, e.Type, param, e.Message}, " "))
		return r, true
	}
	return refusal{}, false
}

// refused is the error for an answer with a status of 400 or more, or for an
// error event in a stream.
func (c *call) refused(r refusal) error {
	e := &copilot.WriterError{Kind: r.kind(), After: c.after, Cause: r.cause(), Status: r.status}
	if r.status == 400 || r.status == 422 {
		return &misreading{said: r.said, fault: e}
	}
	return e
}

// eventFault reads an error that came as an event: {"error": {...}} or the
// error's own fields with "object": "error".
func eventFault(event []byte) error {
	var w struct {
		Error json.RawMessage `json:"error"`
		Code  any             `json:"code"`
	}
	_ = json.Unmarshal(event, &w)
	inner := loose[struct {
		Code any `json:"code"`
	}](w.Error)
	r := refusal{said: strings.ToLower(string(event))}
	for _, code := range []any{inner.Code, w.Code} {
		if n, ok := code.(float64); ok && n >= 400 && n < 600 {
			r.status = int(n)
		}
	}
	return &copilot.WriterError{Kind: r.kind(), Cause: r.cause(), Status: r.status}
}

// cause says the status, and nothing the endpoint said.
func (r refusal) cause() error {
	if r.status == 0 {
		return errors.New("the endpoint reports an error")
	}
	return fmt.Errorf("the endpoint answers with status %d", r.status)
}

// kind sorts a refusal: by its code or its words where an endpoint turns the
// request down, by its status otherwise.
func (r refusal) kind() copilot.WriterErrorKind {
	s := r.status
	down := s == 0 || s >= 400 && s < 500
	switch {
	case down && r.says(tooLong), s == 413:
		return copilot.WriterTooLong
	case down && r.says(declined):
		return copilot.WriterRefused
	case down && r.says(closed):
		return copilot.WriterForbidden
	case s == 425, s == 429, s == 529, s == 0 && r.says(crowded):
		return copilot.WriterBusy
	case s == 408, s == 504:
		return copilot.WriterSlow
	case s >= 400 && s < 500:
		return copilot.WriterForbidden
	}
	return copilot.WriterDown
}

func (r refusal) says(words []string) bool { return containsAny(r.said, words...) }

var (
	tooLong = []string{
		"context_length_exceeded", "exceed_context_size", "string_above_max_length", "maximum context length",
		"context window", "context size", "prompt is too long", "too many tokens",
	}
	declined = []string{"content_filter", "content_policy", "responsibleaipolicy", "content management policy"}
	closed   = []string{"insufficient_quota", "invalid_api_key", "model_not_found"}
	crowded  = []string{"rate_limit", "rate limit", "overloaded", "too many requests", "queue is full"}
)
