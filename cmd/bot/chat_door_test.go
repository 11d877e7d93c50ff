package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// chatDoor is what a door to a chat has in common with others: the stage behind it,
// its channel, and the ids of the two people who talk there, by their names.
type chatDoor struct {
	stage *stage
	at    copilot.Place
	ids   map[string]string
}

func (d *chatDoor) place() copilot.Place { return d.at }

func (d *chatDoor) person(name string) copilot.Person {
	p := copilot.Person{Platform: d.at.Platform, ID: d.ids["lea"], Name: "Léa Martin", Locale: "en"}
	if name == "marc" {
		p.ID, p.Name, p.Locale = d.ids["marc"], "Marc Olivier", "fr"
	}
	return p
}

// reads is the language of whoever asked: a message is the same for everybody.
func (d *chatDoor) reads(_ string, author copilot.Person) string { return author.Locale }

// shown is the message that shows a card now.
func (d *chatDoor) shown(ctx context.Context, t *testing.T, about copilot.Subject) string {
	t.Helper()
	draft, err := d.stage.core.Draft(ctx, copilot.Ref{Tenant: d.at.Tenant(), Draft: about.Draft})
	if err != nil {
		t.Fatal(err)
	}
	message, err := d.stage.core.Shown(ctx, draft)
	if err != nil {
		t.Fatal(err)
	}
	return message
}

// seal is that of a button in a message, as if it were there: what a bot says to those
// who click what is not there any more. The secret is what the chat seals with.
func (d *chatDoor) seal(secret, channel, message, said string) string {
	return "~" + chat.NewSignet(d.at.Platform, copilot.NewSecret(secret)).Seal(chat.Claim{Tenant: d.at.Tenant(), Where: chat.Standing(channel, message), Button: said})
}

// frontOf is the address of a server that lives as long as the test.
func frontOf(t testing.TB, server http.Handler) string {
	front := httptest.NewServer(server)
	t.Cleanup(front.Close)
	return front.URL
}
