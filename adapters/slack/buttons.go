package slack

import (
	"fmt"
	"strconv"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// A button's action_id is "act.approve", or "act.approve?" when it asks something
// first; its value names the draft, the revision and the digest, or the request
// to try again, and ends in a seal over all that and where the button stands. A
// version before made buttons without.
const (
	actPrefix = "act."
	asksFirst = "?"
)

// button is what a click says.
type button struct {
	act      copilot.Act
	asks     bool
	draft    string
	revision int
	digest   string
	request  string // of a retry
	seal     string // "" for a button of a version before, and while it is not sealed
}

// readButton takes a button apart; false for one that is none of a card's. What it
// reads is written the same, to the letter.
func readButton(actionID, value string) (button, bool) {
	b, ok := takeApart(actionID, value)
	return b, ok && b.actionID() == actionID && b.value() == value
}

func takeApart(actionID, value string) (button, bool) {
	name, ok := strings.CutPrefix(actionID, actPrefix)
	if !ok {
		return button{}, false
	}
	var b button
	name, b.asks = strings.CutSuffix(name, asksFirst)
	b.act = copilot.Act(name)
	value, b.seal = chat.CutSeal(value)
	if b.act == copilot.ActRetry {
		b.request = value
		return b, value != ""
	}
	fields := strings.Split(value, "|")
	if len(fields) != 3 {
		return button{}, false
	}
	b.draft, b.digest = fields[0], fields[2]
	revision, err := strconv.Atoi(fields[1])
	b.revision = revision
	return b, err == nil && b.draft != "" && revision > 0
}

func (b button) actionID() string {
	if b.asks {
		return actPrefix + string(b.act) + asksFirst
	}
	return actPrefix + string(b.act)
}

func (b button) value() string {
	about := b.request
	if b.act != copilot.ActRetry {
		about = fmt.Sprintf("%s|%d|%s", b.draft, b.revision, b.digest)
	}
	return chat.WithSeal(about, b.seal)
}

// said is all that the button says but its seal.
func (b button) said() string {
	b.seal = ""
	return b.actionID() + " " + b.value()
}

// actions are the buttons of the card.
func (r renderer) actions() (unit, bool) {
	all := r.card.Actions()
	if len(all) == 0 {
		return unit{}, false
	}
	subject := r.card.Subject()
	var elements []slackgo.BlockElement
	size := 0
	for _, a := range all {
		b := button{
			act: a.Act, asks: len(a.Form) > 0, draft: subject.Draft, revision: subject.Revision,
			digest: subject.Digest, request: r.key,
		}
		e := slackgo.NewButtonBlockElement(b.actionID(), b.value(), plainText(a.Label, maxButton))
		switch {
		case a.Act == copilot.ActApprove:
			e.Style = slackgo.StylePrimary
		case a.Danger:
			e.Style = slackgo.StyleDanger
		}
		e.Confirm = r.confirm(a)
		elements = append(elements, e)
		size += chat.Width(a.Label)
	}
	id := fmt.Sprintf("actions.%s.%d", subject.Draft, subject.Revision)
	return unit{[]slackgo.Block{slackgo.NewActionBlock(id, elements...)}, size}, true
}

// confirm asks once more before what acts at once and cannot be undone, and says
// what there is to check before a signature.
func (r renderer) confirm(a copilot.Action) *slackgo.ConfirmationBlockObject {
	question := chat.Confirm(r.lang, r.card, a)
	if question == "" {
		return nil
	}
	return slackgo.NewConfirmationBlockObject(
		plainText(a.Label, 100), plainText(question, 300),
		plainText(a.Label, 30), plainText(catalogue.Say(r.lang, "chat.cancel", nil), 30))
}
