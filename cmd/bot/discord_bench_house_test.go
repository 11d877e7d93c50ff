package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// discordCrowd are people in a Discord that signs what they do.
type discordCrowd struct {
	*busyDiscord
	key    ed25519.PrivateKey
	public string            // in hexadecimal
	keys   map[string]string // of requests, by the mark that their answers end in
}

// Who and where people are, and whom they ask.
const (
	benchApplication = "1100000000000000001"
	benchGuild       = "1200000000000000001"
	benchToken       = "token.of.the-bot"
)

func newDiscordCrowd(b *testing.B) *discordCrowd {
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		b.Fatal(err)
	}
	c := &discordCrowd{key: key, public: hex.EncodeToString(public), keys: map[string]string{}}
	c.busyDiscord = newBusyDiscord(b, benchApplication, c.public)
	return c
}

// newDiscordHouse is the bot with a Discord that calls it over HTTP.
func newDiscordHouse(b *testing.B) (*fullHouse, *discordCrowd) {
	b.Helper()
	c := newDiscordCrowd(b)
	h := newFullHouse(b, c, "")
	discordSigners(b, h.store)
	h.settle(b, "DISCORD_PUBLIC_KEY="+c.public, "DISCORD_BOT_TOKEN="+benchToken, "DISCORD_GATEWAY=off", "DISCORD_API_URL="+c.url)
	return h, c
}

// discordSigners says who may sign off, in every channel.
func discordSigners(b *testing.B, store *memory.Store) {
	b.Helper()
	signs := copilot.Profile{Approvers: []copilot.Approver{{ID: "1300000000000000002", Name: "Marc Olivier"}}}
	for n := range channels {
		at := copilot.Place{Platform: discord.Platform, Workspace: benchGuild, Channel: discordChannelOf(n)}
		eventually(b, "the profile is kept", func() bool { return store.SetProfile(b.Context(), at, signs) == nil })
	}
}

// discordChannelOf spreads the load over channels.
func discordChannelOf(n int) string { return fmt.Sprintf("150000000000000000%d", n%channels) }

// discordEpoch is when Discord's ids begin, in milliseconds since 1970.
const discordEpoch = 1_420_070_400_000

// discordKey is the key of the request that an interaction makes.
func discordKey(interaction string) string { return "interaction:" + interaction }

// tokenOf is the token of the interaction that made a request.
func tokenOf(key string) string {
	return "aW50ZXJhY3Rpb24" + strings.Repeat("x", 120) + strings.TrimPrefix(key, "interaction:")
}

// command is crowd.
func (c *discordCrowd) command(b *testing.B, base string, serial int) (r *http.Request, key string) {
	b.Helper()
	now := time.Now()
	id := strconv.FormatInt((now.UnixMilli()-discordEpoch)<<22|int64(serial), 10)
	body := c.draft(b, id, serial)
	r, err := http.NewRequest(http.MethodPost, base+"/discord/interactions", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	stamp := strconv.FormatInt(now.Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(c.key, append([]byte(stamp), body...))))
	key = discordKey(id)
	c.keys[markOfKey(key)] = key
	return r, key
}

// draft is /draft with words to write about, as Discord delivers it.
func (c *discordCrowd) draft(b *testing.B, id string, serial int) []byte {
	type object = map[string]any
	channel := discordChannelOf(serial)
	person := object{"id": fmt.Sprintf("1300000000000000%03d", 100+serial%manyAskers), "username": "lea", "global_name": "Léa Martin", "discriminator": "0", "avatar": nil, "public_flags": 0}
	body, err := json.Marshal(object{
		"id": id, "application_id": benchApplication, "type": 2, "token": tokenOf(discordKey(id)), "version": 1,
		"channel_id": channel, "channel": object{"id": channel, "type": 0, "name": "launch", "guild_id": benchGuild, "permissions": "2248473465835073"},
		"guild_id": benchGuild, "guild_locale": "en-US", "guild": object{"id": benchGuild, "locale": "en-US", "features": []any{}},
		"locale": "en-US", "context": 0, "app_permissions": "2248473465835073", "entitlements": []any{}, "attachment_size_limit": 10485760,
		"authorizing_integration_owners": object{"0": benchGuild},
		"member": object{
			"user": person, "nick": nil, "roles": []string{}, "permissions": "2248473465835073", "joined_at": "2025-01-02T03:04:05.000000+00:00",
			"avatar": nil, "premium_since": nil, "pending": false, "deaf": false, "mute": false, "flags": 0, "communication_disabled_until": nil,
		},
		"data": object{"id": "1400000000000000001", "name": "draft", "type": 1, "options": []object{
			{"name": "text", "type": 3, "value": fmt.Sprintf("%s (order %d.0)", briefOf(serial), serial)}, {"name": "variants", "type": 4, "value": 1},
		}},
	})
	if err != nil {
		b.Fatal(err)
	}
	return body
}

// accepted is crowd.
func (c *discordCrowd) accepted(key string, status int, said []byte) bool {
	c.acknowledge(tokenOf(key))
	return status == http.StatusOK && string(said) == `{"type":5}`
}

// markLength is how long the mark is that a message ends in.
const markLength = 9

// answers is crowd: each message ends in the mark of the request that it answers.
func (c *discordCrowd) answers() map[string]int {
	cards := map[string]int{}
	for mark, n := range c.finals() {
		cards[c.keys[mark]] += n
	}
	return cards
}

// markOfKey is the mark of a request.
func markOfKey(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "#" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:markLength-1]
}
