package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/copilot"
)

// discordPages tell people how to be in Discord, a language each.
var discordPages = map[string]string{"en": "../../docs/discord.md", "fr": "../../docs/discord.fr.md"}

// discordQuoted are the sentences that the pages of Discord repeat, besides its own
// faults and those of every chat.
var discordQuoted = []string{
	"chat.settings.self.yes", "fault.approver.pending", "fault.approver.muted", "fault.approver.bot",
}

func TestDiscordPagesSayWhatIsSaid(t *testing.T) {
	saysWhatIsSaid(t, discordPages, append(faultsOf(t, "discord"), discordQuoted...))
}

func TestDiscordPagesNameEveryVariable(t *testing.T) {
	config := reflect.TypeFor[DiscordConfig]()
	for _, file := range discordPages {
		page := pageOf(t, file)
		for i := range config.NumField() {
			if row := "\n| `" + config.Field(i).Tag.Get("env") + "`"; !strings.Contains(page, row) {
				t.Errorf("%s lacks the row %s", file, row)
			}
		}
	}
}

// permissionNames are what Discord calls the permissions of an invitation, by their
// bits.
var permissionNames = map[int]map[string]string{
	10: {"en": "View Channel", "fr": "Voir le salon"},
	11: {"en": "Send Messages", "fr": "Envoyer des messages"},
	14: {"en": "Embed Links", "fr": "Intégrer des liens"},
	16: {"en": "Read Message History", "fr": "Voir les anciens messages"},
	38: {"en": "Send Messages in Threads", "fr": "Envoyer des messages dans les fils"},
}

func TestDiscordPagesExplainEveryPermission(t *testing.T) {
	asked := invited(t)
	for locale, file := range discordPages {
		page, rows := pageOf(t, file), 0
		for bit := range 64 {
			if asked&(1<<bit) == 0 {
				continue
			}
			rows++
			if row := "\n| " + permissionNames[bit][locale] + " | "; !strings.Contains(page, row) {
				t.Errorf("%s does not explain permission %d: no row %q", file, bit, row)
			}
		}
		_, table, _ := strings.Cut(page, "\n| permission | ")
		table, _, _ = strings.Cut(table, "\n\n")
		if got := strings.Count(table, "\n") - 1; got != rows {
			t.Errorf("%s explains %d permissions, the invitation asks for %d", file, got, rows)
		}
	}
}

// invited are the permissions that the invitation asks for.
func invited(t *testing.T) uint64 {
	t.Helper()
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"id":"1","name":"Brouillon","verify_key":"","bot":{"id":"2","username":"brouillon","bot":true}}`))
	}))
	t.Cleanup(front.Close)
	chat, err := discord.NewChat(discord.ChatOptions{Token: copilot.NewSecret("a.b.c"), URL: front.URL})
	if err != nil {
		t.Fatal(err)
	}
	invite, err := chat.Invite(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	to, err := url.Parse(invite)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := strconv.ParseUint(to.Query().Get("permissions"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

// TestDiscordPagesExplainEveryIntent: what the bot asks the gateway for is a row, and
// so is what is switched on in the portal; there is no third.
func TestDiscordPagesExplainEveryIntent(t *testing.T) {
	code := pageOf(t, "../../adapters/discord/gateway_talk.go")
	if !strings.Contains(code, "\nconst intents = discordgo.IntentsGuildMessages\n") {
		t.Error("the bot asks for other intents than the pages say, which is GUILD_MESSAGES")
	}
	for _, file := range discordPages {
		_, table, _ := strings.Cut(pageOf(t, file), "\n| intent | ")
		table, _, _ = strings.Cut(table, "\n\n")
		for _, intent := range []string{"GUILD_MESSAGES", "MESSAGE_CONTENT"} {
			if !strings.Contains(table, "\n| `"+intent+"` | ") {
				t.Errorf("%s does not explain %s", file, intent)
			}
		}
		if got := strings.Count(table, "\n") - 1; got != 2 {
			t.Errorf("%s explains %d intents", file, got)
		}
	}
}
