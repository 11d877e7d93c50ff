package discord

// Types of answers to an interaction.
const (
	replyPong         = 1
	replyMessage      = 4
	replyDefer        = 5 // "…is thinking", to be edited
	replyDeferUpdate  = 6 // nothing to see
	replyUpdate       = 7 // another message in the place of what was clicked on
	replyAutocomplete = 8
	replyModal        = 9
)

// reply is the answer to an interaction, with which it is acknowledged.
type reply struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"` // a payload, a modal, choices or flags
}

// modal is a form.
type modal struct {
	CustomID   string      `json:"custom_id"`  // at most 100 characters
	Title      string      `json:"title"`      // at most 45
	Components []component `json:"components"` // at most 5
}

// deferred says that an answer follows, for everybody or for one person alone.
func deferred(private bool) reply {
	if private {
		return reply{Type: replyDefer, Data: map[string]int{"flags": flagEphemeral}}
	}
	return reply{Type: replyDefer}
}

// whispered is an answer that only the person sees.
func whispered(sentence string) reply {
	p := said(escape(sentence))
	p.Flags |= flagEphemeral
	return reply{Type: replyMessage, Data: p}
}
