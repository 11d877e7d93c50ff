package discord

import "github.com/brouillon/brouillon/adapters/chat"

// payload is a message as it is sent, created or edited. What is absent in an edit
// stays as it was, so that content, embeds and components are always there.
type payload struct {
	Content      string          `json:"content"`
	Embeds       []embed         `json:"embeds"`
	Components   []component     `json:"components"`
	Mentions     allowedMentions `json:"allowed_mentions"`
	Flags        int             `json:"flags,omitempty"`
	Reference    *reference      `json:"message_reference,omitempty"` // what it replies to
	Nonce        string          `json:"nonce,omitempty"`             // at most 25 characters
	EnforceNonce bool            `json:"enforce_nonce,omitempty"`
}

// allowedMentions allows none (P7): the zero value says so in as many words, since
// what is absent allows some.
type allowedMentions struct{}

// MarshalJSON writes that nobody is to be mentioned.
func (allowedMentions) MarshalJSON() ([]byte, error) { return []byte(`{"parse":[]}`), nil }

// embed is a framed part of a message. Embeds never mention anybody.
type embed struct {
	Title       string       `json:"title,omitempty"`       // at most 256 characters
	Description string       `json:"description,omitempty"` // at most 4,096
	Color       int          `json:"color,omitempty"`
	Footer      *embedFooter `json:"footer,omitempty"`
}

// embedFooter is small print below an embed, in which nothing is markup.
type embedFooter struct {
	Text string `json:"text"` // at most 2,048 characters
}

// maxContent is how long the content of a message may be, in characters.
const maxContent = 2_000

// said is a message of words alone, whose links are not unfurled.
func said(words string) payload {
	return payload{Content: chat.Short(words, maxContent), Embeds: []embed{}, Components: []component{}, Flags: flagSuppressEmbeds}
}
