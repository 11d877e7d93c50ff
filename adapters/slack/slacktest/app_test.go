package slacktest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// app is an app in HTTP mode that verifies and parses with slack-go.
type app struct {
	t      *testing.T
	secret string

	mu      sync.Mutex
	answer  string // to the next requests; empty for none
	status  int    // 0 for 200
	headers []http.Header
	events  []slackevents.EventsAPIEvent
	raw     [][]byte // the payloads, as JSON
	clicks  []slack.InteractionCallback
	typed   []slack.SlashCommand
}

// listening is an app in HTTP mode, connected to a Slack.
func listening(t *testing.T, s *Slack) *app {
	t.Helper()
	a := &app{t: t, secret: s.Options().SigningSecret}
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	s.ConnectHTTP(server.URL)
	return a
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	a.verify(r, body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	a.mu.Lock()
	defer a.mu.Unlock()
	a.headers = append(a.headers, r.Header)
	switch r.URL.Path {
	case "/slack/events":
		a.event(w, body)
	case "/slack/commands":
		c, err := slack.SlashCommandParse(r)
		a.check(err)
		a.typed = append(a.typed, c)
		a.raw = append(a.raw, encode(formMap(r)))
	case "/slack/interactions":
		i, err := slack.InteractionCallbackParse(r)
		a.check(err)
		a.clicks = append(a.clicks, i)
		a.raw = append(a.raw, []byte(r.PostForm.Get("payload")))
	}
	if a.status != 0 {
		w.WriteHeader(a.status)
	}
	if a.answer != "" {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, a.answer)
	}
}

func (a *app) event(w http.ResponseWriter, body []byte) {
	e, err := slackevents.ParseEvent(body, slackevents.OptionNoVerifyToken())
	a.check(err)
	a.events = append(a.events, e)
	a.raw = append(a.raw, body)
	if e.Type == slackevents.URLVerification {
		var c slackevents.ChallengeResponse
		a.check(json.Unmarshal(body, &c))
		_, _ = io.WriteString(w, c.Challenge)
	}
}

func (a *app) verify(r *http.Request, body []byte) {
	v, err := slack.NewSecretsVerifier(r.Header, a.secret)
	a.check(err)
	_, err = v.Write(body)
	a.check(err)
	a.check(v.Ensure())
}

func (a *app) check(err error) {
	if err != nil {
		a.t.Errorf("slack-go does not understand the fake: %v", err)
	}
}

// answers sets what the app answers from now on.
func (a *app) answers(status int, body string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.status, a.answer = status, body
}

// last is the latest payload, as JSON.
func (a *app) last() []byte {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.raw) == 0 {
		a.t.Fatal("nothing was delivered")
	}
	return a.raw[len(a.raw)-1]
}

func (a *app) click() slack.InteractionCallback {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.clicks) == 0 {
		a.t.Fatal("no interaction was delivered")
	}
	return a.clicks[len(a.clicks)-1]
}

func formMap(r *http.Request) map[string]string {
	all := map[string]string{}
	for name := range r.PostForm {
		all[name] = r.PostForm.Get(name)
	}
	return all
}

// client speaks to a Slack with slack-go.
func client(s *Slack) *slack.Client {
	return slack.New(s.Options().BotToken, slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(s.Options().AppToken))
}

// card is a message with a button and a select, as an adapter would post it.
func card(text string) []slack.MsgOption {
	plain := func(t string) *slack.TextBlockObject {
		return slack.NewTextBlockObject(slack.PlainTextType, t, false, false)
	}
	one := slack.NewOptionBlockObject("one", plain("One"), nil)
	two := slack.NewOptionBlockObject("two", plain("Two"), nil)
	return []slack.MsgOption{
		slack.MsgOptionText(text, true), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "draft", EventPayload: map[string]any{"id": "d1"}}),
		slack.MsgOptionBlocks(
			slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, "*"+text+"*", false, false), nil, nil),
			slack.NewActionBlock("b1", slack.NewButtonBlockElement("approve", "d1", plain("Approve")),
				slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Which?"), "variant", one, two)),
		),
	}
}

// form is a modal with one input of each kind a product uses.
func form() slack.ModalViewRequest {
	plain := func(t string) *slack.TextBlockObject {
		return slack.NewTextBlockObject(slack.PlainTextType, t, false, false)
	}
	wish := slack.NewPlainTextInputBlockElement(nil, "wish")
	wish.InitialValue = "shorter"
	wish.MaxLength = 20
	tone := slack.NewRadioButtonsBlockElement("tone", slack.NewOptionBlockObject("warm", plain("Warm"), nil), slack.NewOptionBlockObject("dry", plain("Dry"), nil))
	who := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeUser, plain("Who"), "who")
	optional := slack.NewInputBlock("who", plain("Who"), plain("Optional"), who)
	optional.Optional = true
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain("Changes"), Submit: plain("Send"), CallbackID: "changes", PrivateMetadata: "d1",
		NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("wish", plain("Wish"), nil, wish), slack.NewInputBlock("tone", plain("Tone"), nil, tone), optional,
		}},
	}
}
