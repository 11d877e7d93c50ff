package discord_test

import (
	"cmp"
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// The people, the channel and the roles that every stage has. Ada may manage the
// server, Lea writes and reads English, Marc signs off and reads French.
const (
	ada     = "1300000000000000001"
	lea     = "1300000000000000002"
	marc    = "1300000000000000003"
	launch  = "1500000000000000001"
	editors = "1600000000000000001"
	admins  = "1600000000000000002"
)

// setting is what a stage is built with; the zero value serves.
type setting struct {
	discord discordtest.Options
	locale  string // for people whose own is not known
	plots   chat.Plots
	written func(copilot.Prompt) string
}

// stage is the real core on an in-process store, with workers, behind the adapter,
// in front of a strict Discord that calls it over HTTP.
type stage struct {
	*discordtest.Discord
	*chattest.Backstage
	t     testing.TB
	core  *copilot.Copilot
	chat  *discord.Chat
	door  *discord.Door
	front string // address of the app
}

// open is a stage that Discord calls, at work.
func open(t testing.TB, o setting) *stage {
	t.Helper()
	s := openIdle(t, o)
	s.work()
	return s
}

// openIdle is a stage that Discord calls, where nobody works yet.
func openIdle(t testing.TB, o setting) *stage {
	t.Helper()
	s := newStage(t, o)
	server, err := discord.NewServer(s.door, s.Options().PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(server)
	t.Cleanup(front.Close)
	s.front = front.URL
	s.ConnectHTTP(front.URL)
	return s
}

// newStage builds everything but the way in.
func newStage(t testing.TB, o setting) *stage {
	t.Helper()
	s := &stage{t: t, Backstage: chattest.NewBackstage(t, o.written)}
	o.discord.Now = s.Clock.Now
	s.Discord = discordtest.New(t, o.discord)
	s.moveIn()
	s.chat = s.newChat()
	s.core = s.newCore(s.chat)
	s.door = discord.NewDoor(s.core, s.chat, discord.DoorOptions{Now: s.Clock.Now, Log: s.Log(), Locale: o.locale, Plots: o.plots})
	t.Cleanup(func() { s.door.Wait() })
	return s
}

// newChat is the adapter as one process has it.
func (s *stage) newChat() *discord.Chat {
	s.t.Helper()
	c, err := discord.NewChat(discord.ChatOptions{Token: copilot.NewSecret(s.Options().Token), URL: s.APIURL(), Now: s.Clock.Now, Log: s.Log()})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { c.Close(context.Background()) })
	return c
}

// newCore is the copilot as one process has it.
func (s *stage) newCore(c *discord.Chat) *copilot.Copilot { return s.NewCore(discord.Platform, c) }

// moveIn fills the server and registers our commands, which admins gave to everybody.
func (s *stage) moveIn() {
	s.t.Helper()
	s.Role(discordtest.Role{ID: editors, Name: "editors"})
	s.Role(discordtest.Role{ID: admins, Name: "admins", Permissions: discordtest.ManageGuild})
	s.User(discordtest.User{ID: ada, Name: "ada", GlobalName: "Ada Stone", Roles: []string{admins}})
	s.User(discordtest.User{ID: lea, Name: "lea", GlobalName: "Léa Martin"})
	s.User(discordtest.User{ID: marc, Name: "marc", GlobalName: "M. O.", Nick: "Marc Olivier", Locale: "fr"})
	s.Discord.Channel(discordtest.Channel{ID: launch, Name: "launch"})
	commands, err := discord.Commands()
	if err != nil {
		s.t.Fatal(err)
	}
	s.Register(string(commands))
}

// work sets the workers to work; they end before the store closes.
func (s *stage) work() { s.Employ(s.core) }

// rest waits until every accepted request has its answer and nothing is on its way.
// What waits for its time is let come.
func (s *stage) rest() {
	s.t.Helper()
	s.Await("everything that was asked to be answered", func() bool {
		s.door.Wait()
		return s.Rested()
	})
}

// place is the channel as the core knows it.
func (s *stage) place() copilot.Place {
	return copilot.Place{Platform: discord.Platform, Workspace: s.Options().Guild, Channel: launch}
}

// approvers says who may sign off in the channel.
func (s *stage) approvers(ids ...string) {
	s.t.Helper()
	isRole := func(id string) bool { return strings.HasPrefix(id, "16") || id == s.Options().Guild }
	s.Approvers(s.core, s.place(), isRole, ids...)
}

// draftsFor are all there are that somebody may see.
func (s *stage) draftsFor(user string) []copilot.Draft {
	s.t.Helper()
	return s.Drafts(s.core, s.seenBy(user))
}

// newest is the draft that was touched last, of those that Lea may see.
func (s *stage) newest() copilot.Draft {
	s.t.Helper()
	return s.Newest(s.core, s.seenBy(lea))
}

// seenBy lets the drafts through that somebody may see.
func (s *stage) seenBy(user string) copilot.Filter {
	return copilot.Filter{Tenant: s.place().Tenant(), For: copilot.Person{Platform: discord.Platform, ID: user}}
}

// ours are the bot's messages in a channel.
func (s *stage) ours(channel string) []*discordtest.Message {
	var all []*discordtest.Message
	for _, m := range s.Messages(channel) {
		if m.Author == s.Options().Application {
			all = append(all, &m)
		}
	}
	return all
}

// card is the bot's newest message in a channel.
func (s *stage) card(channel string) *discordtest.Message {
	s.t.Helper()
	all := s.ours(channel)
	if len(all) == 0 {
		s.t.Fatalf("nothing was said in %s", channel)
	}
	return all[len(all)-1]
}

// whisper is what a user alone was shown last.
func (s *stage) whisper(user string) *discordtest.Message {
	s.t.Helper()
	all := s.Ephemerals(user)
	if len(all) == 0 {
		s.t.Fatalf("%s was shown nothing", user)
	}
	return &all[len(all)-1]
}

// asks types a command and waits for its answer. Numbers are given as digits.
func (s *stage) asks(user, command string, options map[string]string) discordtest.Reply {
	s.t.Helper()
	return s.asksIn(user, launch, command, options)
}

func (s *stage) asksIn(user, channel, command string, options map[string]string) discordtest.Reply {
	s.t.Helper()
	r := s.Command(user, channel, command, s.filled(command, options))
	s.rest()
	return r
}

// filled are options as a client sends them: numbers where the command has numbers.
func (s *stage) filled(command string, options map[string]string) map[string]any {
	given := map[string]any{}
	for name, value := range options {
		given[name] = value
		for _, c := range s.RegisteredCommands("") {
			if c["name"] != command {
				continue
			}
			some, _ := c["options"].([]any)
			for _, o := range some {
				o, _ := o.(map[string]any)
				var n int
				if o["name"] == name && o["type"] == float64(4) {
					if _, err := fmt.Sscan(value, &n); err == nil {
						given[name] = n
					}
				}
			}
		}
	}
	return given
}

// drafts has one variant drafted in the channel, and returns its card.
func (s *stage) drafts() *discordtest.Message {
	s.t.Helper()
	s.asks(lea, "draft", map[string]string{"text": "variants:1 our launch"})
	return s.card(launch)
}

// clicks presses a button and waits for what comes of it.
func (s *stage) clicks(user, message, button string) discordtest.Reply {
	s.t.Helper()
	r := s.Click(user, launch, message, button)
	s.rest()
	return r
}

// submits sends the form that a user has open, and waits for what comes of it.
func (s *stage) submits(user string, values map[string]any) discordtest.Reply {
	s.t.Helper()
	r := s.Submit(user, values)
	s.rest()
	return r
}

// says fails unless the message of a reply is for the person alone and holds words.
func (s *stage) says(r discordtest.Reply, words string) {
	s.t.Helper()
	said, _ := r.Data["content"].(string)
	flags, _ := r.Data["flags"].(float64)
	if said = strings.ReplaceAll(said, "\\", ""); r.Type != 4 || int(flags)&64 == 0 || !strings.Contains(said, words) {
		s.t.Errorf("answered with type %d, flags %v: %q, want %q for the person alone", r.Type, flags, said, words)
	}
}

// calls counts the calls of the routes that begin so: "PATCH /channels".
func (s *stage) calls(route string) int {
	n := 0
	for _, c := range s.Calls("") {
		if strings.HasPrefix(c.Route, route) {
			n++
		}
	}
	return n
}

// buttons are the acts that a message offers, "approve", "edit?", in order.
func buttons(m *discordtest.Message) []string {
	var all []string
	for _, b := range m.Buttons() {
		name, _, _ := strings.Cut(b.CustomID, "|")
		all = append(all, strings.TrimPrefix(name, "act."))
	}
	return all
}

// thread makes a thread of the channel that hangs on a message, and returns its id,
// which is that message's.
func (s *stage) thread(starter string) string {
	s.Discord.Channel(discordtest.Channel{ID: starter, Type: discordtest.PublicThread, Parent: launch, Starter: starter, Name: "talk"})
	return starter
}

// label is how a card begins for a reader of a language.
func label(lang string) string {
	return cmp.Or(map[string]string{"fr": "BROUILLON · "}[lang], "DRAFT · ")
}
