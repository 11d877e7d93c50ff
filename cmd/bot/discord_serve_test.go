package main

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
)

// TestFromAnEmptyServerToASignature goes the way docs/discord.md goes, with the bot
// as it is started: over the gateway, and over HTTP.
func TestFromAnEmptyServerToASignature(t *testing.T) {
	for name, overHTTP := range map[string]bool{"gateway": false, "HTTP": true} {
		t.Run(name, func(t *testing.T) {
			fake := discordtest.New(t, discordtest.Options{})
			const owner, writer, channel = "1300000000000000001", "1300000000000000002", discordChannel
			fake.User(discordtest.User{ID: owner, Name: "ada", Owner: true, Locale: "fr"})
			fake.User(discordtest.User{ID: writer, Name: "ben"})
			fake.Channel(discordtest.Channel{ID: channel, Name: "launch"})
			args := []string{"--discord-bot-token", fake.Options().Token, "--discord-api-url", fake.APIURL()}
			if overHTTP {
				args = append(args, "--discord-gateway=off", "--discord-public-key", fake.Options().PublicKey)
			}
			bot := serve(t, args...)
			if fake.Await("the commands", func() bool { return fake.CommandWrites() == 1 }); overHTTP {
				fake.ConnectHTTP(bot.base)
				fake.Ping()
			} else {
				fake.AwaitSessions(1)
			}

			fake.Command(owner, channel, "copilot approvers", nil)
			r := fake.Submit(owner, map[string]any{"approvers": []string{owner}})
			if m, _ := fake.Message(channel, r.Message); !strings.Contains(m.Plain(), "Peuvent valider dans ce canal\u00a0: ada") {
				t.Errorf("the approvers are set with %q", m.Plain())
			}
			r = fake.Command(writer, channel, "draft", map[string]any{"text": "Our library stays open until 9 pm on Thursdays", "variants": 1})
			fake.Await("the card", func() bool {
				m, _ := fake.Message(channel, r.Message)
				return len(m.Buttons()) > 0
			})
			m, _ := fake.Message(channel, r.Message)
			fake.Click(owner, channel, m.ID, m.Buttons()[0].CustomID)
			if m, _ = fake.Message(channel, r.Message); !strings.Contains(m.Plain(), "DRAFT · signed off by ada") || len(m.Buttons()) > 0 {
				t.Errorf("what stands is %s", m.Plain())
			}
			if code := bot.stop(); code != statusOK {
				t.Errorf("it ends with %d", code)
			}
		})
	}
}
