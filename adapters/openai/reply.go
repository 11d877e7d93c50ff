package openai

import (
	"slices"
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot"
)

// again is the piece that takes back all pieces before it.
const again = "\f"

// reply is an answer as it comes in.
type reply struct {
	piece    func(string)
	text     strings.Builder
	thoughts thoughts
	model    string // as the endpoint names it, else as we asked for it
	named    bool
	finish   string
	refused  bool
	usage    copilot.Usage
}

func newReply(piece func(string), model string) *reply {
	if piece == nil {
		piece = func(string) {}
	}
	return &reply{piece: piece, model: model}
}

// add takes one event. whole says that it is the entire answer.
func (r *reply) add(event []byte, whole bool) error {
	k, err := decode(event, whole)
	if err != nil {
		return err
	}
	if k.model != "" && !r.named {
		r.model, r.named = k.model, true
	}
	if k.usage != (copilot.Usage{}) {
		r.usage = k.usage
	}
	r.refused = r.refused || k.refusal || k.finish == "content_filter"
	r.ended(k)
	r.write(k.text)
	return nil
}

// ended notes a finish_reason. It speaks for the text before it: of two the worse
// one stands, and words that come after need another.
func (r *reply) ended(k chunk) {
	switch {
	case r.finish != "" && !finished(r.finish):
	case k.finish != "":
		r.finish = k.finish
	case strings.TrimSpace(k.text) != "":
		r.finish = ""
	}
}

// write passes on what is neither a thought nor space before the first word.
func (r *reply) write(s string) {
	said, takeBack := r.thoughts.filter(s)
	if takeBack && r.text.Len() > 0 {
		r.text.Reset()
		r.piece(again)
	}
	r.say(said)
}

func (r *reply) say(s string) {
	if r.text.Len() == 0 {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
	}
	if s != "" {
		r.text.WriteString(s)
		r.piece(s)
	}
}

// answer is what there is; cut says that the stream broke. A thought that was not
// closed is a cut too: what it swallowed may have been the rest of the text.
func (r *reply) answer(cut bool) (copilot.Answer, error) {
	r.say(r.thoughts.rest())
	switch {
	case r.refused:
		return copilot.Answer{}, errRefused
	case r.text.Len() == 0 && cut:
		return copilot.Answer{}, errBroken
	case r.text.Len() == 0:
		return copilot.Answer{}, errEmpty
	}
	return copilot.Answer{
		Text: r.text.String(), Writer: Name, Model: r.model, Usage: r.usage,
		Incomplete: cut || !finished(r.finish) || r.thoughts.inside != "",
	}, nil
}

// finished says whether a finish_reason means that the model had said all it
// wanted to. None at all means that the end is missing.
func finished(reason string) bool {
	return slices.Contains([]string{"stop", "eos", "eos_token", "end_turn", "stop_sequence"}, strings.ToLower(reason))
}
