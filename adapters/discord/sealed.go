package discord

import (
	"context"
	"slices"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// claim is what a button says, in a message of a server.
func (b button) claim(guild snowflake, where string) chat.Claim {
	return chat.Claim{Tenant: copilot.Tenant{Platform: Platform, Workspace: guild}, Where: where, Button: b.said()}
}

// sealedButtons are the rows of a message with their buttons sealed for where it is
// sent.
func (c *Chat) sealedButtons(rows []component, guild snowflake, where string) []component {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Components = slices.Clone(rows[i].Components)
		for j, shown := range rows[i].Components {
			if b, ok := readButton(shown.CustomID); ok {
				b.seal = c.signet.Seal(b.claim(guild, where))
				rows[i].Components[j].CustomID = b.customID()
			}
		}
	}
	return rows
}

// standing is what is shown in a message that has a name.
func (c *Chat) standing(shown payload, at copilot.Spot, channel, message snowflake) payload {
	shown.Components = c.sealedButtons(shown.Components, at.Place.Workspace, chat.Standing(channel, message))
	return shown
}

// answering is what is shown in a message that gets its name by being sent.
func (c *Chat) answering(shown payload, at copilot.Spot) payload {
	shown.Components = c.sealedButtons(shown.Components, at.Place.Workspace, chat.Answering(at.Key))
	return shown
}

// pressed is a click on a button, which a form that asks something first remembers.
func (d *Door) pressed(s scene, b button) chat.Press {
	p := chat.Press{Click: d.clicked(s, b, nil), Ref: ref(s.at, b), Request: b.request, Said: b.said(), Seal: b.seal}
	switch {
	case b.sure:
		p.Where = chat.Asking(s.ChannelID, s.person.ID)
	case s.Message != nil:
		p.Where = chat.Standing(s.ChannelID, s.Message.ID)
		p.Names = func(message string) bool {
			shown, err := readPost(message)
			return err == nil && shown.channel == s.ChannelID && slices.Contains(shown.ids, s.Message.ID)
		}
		p.Later = func(message string) bool {
			shown, err := readPost(message)
			return err == nil && shown.channel == s.ChannelID && later(s.Message.ID, slices.MaxFunc(shown.ids, compareIDs))
		}
	}
	return p
}

// doubt says why a click is not to be believed, or that this cannot be told; nil for
// one that says what we put on the button, where it was clicked.
func (d *Door) doubt(ctx context.Context, s scene, b button) error {
	p := d.pressed(s, b)
	return slow(d.Promptly(ctx, func(ctx context.Context) error { return d.chat.signet.Prove(ctx, d.core, p) }, told))
}

// disowned refuses a click. The cards are shown as they are, and the message that was
// clicked on with the answer, for nothing else reaches what one person alone sees.
func (d *Door) disowned(ctx context.Context, s scene, b button, doubt error) reply {
	return d.inPlace(ctx, s, func(ctx context.Context) error {
		if !chat.Doubted(doubt) {
			return doubt
		}
		return d.Disown(ctx, d.core, d.pressed(s, b), doubt)
	})
}
