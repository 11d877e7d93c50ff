package discord_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// TestRegisterOnce: the commands are written where they are not the same already, for
// everywhere or for one server.
func TestRegisterOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	s.Register(`[]`)
	for _, guild := range []string{"", s.Options().Guild} {
		for n, want := range []bool{true, false} {
			written, err := s.chat.Register(s.Ctx, guild)
			if err != nil || written != want {
				t.Errorf("in %q, time %d: written %v, %v", guild, n+1, written, err)
			}
		}
		if n := len(s.RegisteredCommands(guild)); n != len(copilot.Table())+3 {
			t.Errorf("%d commands in %q", n, guild)
		}
	}
	if n := s.CommandWrites(); n != 2 {
		t.Errorf("written %d times", n)
	}
}

// TestInvite asks for no more than is needed.
func TestInvite(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	invite, err := s.chat.Invite(s.Ctx)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(invite)
	if err != nil || u.Host != "discord.com" || u.Query().Get("client_id") != s.Options().Application || u.Query().Get("scope") != "bot applications.commands" {
		t.Errorf("%s: %v", invite, err)
	}
	if got, want := u.Query().Get("permissions"), discordtest.DefaultBot.String(); got != want {
		t.Errorf("it asks for %s, want %s", got, want)
	}
}

// TestCheck: a token or a key that is not this application's is found out before
// anybody needs it.
func TestCheck(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{discord: discordtest.Options{NoMessageContent: true}})
	if err := s.chat.Check(s.Ctx); err != nil {
		t.Error(err)
	}
	for key, fine := range map[string]bool{"": true, s.Options().PublicKey: true, strings.Repeat("0", 64): false} {
		if err := s.chat.CheckKey(s.Ctx, key); (err == nil) != fine || !fine && kindOf(err) != copilot.FaultInput {
			t.Errorf("%q: %v", key, err)
		}
	}
	if reads, err := s.chat.Reads(s.Ctx); err != nil || reads {
		t.Errorf("reads %v, %v", reads, err)
	}
	refused := newStage(t, setting{})
	refused.Fail("GET", "/applications/@me", 0, discordtest.Fault{Status: 401})
	if err := refused.chat.Check(refused.Ctx); kindOf(err) != copilot.FaultForbidden {
		t.Errorf("a token that Discord refuses: %v", err)
	}
}
