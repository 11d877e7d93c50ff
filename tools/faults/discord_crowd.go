package faults

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// discordCrowd are people in a Discord that calls the bot over HTTP.
type discordCrowd struct {
	fake *discordtest.Discord

	mu      sync.Mutex
	serials map[string]int // by the id of the message that Discord makes when a command is accepted
	tokens  map[string]int // by the token that a command is answered at
}

func discordChannel(n int) string { return fmt.Sprintf("150000000000000000%d", n%channels) }

const discordSigner = "1300000000000000002"

func discordAsker(n int) string { return fmt.Sprintf("13000000000000001%02d", n%askers) }

func newDiscordCrowd(t testing.TB, store *memory.Store) *discordCrowd {
	t.Helper()
	c := &discordCrowd{fake: discordtest.New(t, discordtest.Options{Lenient: true}), serials: map[string]int{}, tokens: map[string]int{}}
	for n := range askers {
		c.fake.User(discordtest.User{ID: discordAsker(n), Name: fmt.Sprint("lea", n), GlobalName: "Léa Martin"})
	}
	c.fake.User(discordtest.User{ID: discordSigner, Name: "marc", GlobalName: "Marc Olivier"})
	for n := range channels {
		c.fake.Channel(discordtest.Channel{ID: discordChannel(n), Name: fmt.Sprintf("launch%d", n)})
		appoint(t, store, copilot.Place{Platform: discord.Platform, Workspace: c.fake.Options().Guild, Channel: discordChannel(n)}, discordSigner)
	}
	return c
}

// name is crowd.
func (c *discordCrowd) name() string { return "discord" }

// fail lets calls of the bot go wrong, so many in each way.
func (c *discordCrowd) fail(times int) {
	for _, f := range []discordtest.Fault{
		{Status: http.StatusServiceUnavailable},
		{Status: http.StatusTooManyRequests, RetryAfter: time.Second},
		{Cut: true},
		{Cut: true, After: true},
	} {
		c.fake.Fail("", "", times, f)
	}
}

// env is crowd.
func (c *discordCrowd) env(through string) []string {
	o := c.fake.Options()
	return []string{
		"DISCORD_PUBLIC_KEY=" + o.PublicKey, "DISCORD_BOT_TOKEN=" + o.Token, "DISCORD_GATEWAY=off", "DISCORD_API_URL=" + through + "/api/v10",
	}
}

// base is crowd.
func (c *discordCrowd) base() string { return strings.TrimSuffix(c.fake.APIURL(), "/api/v10") }

// open says whether people can use the commands.
func (c *discordCrowd) open() bool { return len(c.fake.RegisteredCommands()) > 0 }

// command is crowd. Discord shows the first response that arrives in time, and does
// not ask again where it was refused.
func (c *discordCrowd) command(serial int) (*parcel, error) {
	d, err := c.fake.Typed(discordAsker(serial), discordChannel(serial), "draft", map[string]any{"text": words(serial), "variants": 1})
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.tokens[d.Token] = serial
	c.mu.Unlock()
	shown := false
	return &parcel{asked: time.Now(), ordered: true, request: d.Request, read: func(said []byte) (outcome, string) {
		message, err := d.Answered(said)
		deferred := string(said) == `{"type":5}`
		switch {
		case shown && deferred: // it was accepted before
			return accepted, ""
		case shown:
			return withheld, string(said)
		case err != nil:
			return unanswered, err.Error()
		case !deferred:
			return wordsOf(said)
		}
		shown = true
		c.mu.Lock()
		defer c.mu.Unlock()
		c.serials[message] = serial
		return accepted, ""
	}}, nil
}

// serialOf is the serial of the command that is answered at a token; 0 for none.
func (c *discordCrowd) serialOf(token string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tokens[token]
}

// approve is crowd.
func (c *discordCrowd) approve(at card) (*parcel, error) {
	d, err := c.fake.Pressed(discordSigner, at.channel, at.id, "act.approve")
	done := false
	return &parcel{asked: time.Now(), ordered: true, request: d.Request, read: func(said []byte) (outcome, string) {
		_, err := d.Answered(said)
		switch {
		case done: // Discord takes the first response alone
			return withheld, ""
		case err != nil:
			return unanswered, err.Error()
		case strings.Contains(string(said), "act.approve!"): // whether they are sure: they are not
			done = true
			return withheld, string(said)
		case strings.HasPrefix(string(said), `{"type":4`):
			return wordsOf(said)
		}
		done = true
		return accepted, ""
	}}, err
}

// seen is crowd.
func (c *discordCrowd) seen() map[int][]sight {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := map[int][]sight{}
	add := func(m discordtest.Message) {
		text := m.Plain()
		serial := serialIn([]byte(text))
		if serial == 0 {
			serial = c.serials[m.ID]
		}
		s := sight{stage: stageOf(text), text: text, at: card{m.Channel, m.ID}}
		if m.Loading() {
			s.stage = showsProgress
		}
		all[serial] = append(all[serial], s)
	}
	for n := range channels {
		for _, m := range c.fake.Messages(discordChannel(n)) {
			add(m)
		}
	}
	for n := range askers {
		for _, m := range c.fake.Ephemerals(discordAsker(n)) {
			add(m)
		}
	}
	return all
}

// told is crowd.
func (c *discordCrowd) told() []string {
	var all []string
	for _, m := range c.fake.Ephemerals(discordSigner) {
		all = append(all, m.Plain())
	}
	return all
}
