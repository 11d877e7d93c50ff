package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/copilot"
)

// discordOffice is the bot in the benchmark's own process, with a Discord that
// counts.
type discordOffice struct {
	*discordCrowd
	stage  *stage
	chat   *discord.Chat
	desk   *desk
	server http.Handler
	serial int
}

// desk is the core, that may keep what was asked to itself.
type desk struct {
	*copilot.Copilot
	holds bool
	asked []copilot.Request
}

// Accept is discord.Core.
func (d *desk) Accept(ctx context.Context, r copilot.Request) error {
	if d.holds {
		d.asked = append(d.asked, r)
		return nil
	}
	return d.Copilot.Accept(ctx, r)
}

func newDiscordOffice(b *testing.B, w copilot.Writer) *discordOffice {
	b.Helper()
	o := &discordOffice{discordCrowd: newDiscordCrowd(b), stage: newStage(b, w)}
	core := o.stage.core
	chat, err := discord.NewChat(discord.ChatOptions{Token: copilot.NewSecret(benchToken), URL: o.url, Log: core.Log})
	if err != nil {
		b.Fatal(err)
	}
	o.chat, o.desk = chat, &desk{Copilot: core}
	core.Chats[discord.Platform] = chat
	core.Workers = editsAtOnce
	if o.server, err = discord.NewServer(discord.NewDoor(o.desk, chat, discord.DoorOptions{Log: core.Log}), o.public); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { chat.Close(context.Background()) })
	discordSigners(b, o.stage.store)
	o.stage.start()
	return o
}

// ask sends a command and returns the key of its request.
func (o *discordOffice) ask(b *testing.B) string {
	b.Helper()
	o.serial++
	r, key := o.command(b, "http://bot", o.serial)
	w := httptest.NewRecorder()
	o.server.ServeHTTP(w, r)
	if !o.accepted(key, w.Code, w.Body.Bytes()) {
		b.Fatalf("not accepted: %d %s", w.Code, w.Body)
	}
	return key
}

// card is a draft to sign, as the core makes it.
func (o *discordOffice) card(b *testing.B) copilot.Card {
	b.Helper()
	o.ask(b)
	o.stage.settle()
	here := copilot.Tenant{Platform: discord.Platform, Workspace: benchGuild}
	drafts, err := o.desk.Drafts(b.Context(), copilot.Filter{Tenant: here})
	if err != nil || len(drafts) != 1 {
		b.Fatalf("%d drafts, %v", len(drafts), err)
	}
	card, err := o.desk.Card(b.Context(), drafts[0].Ref(), 0, "en")
	if err != nil {
		b.Fatal(err)
	}
	return card
}
