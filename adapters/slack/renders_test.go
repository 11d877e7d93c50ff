package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/chat/platformtest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/hostiletest"
)

const slackLink = "https://acme.slack.com/archives/C0LAUNCH01/p1773133200000100"

// TestHostileRenders: whatever stands wherever on a card, in no message, notification,
// form or Home of Slack is anything alive, unseen, unlabelled or taken for ours.
func TestHostileRenders(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"ok":true,"url":"https://acme.slack.com/","team_id":"T1","user_id":"U1"}`))
	}))
	t.Cleanup(server.Close)
	c := NewChat(ChatOptions{BotToken: copilot.NewSecret("xoxb-x"), URL: server.URL, Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(func() { c.Close(context.Background()) })
	gallery := hostiletest.Open(t, copilot.Place{Platform: Platform, Workspace: "T1", Channel: "C0LAUNCH01"}, slackLink)
	messages, notes := hostiletest.NewJury(t, "messages in Slack"), hostiletest.NewJury(t, "notifications of Slack")
	forms, homes := hostiletest.NewJury(t, "forms in Slack"), hostiletest.NewJury(t, "the App Home of Slack")
	for _, said := range hostiletest.Texts(t) {
		for _, p := range gallery.Pieces(said) {
			at := copilot.Spot{Place: gallery.At, Key: "k"}
			if p.Draft.Private {
				at.For = copilot.Person{Platform: Platform, ID: "U0LEA00001"}
			}
			for n, sent := range c.parts(t.Context(), at, p.Card) {
				messages.Judge(p, append(wrongIn(p, sent.blocks, 2), continued(sent, n)...))
				notes.Judge(p, wrongNote(p, sent.text))
			}
			for _, a := range p.Card.Actions() {
				if len(a.Form) > 0 {
					view := actionForm("en", form{Place: gallery.At}, p.Card, a)
					labels := 0
					if slices.ContainsFunc(a.Form, chat.ShowsText) {
						labels = 2
					}
					forms.Judge(p, wrongIn(p, view.Blocks.BlockSet, labels))
				}
			}
			if p.Card.Subject().Draft != "" {
				e := entry{draft: p.Draft, card: p.Card, channel: "launch", link: slackLink}
				homes.Judge(p, wrongIn(p, homeView{lang: "en"}.entry(e)[1:], 1))
			}
		}
	}
	messages.Close(hostiletest.Places...)
	notes.Close(hostiletest.Places...)
	forms.Close("text", "hashtags", "point", "fact", "name")
	homes.Close("text", "hashtags", "point", "name", "signed")
}

// continued wants a card's buttons on its last message alone; n is the message's number.
func continued(p part, n int) []string {
	if n > 0 && len(p.blocks) < 3 {
		return []string{"a continuation of nothing"}
	}
	return nil
}

// wrongNote is what is wrong with the text of a notification: one line, label first.
func wrongNote(p hostiletest.Piece, said string) []string {
	wrong := slices.Concat(hostiletest.Label(p.Card), hostiletest.Unseen(unescape(said)), alive(said))
	if label := chat.LabelOf(p.Card); label != "" && !strings.HasPrefix(unescape(said), label) || strings.Contains(said, "\n") {
		wrong = append(wrong, "the label is not first: "+said)
	}
	return wrong
}

// elements are all that Slack is sent of a card, and its forms.
var elements = []string{
	"section", "mrkdwn", "plain_text", "context", "header", "rich_text", "rich_text_quote", "text", "actions", "button", "divider", "input",
	"plain_text_input", "radio_buttons", "static_select",
}

var angled = regexp.MustCompile(`<[^>]*>?`)

// ourLink is what our own links and times look like: to messages of the workspace.
var ourLink = regexp.MustCompile(`^<(?:!date\^\d+\^[^^<>]*\^)?https://acme\.slack\.com/archives/C0LAUNCH01/p\d+(?:\?[^|<>]*)?\|[^<>]*>$|^<https://acme\.slack\.com/archives/C0LAUNCH01\|[^<>]*>$`)

// alive is what of mrkdwn is no plain text, and not ours.
func alive(said string) []string {
	var all []string
	for _, found := range angled.FindAllString(said, -1) {
		if !ourLink.MatchString(found) {
			all = append(all, "it is alive: "+found)
		}
	}
	return all
}

// wrongIn is what is wrong with blocks that must show the label so many times.
func wrongIn(p hostiletest.Piece, blocks []slackgo.Block, labels int) []string {
	raw, err := json.Marshal(blocks)
	if err != nil {
		return []string{err.Error()}
	}
	var sent []any
	if err := json.Unmarshal(raw, &sent); err != nil {
		return []string{err.Error()}
	}
	wrong := hostiletest.Label(p.Card)
	label := chat.LabelOf(p.Card)
	if label != "" && labels > 0 && (!strings.Contains(said(sent[0]), label) || labels > 1 && !strings.Contains(said(sent[len(sent)-1]), label)) {
		wrong = append(wrong, "the label is not first and last")
	}
	platformtest.Walk(sent, func(o map[string]any) {
		kind, _ := o["type"].(string)
		text, _ := o["text"].(string)
		if kind != "" && !slices.Contains(elements, kind) {
			wrong = append(wrong, "an element of type "+kind)
		}
		if id, _ := o["action_id"].(string); kind == "button" && !strings.HasPrefix(id, "act.") && !strings.HasPrefix(id, "home.") {
			wrong = append(wrong, "a button "+id)
		}
		if kind == "mrkdwn" {
			wrong = append(wrong, alive(text)...)
			if o["verbatim"] != true {
				wrong = append(wrong, "not verbatim")
			}
		}
		if kind == "plain_text" && o["emoji"] == true {
			wrong = append(wrong, "emoji are made of "+text)
		}
		if o["url"] != nil && o["url"] != slackLink || o["image_url"] != nil || o["style"] == "link" {
			wrong = append(wrong, fmt.Sprintf("it leads away: %v", o))
		}
		wrong = append(wrong, hostiletest.Unseen(unescape(text))...)
	})
	var around strings.Builder
	for _, b := range sent {
		if o, _ := b.(map[string]any); o["type"] != "rich_text" && o["type"] != "input" {
			around.WriteString(said(b) + "\n")
		}
		wrong = append(wrong, hostiletest.Foreign(p, said(b), "https://acme.slack.com/")...)
	}
	if got, most := hostiletest.Chrome(around.String()), hostiletest.Framed(p.Card, labels); got > most {
		wrong = append(wrong, fmt.Sprintf("%d lines like ours, of %d, in %.900q", got, most, around.String()))
	}
	return wrong
}

// said is the text in a block, unescaped, a line for each piece.
func said(block any) string {
	var b strings.Builder
	platformtest.Walk(block, func(o map[string]any) {
		if text, ok := o["text"].(string); ok {
			b.WriteString(unescape(text) + "\n")
		}
	})
	return b.String()
}

// TestMarkedAsAWhole: an emoji of several code points is not taken apart by a mark on one.
func TestMarkedAsAWhole(t *testing.T) {
	raw, err := json.Marshal(quote("1\ufe0f\u20e3 2\ufe0f\u20e3", 0, []copilot.Mark{{Start: 4, End: 5}}))
	if err != nil || !strings.Contains(string(raw), "\"text\":\"2\ufe0f\u20e3\"") {
		t.Errorf("it is sent as %s, %v", raw, err)
	}
}
