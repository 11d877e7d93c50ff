package slack

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
	return copilot.Draft{Revisions: []copilot.Revision{{Number: 1, Request: "asked"}}}, nil
}

func (*vault) Message(context.Context, copilot.Tenant, string) (string, error) {
	return "C1:1.000001,1.000002", nil
}

// inVault are the buttons of that draft: as they stand, and in messages that got their
// names by being sent.
func inVault(c *Chat) []chattest.Button {
	var all []chattest.Button
	for _, said := range [][2]string{{"act.approve", "d|1|x"}, {"act.approve?", "d|1|x"}, {"act.request_changes?", "d|1|x"}, {"act.withdraw", "d|1|x"}, {"act.retry", "asked"}} {
		b, _ := readButton(said[0], said[1])
		for _, ts := range []string{"1.000001", "1.000002"} {
			for _, where := range []string{chat.Standing("C1", ts), chat.Answering("asked")} {
				b.seal = c.signet.Seal(b.claim("T1", where))
				all = append(all, chattest.Button{Workspace: "T1", Channel: "C1", Message: ts, Name: b.actionID(), Said: b.value()})
			}
		}
	}
	return all
}

// FuzzForgedClick is any click in anybody's name: what is done was clicked as it stands.
func FuzzForgedClick(f *testing.F) {
	core, c := &vault{}, silentSlack(f)
	real := inVault(c)
	for _, b := range real {
		f.Add(b.Workspace, b.Channel, b.Message, b.Name, b.Said, false)
		f.Add(b.Workspace, b.Channel, b.Message, b.Name, b.Said, true)
	}
	door := NewDoor(core, c, DoorOptions{Log: slog.New(slog.DiscardHandler)})
	f.Fuzz(func(t *testing.T, workspace, channel, message, name, said string, asked bool) {
		b := chattest.Button{Workspace: workspace, Channel: channel, Message: message, Name: name, Said: said}
		door.Clicks(t.Context(), "U1", b, asked)
		door.Wait()
		if core.done.Swap(0) > 0 && !slices.Contains(real, b) {
			t.Fatalf("%+v does something", b)
		}
	})
}
