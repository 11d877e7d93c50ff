package slack

import (
	"cmp"
	"context"
	"slices"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// claim is what a button says, in a message of a workspace.
func (b button) claim(workspace, where string) chat.Claim {
	return chat.Claim{Tenant: copilot.Tenant{Platform: Platform, Workspace: workspace}, Where: where, Button: b.said()}
}

// sealed is the part with its buttons sealed for where it is sent.
func (c *Chat) sealed(p part, workspace, where string) part {
	p.blocks = slices.Clone(p.blocks)
	for i, b := range p.blocks {
		row, ok := b.(*slackgo.ActionBlock)
		if !ok {
			continue
		}
		copied := slackgo.NewActionBlock(row.BlockID)
		for _, e := range row.Elements.ElementSet {
			copied.Elements.ElementSet = append(copied.Elements.ElementSet, c.sealedElement(e, workspace, where))
		}
		p.blocks[i] = copied
	}
	return p
}

func (c *Chat) sealedElement(e slackgo.BlockElement, workspace, where string) slackgo.BlockElement {
	shown, ok := e.(*slackgo.ButtonBlockElement)
	if !ok {
		return e
	}
	b, ok := readButton(shown.ActionID, shown.Value)
	if !ok {
		return e
	}
	b.seal = c.signet.Seal(b.claim(workspace, where))
	sealed := *shown
	sealed.Value = b.value()
	return &sealed
}

// pressed is a click on a button, which a form that asked something first remembers.
func (f form) pressed(p copilot.Person, b button) chat.Press {
	return chat.Press{
		Ref: ref(f.Place, b), Request: b.request, Said: b.said(), Seal: b.seal, Where: chat.Standing(f.Place.Channel, f.On),
		Click: copilot.Click{Act: b.act, Expect: copilot.Expect{Revision: b.revision, Digest: b.digest}, Person: p},
		Names: func(message string) bool {
			shown, err := readPost(message)
			return err == nil && shown.channel == f.Place.Channel && slices.Contains(shown.ts, f.On)
		},
		Later: func(message string) bool {
			shown, err := readPost(message)
			return err == nil && shown.channel == f.Place.Channel && f.On > slices.Max(shown.ts)
		},
	}
}

// prove refuses a click that says anything but what we put on the button, where it was
// clicked.
func (d *Door) prove(ctx context.Context, p copilot.Person, f form, b button) error {
	pressed := f.pressed(p, b)
	err := d.chat.signet.Prove(ctx, d.core, pressed)
	if chat.Doubted(err) {
		return d.Disown(ctx, d.core, pressed, err)
	}
	return err
}

// on is the timestamp of the message that was clicked on.
func (i interaction) on() string { return cmp.Or(i.Container.TS, i.Message.TS) }
