package openaitest

import (
	"strings"
	"testing"
)

const good = `{"model":"m","stream":true,"stream_options":{"include_usage":true},"max_tokens":10,
	"messages":[{"role":"system","content":"be brief"},{"role":"user","content":"hello"}]}`

// A fake that accepts everything proves nothing: each of these must be refused.
func TestContractRefuses(t *testing.T) {
	c := published(t)
	if c == nil {
		t.Skip("SKIPPED: OpenAI's contract is not there to check")
	}
	if f := c.fault([]byte(good)); f != "" {
		t.Fatalf("a good request is refused: %s", f)
	}
	for name, change := range map[string][2]string{
		"no model":            {`"model":"m",`, ``},
		"no messages":         {`{"role":"system","content":"be brief"},{"role":"user","content":"hello"}`, ``},
		"unknown role":        {`"role":"user"`, `"role":"boss"`},
		"content missing":     {`,"content":"hello"`, ``},
		"content a number":    {`"hello"`, `5`},
		"stream as text":      {`"stream":true`, `"stream":"true"`},
		"limit as fraction":   {`"max_tokens":10`, `"max_tokens":10.5`},
		"unknown field":       {`"max_tokens":10`, `"max_tokenz":10`},
		"temperature too hot": {`"max_tokens":10`, `"temperature":3`},
	} {
		t.Run(name, func(t *testing.T) {
			bad := strings.Replace(good, change[0], change[1], 1)
			if bad == good {
				t.Fatal("the change changes nothing")
			}
			if f := c.fault([]byte(bad)); f == "" {
				t.Errorf("accepted: %s", bad)
			}
		})
	}
}

// The well-behaved replies are what OpenAI would send.
func TestRepliesKeepTheContract(t *testing.T) {
	c := published(t)
	if c == nil {
		t.Skip("SKIPPED: OpenAI's contract is not there to check")
	}
	for _, e := range append(Stream("un café “noir”"), Finish("length")) {
		text := strings.TrimSpace(strings.TrimPrefix(e, "data: "))
		if text == "[DONE]" {
			continue
		}
		if f := c.check("CreateChatCompletionStreamResponse", []byte(text)); f != "" {
			t.Errorf("%s\n%s", f, text)
		}
	}
}
