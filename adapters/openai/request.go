package openai

import (
	"regexp"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/brouillon/brouillon/copilot"
)

// reasoningRoom is how many times MaxTokens a reasoning model gets, since its
// limit counts what it thinks too. Who wants max_completion_tokens has one, whatever
// it is called: Azure's deployments are named by whoever made them.
const reasoningRoom = 4

var reasoning = regexp.MustCompile(`^(?:o\d|gpt-[5-9])`)

// request is the prompt as chat messages, spelled as the endpoint understands.
// No tools are offered: a model has nothing to act with.
func (w *Writer) request(p copilot.Prompt, s spelling) goopenai.ChatCompletionRequest {
	r := goopenai.ChatCompletionRequest{Model: w.config.Model, Stream: true}
	for _, m := range []goopenai.ChatCompletionMessage{
		{Role: goopenai.ChatMessageRoleSystem, Content: p.System},
		{Role: goopenai.ChatMessageRoleUser, Content: p.User},
	} {
		if m.Content != "" {
			r.Messages = append(r.Messages, m)
		}
	}
	limit := w.config.MaxTokens
	switch s.limit {
	case maxTokens:
		//lint:ignore SA1019 many compatible servers know no other name for it
		r.MaxTokens = limit
	case maxCompletionTokens:
		r.MaxCompletionTokens = limit * reasoningRoom
	}
	if s.usage {
		r.StreamOptions = &goopenai.StreamOptions{IncludeUsage: true}
	}
	return r
}
