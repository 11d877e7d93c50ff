package discord

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/hostiletest"
)

const discordLink = "https://discord.com/channels/1100000000000000001/1500000000000000001/1600000000000000001"

// TestHostileRenders: whatever stands wherever on a card, in no message or form of
// Discord is anything alive, unseen, unlabelled or taken for ours.
func TestHostileRenders(t *testing.T) {
	t.Parallel()
	gallery := hostiletest.Open(t, copilot.Place{Platform: Platform, Workspace: "1100000000000000001", Channel: "1500000000000000001"}, discordLink)
	messages, forms := hostiletest.NewJury(t, "messages in Discord"), hostiletest.NewJury(t, "forms in Discord")
	for _, said := range hostiletest.Texts(t) {
		for _, p := range gallery.Pieces(said) {
			o := layout{key: "k"}
			if p.Draft.Private {
				o.about = discordLink
			}
			for _, sent := range lay(p.Card, o) {
				messages.Judge(p, wrongMessage(p, sent))
			}
			for _, a := range p.Card.Actions() {
				if len(a.Form) == 0 {
					continue
				}
				if inputs, err := actionInputs(p.Card, a); err == nil {
					forms.Judge(p, wrongForm(p, a, inputs))
				}
			}
		}
	}
	messages.Close(hostiletest.Places...)
	forms.Close("text", "hashtags", "point", "fact", "name")
}

var (
	fences = regexp.MustCompile("(?s)^```\n.*\n```$")
	called = regexp.MustCompile(`@everyone|@here|<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|</[^>]+:\d+>|<t:|<id:`)
	masked = regexp.MustCompile(`\[[^\]]*\]\(<?([^)>\s]*)`)
	ours   = []string{"https://discord.com/channels/"}
)

// spans are code within a text, in which nothing is alive.
var spans = regexp.MustCompile("(?s)```.*?```|``.+?``|`[^`]+`")

// bare is markdown without what is escaped in it: what is left could mean something.
var bare = regexp.MustCompile(`\\.`)

// aliveIn is what of a text in markdown calls somebody or leads somewhere, and is not ours.
func aliveIn(p hostiletest.Piece, said string) []string {
	if fences.MatchString(said) {
		return nil // a block of code, in which nothing is alive
	}
	left := spans.ReplaceAllString(bare.ReplaceAllString(said, ""), "")
	var all []string
	for _, found := range called.FindAllString(left, -1) {
		if found != "<t:" || strings.Count(left, "<t:") > times(p) {
			all = append(all, "it is alive: "+found)
		}
	}
	for _, found := range masked.FindAllStringSubmatch(left, -1) {
		if !strings.HasPrefix(found[1], ours[0]) {
			all = append(all, "it leads to "+found[1])
		}
	}
	return append(all, hostiletest.Foreign(p, left, ours...)...)
}

// times are the moments that a card shows as its reader's clock has them.
func times(p hostiletest.Piece) int {
	n := 0
	for _, b := range p.Card.Blocks() {
		for _, item := range b.Items {
			n += len(item.Cites)
		}
	}
	return n
}

// wrongMessage is what is wrong with a message of a card.
func wrongMessage(p hostiletest.Piece, sent payload) []string {
	wrong := hostiletest.Label(p.Card)
	label := chat.LabelOf(p.Card)
	first, _, _ := strings.Cut(sent.Content, "\n")
	last := sent.Embeds[len(sent.Embeds)-1].Footer
	if label != "" && (!strings.HasSuffix(first, " **"+escape(label)+"**") || last == nil || !strings.HasSuffix(last.Text, label)) {
		wrong = append(wrong, fmt.Sprintf("the label is not first and last: %q, %+v", first, last))
	}
	if sent.Mentions != (allowedMentions{}) {
		wrong = append(wrong, "it may mention")
	}
	around := sent.Content + "\n"
	for _, text := range append([]string{sent.Content}, embedded(sent)...) {
		wrong = append(wrong, aliveIn(p, text)...)
		wrong = append(wrong, hostiletest.Unseen(text)...)
	}
	for _, e := range sent.Embeds {
		around += e.Title + "\n"
		if e.Footer != nil {
			around += e.Footer.Text + "\n"
		}
		if !isText(p, e.Description) {
			around += e.Description + "\n"
		}
	}
	if got, most := hostiletest.Chrome(bare.ReplaceAllStringFunc(around, func(s string) string { return s[1:] })), hostiletest.Framed(p.Card, 2); got > most {
		wrong = append(wrong, fmt.Sprintf("%d lines like ours, of %d, in %.900q", got, most, around))
	}
	for _, row := range sent.Components {
		for _, b := range row.Components {
			if !strings.HasPrefix(b.CustomID, "act.") {
				wrong = append(wrong, "a button "+b.CustomID)
			}
		}
	}
	return wrong
}

func embedded(sent payload) []string {
	var all []string
	for _, e := range sent.Embeds {
		all = append(all, e.Title, e.Description)
	}
	return all
}

// isText says whether an embed holds a piece of a text and nothing else.
func isText(p hostiletest.Piece, description string) bool {
	plain := func(s string) string {
		return strings.NewReplacer(`\`, "", underline, "", "```", "", "_", "").Replace(s)
	}
	return description != "" && slices.ContainsFunc(p.Card.Blocks(), func(b copilot.Block) bool {
		return b.Kind == copilot.BlockText && (strings.Contains(plain(b.Text), plain(description)) || strings.Contains(plain(b.Copy), strings.Trim(plain(description), "\n")))
	})
}

// wrongForm is what is wrong with the inputs of an action.
func wrongForm(p hostiletest.Piece, a copilot.Action, inputs []component) []string {
	wrong := hostiletest.Label(p.Card)
	for i, c := range inputs {
		if c.Type == componentTextDisplay {
			wrong = append(wrong, aliveIn(p, c.Content)...)
			wrong = append(wrong, hostiletest.Unseen(c.Content)...)
			if slices.ContainsFunc(a.Form, chat.ShowsText) && (i > 0 || !strings.HasPrefix(c.Content, "✏️ **"+escape(chat.LabelOf(p.Card))+"**")) {
				wrong = append(wrong, "the label is not first: "+c.Content)
			}
		}
		said := c.Label + c.Description
		if c.Component != nil {
			said += c.Component.Value
			for _, o := range c.Component.Options {
				said += o.Label + o.Description
			}
		}
		wrong = append(wrong, hostiletest.Unseen(said)...)
		wrong = append(wrong, hostiletest.Foreign(p, said)...)
	}
	return wrong
}
