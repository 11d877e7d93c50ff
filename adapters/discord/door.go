package discord

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Door takes what Discord delivers, over either transport, and returns what Discord
// is acknowledged with. Nothing is acknowledged before it is kept or done.
type Door struct {
	*chat.Porch

	core      chat.Core
	chat      *Chat
	plots     chat.Plots
	insisting atomic.Int32 // events that are tried until they are taken note of
}

// DoorOptions are what a Door may be told; the zero value serves.
type DoorOptions struct {
	Log    *slog.Logger     // nil: slog.Default()
	Now    func() time.Time // nil: time.Now
	Locale string           // for people whose own is not known; "" is English
	Plots  chat.Plots       // where figures are drawn; nil: nowhere
}

// NewDoor makes a door to a core and its chat.
func NewDoor(core chat.Core, c *Chat, o DoorOptions) *Door {
	return &Door{Porch: chat.NewPorch(Platform, o.Log, o.Now, o.Locale), core: core, chat: c, plots: o.Plots}
}

// sentence is what a person is told of an error, in their language.
func (d *Door) sentence(ctx context.Context, to copilot.Person, err error) string {
	return d.Sentence(ctx, d.language(to), err)
}

// language is what a person reads.
func (d *Door) language(p copilot.Person) string {
	if p.Locale != "" {
		return p.Locale
	}
	return d.Locale
}
