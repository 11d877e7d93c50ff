package openai

import (
	"encoding/json"
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot"
)

// chunk is what counts of an event: tool calls, reasoning and log probabilities
// are left where they are.
type chunk struct {
	text    string
	refusal bool
	finish  string
	model   string
	usage   copilot.Usage
}

// wire is an event as sent. What cannot spoil a text is kept raw, so that a
// server's odd spelling of it spoils nothing.
type wire struct {
	Object  json.RawMessage `json:"object"`
	Model   json.RawMessage `json:"model"`
	Choices []struct {
		Index   int     `json:"index"`
		Delta   message `json:"delta"`
		Message message `json:"message"`
		Finish  string  `json:"finish_reason"`
	} `json:"choices"`
	Usage json.RawMessage `json:"usage"`
	Error json.RawMessage `json:"error"`
}

type message struct {
	Content json.RawMessage `json:"content"`
	Refusal string          `json:"refusal"`
}

// decode reads an event; whole says that it is an entire answer. Text that
// cannot be read is an error: it must not be missing without anybody knowing.
func decode(event []byte, whole bool) (chunk, error) {
	var w wire
	if err := json.Unmarshal(event, &w); err != nil {
		return chunk{}, errGarbage
	}
	if present(w.Error) || loose[string](w.Object) == "error" {
		return chunk{}, eventFault(event)
	}
	k := chunk{model: modelName(loose[string](w.Model)), usage: usage(w.Usage)}
	for _, c := range w.Choices {
		if c.Index != 0 {
			continue // one answer was asked for
		}
		m := c.Delta
		if whole {
			m = c.Message
		}
		text, err := content(m.Content)
		if err != nil {
			return chunk{}, err
		}
		k.text += text
		k.refusal = k.refusal || m.Refusal != ""
		k.finish = c.Finish
	}
	if whole && len(w.Choices) == 0 {
		return chunk{}, errGarbage
	}
	return k, nil
}

// content is a string, nothing, or a list of parts of which those of type text count.
func content(raw json.RawMessage) (string, error) {
	if !present(raw) {
		return "", nil
	}
	if raw[0] == '"' {
		return clean(loose[string](raw)), nil
	}
	var parts []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if err := json.Unmarshal(raw, &parts); err != nil {
		return "", errGarbage
	}
	var b strings.Builder
	for _, p := range parts {
		if p.Type == "text" {
			b.WriteString(clean(p.Text))
		}
	}
	return b.String(), nil
}

// clean keeps the piece that takes pieces back ours alone. Bytes that are no
// UTF-8 have become U+FFFD when the JSON was read.
func clean(s string) string { return cleaner.Replace(s) }

var cleaner = strings.NewReplacer(again, "\n", "\x00", "")

func usage(raw json.RawMessage) copilot.Usage {
	u := loose[struct {
		Prompt     float64 `json:"prompt_tokens"`
		Completion float64 `json:"completion_tokens"`
	}](raw)
	return copilot.Usage{Prompt: tokens(u.Prompt), Completion: tokens(u.Completion)}
}

// tokens keeps an endpoint's claim within what a sum can bear.
func tokens(n float64) int { return int(max(0, min(n, 1<<30))) }

// modelName is fit to be shown on one short line.
func modelName(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.TrimSpace(s))
	return string([]rune(s)[:min(len([]rune(s)), 80)])
}

// loose reads raw as a T, or gives the zero T.
func loose[T any](raw json.RawMessage) T {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return *new(T)
	}
	return v
}

func present(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }
