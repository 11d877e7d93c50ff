package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
)

// TestRegister writes the commands once, and again only when they are not the same
// there any more; whoever ran it is told where to add the bot to a server.
func TestRegister(t *testing.T) {
	fake := discordtest.New(t, discordtest.Options{})
	register := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		args = append([]string{"register", "discord", "--discord-bot-token", fake.Options().Token, "--discord-api-url", fake.APIURL()}, args...)
		if status := run(t.Context(), args, stdio{nil, &out, &errs}); status != statusOK {
			t.Fatalf("exit %d: %s", status, errs.String())
		}
		return out.String()
	}
	for n, want := range []string{"The commands are written.", "nothing was written"} {
		said := register()
		if !strings.Contains(said, want) || fake.CommandWrites() != 1 {
			t.Errorf("time %d: %q after %d writes", n+1, said, fake.CommandWrites())
		}
		if !strings.Contains(said, "https://discord.com/oauth2/authorize?client_id="+fake.Options().Application+"&permissions=") {
			t.Errorf("no address to add the bot at: %q", said)
		}
	}
	fake.Register(`[{"name":"draft","description":"Another"}]`)
	if said := register(); !strings.Contains(said, "are written") || fake.CommandWrites() != 2 {
		t.Errorf("changed commands: %q after %d writes", said, fake.CommandWrites())
	}
	if said := register("--guild", fake.Options().Guild); !strings.Contains(said, "are written") || len(fake.RegisteredCommands(fake.Options().Guild)) == 0 {
		t.Errorf("in one server: %q", said)
	}
}

// TestRegisterIsRefused says what to put right.
func TestRegisterIsRefused(t *testing.T) {
	fake := discordtest.New(t, discordtest.Options{})
	var out, errs bytes.Buffer
	status := run(t.Context(), []string{"register", "discord", "--discord-bot-token", "an.other.token", "--discord-api-url", fake.APIURL()}, stdio{nil, &out, &errs})
	if status != statusFailed || !strings.Contains(errs.String(), "does not accept the bot’s token") || strings.Contains(errs.String(), "an.other.token") {
		t.Errorf("exit %d: %s", status, errs.String())
	}
}
