package discord

import (
	"context"
	"log/slog"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
)

// vault is a core with one draft, shown in one message, that counts what is done.
type vault struct {
	chattest.Idle
	done atomic.Int32
}

func (v *vault) Click(context.Context, copilot.Ref, copilot.Click) error {
	v.done.Add(1)
	return nil
}

func (v *vault) Again(context.Context, copilot.Tenant, string) error {
	v.done.Add(1)
	return nil
}

func (*vault) Draft(context.Context, copilot.Ref) (copilot.Draft, error) {
	at := copilot.Place{Platform: Platform, Workspace: "1", Channel: "2"}
	return copilot.Draft{Place: at, Revisions: []copilot.Revision{{Number: 1, Request: "asked"}}}, nil
}

func (*vault) Message(context.Context, copilot.Tenant, string) (string, error) { return "2:4,5", nil }

// inVault are the buttons of that draft: as they stand, and in messages that got their
// names by being sent.
func inVault(c *Chat) []chattest.Button {
	about := "|d|1|" + digest43
	var all []chattest.Button
	for _, said := range []string{"act.approve" + about, "act.approve?" + about, "act.changes?" + about, "act.withdraw*" + about, "act.retry|asked"} {
		b, _ := readButton(said)
		for _, id := range []string{"4", "5"} {
			for _, where := range []string{chat.Standing("2", id), chat.Answering("asked")} {
				b.seal = c.signet.Seal(b.claim("1", where))
				all = append(all, chattest.Button{Workspace: "1", Channel: "2", Message: id, Said: b.customID()})
			}
		}
	}
	return all
}

// FuzzForgedClick is any click in anybody's name: what is done was clicked as it stands.
func FuzzForgedClick(f *testing.F) {
	core, c := &vault{}, silentDiscord(f)
	real := inVault(c)
	for _, b := range real {
		f.Add(b.Workspace, b.Channel, b.Message, b.Said, false)
		f.Add(b.Workspace, b.Channel, b.Message, b.Said, true)
	}
	door := NewDoor(core, c, DoorOptions{Log: slog.New(slog.DiscardHandler)})
	f.Fuzz(func(t *testing.T, guild, channel, message, said string, asked bool) {
		b := chattest.Button{Workspace: guild, Channel: channel, Message: message, Said: said}
		door.Clicks(t.Context(), "3", b, asked)
		door.Wait()
		if core.done.Swap(0) > 0 && !slices.Contains(real, b) {
			t.Fatalf("%+v does something", b)
		}
	})
}
