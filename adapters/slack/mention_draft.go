package slack

import (
	"context"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// maxLooked bounds how many messages are looked up before a mention is
// acknowledged: the newest drafts are what people answer to.
const maxLooked = 10

// maxOwn is how many drafts are gone through for those that are somebody's alone.
const maxOwn = 200

// draftOf is the newest draft that a thread is about: asked for in it, or shown in
// the message it hangs on. One that is decided is the ground for another. What is
// somebody's alone is found only in their direct conversation, where it is shown:
// elsewhere others would read the answer to it.
func (d *Door) draftOf(ctx context.Context, p copilot.Person, at copilot.Place) (copilot.Draft, bool, error) {
	if at.Thread == "" {
		return copilot.Draft{}, false, nil
	}
	asked := copilot.Filter{Tenant: at.Tenant(), Channel: at.Channel}
	if direct(at) {
		asked.Channel, asked.For, asked.Limit = "", p, maxOwn
	}
	recent, err := d.core.Drafts(ctx, asked)
	if err != nil {
		return copilot.Draft{}, false, err
	}
	looked := 0
	for _, draft := range recent {
		here := draft.Place.Channel == at.Channel
		switch {
		case here && draft.Place.Thread == at.Thread:
			return draft, true, nil
		case !draft.Private && (!here || draft.Place.Thread != ""), looked == maxLooked:
			continue // it is shown in a thread of its own, or elsewhere
		}
		looked++
		message, err := d.core.Shown(ctx, draft)
		if err == nil && strings.HasPrefix(message+",", at.Channel+":"+at.Thread+",") {
			return draft, true, nil
		}
	}
	return copilot.Draft{}, false, nil
}

// direct says whether a place is the direct conversation of the bot with somebody.
func direct(at copilot.Place) bool { return strings.HasPrefix(at.Channel, "D") }

// changing is a request for a change of a draft. One that is somebody's alone stays
// so, and about the conversation it was made of.
func changing(r copilot.Request, draft copilot.Draft, words string) copilot.Request {
	r.Draft, r.Text, r.Private = draft.ID, words, draft.Private
	if draft.Private {
		r.Place = draft.Place
	}
	return r
}
