package chat

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// LabelOf is the label of a card, "" for one without generated text.
func LabelOf(card copilot.Card) string {
	if blocks := card.Blocks(); len(blocks) > 0 && blocks[0].Kind == copilot.BlockLabel {
		return blocks[0].Text
	}
	return ""
}

// ToCheck is how many findings a card has.
func ToCheck(card copilot.Card) int {
	count := 0
	for _, b := range card.Blocks() {
		if b.Kind == copilot.BlockFindings {
			count = len(b.Items)
		}
	}
	return count
}

// Unsignable says whether a card waits for a signature that nobody may give: its
// readers are told what to type.
func Unsignable(card copilot.Card) bool {
	waits, may := false, false
	for _, a := range card.Actions() {
		waits = waits || a.Act == copilot.ActChanges
		may = may || a.Act == copilot.ActApprove
	}
	blocked := slices.ContainsFunc(card.Blocks(), func(b copilot.Block) bool {
		return slices.ContainsFunc(b.Items, func(i copilot.Item) bool { return i.Blocks })
	})
	return waits && !may && !blocked
}

// Past says why an action is not on a card any more.
func Past(lang string, card copilot.Card) string {
	for _, b := range card.Blocks() {
		if b.Kind == copilot.BlockStamp {
			key := "fault.stale.decided"
			if card.Subject().State == copilot.Superseded {
				key = "chat.past.stamp"
			}
			return catalogue.Say(lang, key, catalogue.Args{"Stamp": b.Text})
		}
	}
	return catalogue.Say(lang, "chat.past", nil)
}

// Confirm is the question that is asked once more before an action that acts at
// once: what cannot be undone, and what has something to check before a signature;
// "" for none.
func Confirm(lang string, card copilot.Card, a copilot.Action) string {
	count := ToCheck(card)
	switch {
	case len(a.Form) > 0:
		return ""
	case a.Act == copilot.ActApprove && count > 0:
		return catalogue.Say(lang, "chat.confirm.approve", catalogue.Args{"Count": count})
	case a.Act == copilot.ActWithdraw: // a sentence without forms takes no count
		return catalogue.Say(lang, "chat.confirm.withdraw", nil)
	default:
		return ""
	}
}

// ShowsText says whether a field of a form has generated text on it.
func ShowsText(f copilot.Field) bool {
	return strings.HasPrefix(f.Name, "text.") || f.Name == "hashtags" || len(f.Options) > 0
}

// Capital begins a label with a capital letter: in a table of options it has none.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// Saved says who may sign off now that a channel's settings are kept.
func Saved(lang string, p copilot.Profile) string {
	if len(p.Signers()) > 0 && p.Strict() {
		return catalogue.Say(lang, "chat.saved.strict", catalogue.Args{"Who": p.SayAuthority(lang)})
	}
	if len(p.Approvers) == 0 {
		return catalogue.Say(lang, "chat.saved.nobody", nil)
	}
	names := make([]string, len(p.Approvers))
	for i, a := range p.Approvers {
		names[i] = a.Name
	}
	return catalogue.Say(lang, "chat.saved", catalogue.Args{"Names": strings.Join(names, ", ")})
}

// Texts are the words of items, in their order.
func Texts(items []copilot.Item) []string {
	all := make([]string, len(items))
	for i, item := range items {
		all[i] = item.Text
	}
	return all
}
