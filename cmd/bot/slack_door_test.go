package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

const slackChannel = "C0LAUNCH"

// slackStage is the Slack adapter before a Slack of its own.
func slackStage(t testing.TB, w copilot.Writer, o slacktest.Options) (*stage, *slackDoor) {
	s := newStage(t, w)
	o.Now, o.Signing = s.core.Now, s.core.Now
	fake := slacktest.New(t, o)
	d := &slackDoor{Slack: fake, chatDoor: chatDoor{
		stage: s, at: copilot.Place{Platform: slack.Platform, Workspace: fake.Options().Team, Channel: slackChannel},
		ids: map[string]string{"lea": "U0LEA", "marc": "U0MARC"},
	}}
	for _, name := range []string{"lea", "marc"} {
		p := d.person(name)
		fake.User(slacktest.User{ID: p.ID, Name: name, RealName: p.Name, Locale: map[string]string{"en": "en-US", "fr": "fr-FR"}[p.Locale], Admin: name == "marc"})
	}
	fake.Channel(slacktest.Channel{ID: slackChannel, Name: "launch", BotIn: true, Members: []string{d.person("lea").ID, d.person("marc").ID}})
	options := fake.Options()
	chat := slack.NewChat(slack.ChatOptions{BotToken: copilot.NewSecret(options.BotToken), AppToken: copilot.NewSecret(options.AppToken), URL: fake.APIURL(), Now: s.core.Now, Log: s.core.Log})
	d.Door = slack.NewDoor(s.core, chat, slack.DoorOptions{Now: s.core.Now, Log: s.core.Log})
	s.core.Chats[slack.Platform] = chat
	s.door = d
	t.Cleanup(func() { d.Wait(); chat.Close(context.Background()) })
	return s, d
}

func slackOverHTTP(t testing.TB, w copilot.Writer) *stage {
	s, d := slackStage(t, w, slacktest.Options{})
	server, err := slack.NewServer(d.Door, copilot.NewSecret(d.Options().SigningSecret))
	if err != nil {
		t.Fatal(err)
	}
	d.ConnectHTTP(frontOf(t, server))
	s.start()
	return s
}

func slackOverSocket(t testing.TB, w copilot.Writer) *stage {
	s, d := slackStage(t, w, slacktest.Options{})
	socket := slack.NewSocket(d.Door, 0)
	s.run(func(ctx context.Context) { _ = socket.Run(ctx) })
	d.AwaitConnections(2)
	s.start()
	return s
}

// slackDoor uses Slack as people do.
type slackDoor struct {
	*slacktest.Slack
	*slack.Door
	chatDoor
}

func (d *slackDoor) visible(_ context.Context, _ *testing.T, who string) string {
	d.Wait()
	return d.Visible(d.person(who).ID, slackChannel)
}

// say types a message or a command. The form that a command without words opens
// is sent as it is, for everybody to see the answer; one that asks for words says
// what it wants.
func (d *slackDoor) say(_ context.Context, t *testing.T, who, line string) string {
	user := d.person(who).ID
	if !strings.HasPrefix(line, "/") {
		d.Say(user, slackChannel, "", line)
		return ""
	}
	name, text, _ := strings.Cut(line, " ")
	return d.told(t, user, func() slacktest.Reply { return d.Command(user, slackChannel, name, text) }, map[string]string{"share": "channel"})
}

func (d *slackDoor) click(ctx context.Context, t *testing.T, who string, about copilot.Subject, act copilot.Act, form map[string]string) string {
	user := d.person(who).ID
	channel, ts, _ := strings.Cut(d.shown(ctx, t, about), ":")
	ts = ts[strings.LastIndex(ts, ",")+1:]
	id := "act." + string(act)
	if len(form) > 0 {
		id += "?"
	}
	filled := map[string]string{}
	for name, value := range form {
		if strings.HasPrefix(name, "text.") {
			name += "/0"
		}
		filled[name] = value
	}
	return d.told(t, user, func() slacktest.Reply {
		m, _ := d.Message(channel, ts)
		for _, a := range m.Actions() {
			if a.ID == id {
				return d.Click(user, channel, ts, id)
			}
		}
		value := fmt.Sprintf("%s|%d|%s", about.Draft, about.Revision, about.Digest)
		return d.ForgeClick(user, channel, ts, id, value+d.seal(d.Options().BotToken, channel, ts, id+" "+value))
	}, filled)
}

// told does something and returns what only the person is told of it: in the
// acknowledgement, in an ephemeral message, or in a modal. A modal that asks is
// filled in and sent.
func (d *slackDoor) told(t *testing.T, user string, do func() slacktest.Reply, fill map[string]string) string {
	t.Helper()
	before := len(d.Ephemerals(user))
	reply := do()
	d.Wait()
	if view, ok := d.View(user); ok {
		switch {
		case view.CallbackID == "wait": // a sentence
			d.CloseView(user)
			return sentenceOf(view)
		case strings.Contains(view.Plain(), "Say what it should be about"):
			d.CloseView(user)
			return between(view.Plain(), "Say what", "12 March")
		}
		reply = d.Submit(user, "", fit(view, fill))
		d.Wait()
		if errors, ok := reply.JSON["errors"].(map[string]any); ok {
			d.CloseView(user)
			for _, sentence := range errors {
				return fmt.Sprint(sentence)
			}
		}
	}
	if text, ok := reply.JSON["text"].(string); ok {
		return unescaped(text)
	}
	if all := d.Ephemerals(user); len(all) > before {
		return unescaped(all[len(all)-1].Text)
	}
	return ""
}

// fit keeps the answers that the form asks for.
func fit(v slacktest.View, fill map[string]string) map[string]string {
	kept := map[string]string{}
	for name, value := range fill {
		if strings.Contains(string(v.Blocks), fmt.Sprintf("%q", name)) {
			kept[name] = value
		}
	}
	return kept
}

func between(s, from, to string) string {
	start := strings.Index(s, from)
	end := strings.Index(s[start:], to)
	return s[start : start+end+len(to)]
}

// sentenceOf is what a modal that asks nothing says.
func sentenceOf(v slacktest.View) string {
	lines := strings.Split(strings.TrimSpace(v.Plain()), "\n")
	longest := ""
	for _, line := range lines {
		if len(line) > len(longest) {
			longest = line
		}
	}
	return strings.TrimSpace(longest)
}

func unescaped(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}
