package discord

import (
	"cmp"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// A button's custom_id is "act.approve", a mark, and what it is about: the draft,
// the revision and the digest, or the request to try again; then a seal over all that
// and where the button stands. A version before made buttons without.
const (
	actPrefix    = "act."
	asksFirst    = "?" // it opens a modal
	confirmFirst = "*" // it asks whether one is sure
	isSure       = "!" // it is the answer to that
	maxCustomID  = 100
)

// button is what a click says.
type button struct {
	act      copilot.Act
	asks     bool
	confirm  bool
	sure     bool
	draft    string
	revision int
	digest   string // 64 hexadecimal digits
	request  string // of a retry
	seal     string // "" for a button of a version before, and while it is not sealed
}

// short are the names of acts that are too long beside a digest and a seal. A version
// before wrote them out.
var short = map[copilot.Act]string{copilot.ActChanges: "changes", copilot.ActFollowUp: "follow"}

// actOf is the act that a button names.
func actOf(name string) copilot.Act {
	for act, is := range short {
		if name == is {
			return act
		}
	}
	return copilot.Act(name)
}

// readButton takes a custom_id apart; false for one that is none of a card's. What is
// sealed is written the same, to the letter.
func readButton(customID string) (button, bool) {
	b, ok := takeApart(customID)
	return b, ok && (b.seal == "" || b.customID() == customID)
}

func takeApart(customID string) (button, bool) {
	customID, seal := chat.CutSeal(customID)
	rest, ok := strings.CutPrefix(customID, actPrefix)
	name, about, found := strings.Cut(rest, "|")
	if !ok || !found {
		return button{}, false
	}
	b := button{seal: seal}
	name, b.asks = strings.CutSuffix(name, asksFirst)
	name, b.confirm = strings.CutSuffix(name, confirmFirst)
	name, b.sure = strings.CutSuffix(name, isSure)
	b.act = actOf(name)
	if b.act == copilot.ActRetry {
		b.request = about
		return b, about != ""
	}
	fields := strings.Split(about, "|")
	if len(fields) != 3 || name == "" {
		return button{}, false
	}
	revision, err := strconv.Atoi(fields[1])
	digest, broken := base64.RawURLEncoding.DecodeString(fields[2])
	b.draft, b.revision, b.digest = fields[0], revision, hex.EncodeToString(digest)
	return b, err == nil && broken == nil && len(digest) == digestSize && b.draft != "" && revision > 0
}

// digestSize is that of a SHA-256, in bytes.
const digestSize = 32

// customID is what readButton reads: at most 100 characters for a draft of the core.
func (b button) customID() string {
	name := actPrefix + cmp.Or(short[b.act], string(b.act))
	switch {
	case b.asks:
		name += asksFirst
	case b.confirm:
		name += confirmFirst
	case b.sure:
		name += isSure
	}
	if b.act == copilot.ActRetry {
		return chat.WithSeal(name+"|"+b.request, b.seal)
	}
	digest, err := hex.DecodeString(b.digest)
	if err != nil { // the core writes none other
		digest = nil
	}
	about := fmt.Sprintf("%s|%s|%d|%s", name, b.draft, b.revision, base64.RawURLEncoding.EncodeToString(digest))
	return chat.WithSeal(about, b.seal)
}

// said is all that the button says but its seal.
func (b button) said() string {
	b.seal = ""
	return b.customID()
}

// maxRow is how many buttons stand in a row.
const maxRow = 5

// rows are the buttons of the card, key being what it answers; empty, never nil, for
// a card without any, so that an edit takes the old ones away.
func rows(card copilot.Card, key string) []component {
	all := []component{}
	subject := card.Subject()
	for i, a := range card.Actions() {
		if i%maxRow == 0 {
			all = append(all, component{Type: componentRow})
		}
		b := button{
			act: a.Act, asks: len(a.Form) > 0, confirm: chat.Confirm("", card, a) != "", draft: subject.Draft,
			revision: subject.Revision, digest: subject.Digest, request: key,
		}
		row := &all[len(all)-1]
		row.Components = append(row.Components, b.component(a))
	}
	return all
}

// maxButton is how long a button's words may be.
const maxButton = 80

func (b button) component(a copilot.Action) component {
	style := styleSecondary
	switch {
	case a.Act == copilot.ActApprove:
		style = styleSuccess
	case a.Danger:
		style = styleDanger
	}
	return component{Type: componentButton, Style: style, Label: chat.Short(a.Label, maxButton), CustomID: b.customID()}
}

// confirmation asks the person who clicked, and nobody else, whether they are sure;
// b is the button that was clicked, a its action on the card as it is now.
func confirmation(lang string, card copilot.Card, a copilot.Action, b button) payload {
	b.asks, b.confirm, b.sure, b.seal = false, false, true, ""
	again := b.component(a)
	if a.Act != copilot.ActApprove {
		again.Style = styleDanger
	}
	p := said(escape(chat.Confirm(lang, card, a)))
	p.Flags |= flagEphemeral
	p.Components = []component{{Type: componentRow, Components: []component{again}}}
	return p
}
