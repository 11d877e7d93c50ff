package main

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

const discordChannel = "1500000000000000001"

// discordStage is the Discord adapter before a Discord of its own.
func discordStage(t testing.TB, w copilot.Writer) (*stage, *discordDoor) {
	s := newStage(t, w)
	return s, discordOn(t, s, discordtest.Options{})
}

// discordOn puts a stage before a Discord with other options; its clock is the stage's.
func discordOn(t testing.TB, s *stage, o discordtest.Options) *discordDoor {
	t.Helper()
	o.Now = s.core.Now
	fake := discordtest.New(t, o)
	d := &discordDoor{Discord: fake, chatDoor: chatDoor{
		stage: s, at: copilot.Place{Platform: discord.Platform, Workspace: fake.Options().Guild, Channel: discordChannel},
		ids: map[string]string{"lea": "1300000000000000001", "marc": "1300000000000000002"},
	}}
	for _, name := range []string{"lea", "marc"} {
		p := d.person(name)
		fake.User(discordtest.User{ID: p.ID, Name: name, GlobalName: p.Name, Locale: map[string]string{"en": "en-US", "fr": "fr"}[p.Locale]})
	}
	fake.Channel(discordtest.Channel{ID: discordChannel, Name: "launch"})
	chat, err := discord.NewChat(discord.ChatOptions{Token: copilot.NewSecret(fake.Options().Token), URL: fake.APIURL(), Now: s.core.Now, Log: s.core.Log})
	if err != nil {
		t.Fatal(err)
	}
	registered(t, fake)
	d.chat = chat
	d.Door = discord.NewDoor(s.core, chat, discord.DoorOptions{Now: s.core.Now, Log: s.core.Log})
	s.core.Chats[discord.Platform] = chat
	s.door = d
	t.Cleanup(func() { d.Wait(); chat.Close(context.Background()) })
	return d
}

// registered puts our commands there, and one that Discord still shows though it is
// ours no more: a name that nobody could type otherwise.
func registered(t testing.TB, fake *discordtest.Discord) {
	t.Helper()
	commands, err := discord.Commands()
	if err != nil {
		t.Fatal(err)
	}
	gone := `,{"name":"drafft","description":"Gone","options":[{"type":3,"name":"text","description":"Text"}]}]`
	fake.Register(strings.TrimSuffix(strings.TrimSpace(string(commands)), "]") + gone)
}

func discordOverHTTP(t testing.TB, w copilot.Writer) *stage {
	s, d := discordStage(t, w)
	server, err := discord.NewServer(d.Door, d.Options().PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	d.ConnectHTTP(frontOf(t, server))
	s.start()
	return s
}

func discordOverGateway(t testing.TB, w copilot.Writer) *stage {
	s, d := discordStage(t, w)
	gateway := d.chat.Gateway(d.Door, s.store, memory.ErrTaken)
	s.run(func(ctx context.Context) { _ = gateway.Run(ctx) })
	d.Await("a session", func() bool { return gateway.Connections() == 1 })
	s.start()
	return s
}

// discordDoor uses Discord as people do.
type discordDoor struct {
	*discordtest.Discord
	*discord.Door
	chatDoor
	chat *discord.Chat
}

func (d *discordDoor) visible(_ context.Context, _ *testing.T, who string) string {
	d.Wait()
	return d.Visible(d.person(who).ID, discordChannel)
}

// say types a message or a command, whose options may stand in its text. A form that
// asks for words says what it wants.
func (d *discordDoor) say(_ context.Context, t *testing.T, who, line string) string {
	user := d.person(who).ID
	if !strings.HasPrefix(line, "/") {
		d.Say(user, discordChannel, line)
		return ""
	}
	name, text, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
	options := map[string]any{}
	if text != "" {
		options["text"] = text
	}
	if name == "summarize" {
		options["share"] = "channel"
	}
	reply := d.Command(user, discordChannel, name, options)
	d.Wait()
	if form, ok := d.Modal(user); ok {
		d.CloseModal(user)
		return between(form.Plain(), "Say what", "12 March")
	}
	return d.told(user, reply)
}

func (d *discordDoor) click(ctx context.Context, t *testing.T, who string, about copilot.Subject, act copilot.Act, form map[string]string) string {
	user := d.person(who).ID
	message := d.shown(ctx, t, about)
	id := message[strings.LastIndexAny(message, ":,")+1:]
	reply := d.press(t, user, id, about, act)
	d.Wait()
	if _, asks := d.Modal(user); asks {
		reply = d.Submit(user, discordAnswers(form))
		d.Wait()
	}
	return d.told(user, reply)
}

// press clicks the button of an act, or one that is not there any more.
func (d *discordDoor) press(t *testing.T, user, message string, about copilot.Subject, act copilot.Act) discordtest.Reply {
	t.Helper()
	name := "act." + cmp.Or(map[copilot.Act]string{copilot.ActChanges: "changes", copilot.ActFollowUp: "follow"}[act], string(act))
	m, _ := d.Message(discordChannel, message)
	for _, b := range m.Buttons() {
		if strings.HasPrefix(b.CustomID, name+"|") || strings.HasPrefix(b.CustomID, name+"?|") || strings.HasPrefix(b.CustomID, name+"*|") {
			return d.Click(user, discordChannel, message, b.CustomID)
		}
	}
	raw, err := hex.DecodeString(about.Digest)
	if err != nil {
		t.Fatal(err)
	}
	forged := fmt.Sprintf("%s|%s|%d|%s", name, about.Draft, about.Revision, base64.RawURLEncoding.EncodeToString(raw))
	if act == copilot.ActChanges {
		forged = strings.Replace(forged, "|", "?|", 1)
	}
	return d.ForgeClick(user, discordChannel, message, forged+d.seal(d.Options().Token, discordChannel, message, forged))
}

// discordAnswers are the answers to a form by what its inputs are called.
func discordAnswers(form map[string]string) map[string]any {
	filled := map[string]any{}
	for name, value := range form {
		switch {
		case name == "variant":
			filled[name] = []string{value}
		case strings.HasPrefix(name, "text."):
			filled[name+"/0"] = value
		default:
			filled[name] = value
		}
	}
	return filled
}

// told is what only the person is told in answer to what they did. A question
// whether they are sure is answered with yes.
func (d *discordDoor) told(user string, reply discordtest.Reply) string {
	if reply.Type != 4 {
		return ""
	}
	m, _ := d.Message(discordChannel, reply.Message)
	for _, b := range m.Buttons() {
		if strings.Contains(b.CustomID, "!|") {
			d.Click(user, discordChannel, m.ID, b.CustomID)
			d.Wait()
			m, _ = d.Message(discordChannel, m.ID)
			if said := m.Plain(); said != "Done." && said != "C’est fait." {
				return said
			}
			d.Dismiss(user, m.ID)
			return ""
		}
	}
	m.Embeds = nil
	d.Dismiss(user, m.ID)
	return m.Plain()
}
