package discord

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// channelOf is the channel of Discord's that a place is: a thread is one.
func channelOf(at copilot.Place) snowflake { return cmp.Or(at.Thread, at.Channel) }

// parts lays a card out for where it is shown. In a direct conversation it has no
// buttons: nothing said there tells which server it is about.
func (c *Chat) parts(at copilot.Spot, p post, card copilot.Card) []payload {
	o := layout{key: at.Key, settings: settingsCommand}
	direct := at.For.ID != "" && !p.alone
	if direct {
		o.about = permalink{Guild: at.Place.Workspace, Channel: channelOf(at.Place)}.String()
	}
	parts := lay(card, o)
	if direct {
		for i := range parts {
			parts[i].Components = []component{}
		}
	}
	return parts
}

// settingsCommand is what to type to set who may sign off.
const settingsCommand = "/copilot approvers"

// send makes the message of a part. A nonce keeps Discord from making it twice,
// within minutes; a mark has it found after that.
func (c *Chat) send(ctx context.Context, at copilot.Spot, p post, number int, shown payload) (snowflake, error) {
	shown = withMark(shown, partKey(at.Key, number))
	shown = c.answering(shown, at)
	if p.alone {
		to, _, _ := c.addresses.of(p.ids[0])
		to = cmp.Or(c.sealer.open(at.Reply), to)
		shown.Flags |= flagEphemeral
		m, err := c.rest.followUp(ctx, to.Token, shown)
		if err == nil {
			c.addresses.shown(m.ID, to, false)
		}
		return m.ID, err
	}
	shown.Nonce, shown.EnforceNonce = nonce(at.Key+p.instead, number), true
	m, err := c.rest.create(ctx, p.channel, shown)
	c.doubts.Note(at.Key, err)
	if to := c.sealer.open(at.Reply); closed(err) && number > 0 && to.live(c.now()) { // where the bot may only answer
		shown.Nonce, shown.EnforceNonce = "", false
		m, err = c.rest.followUp(ctx, to.Token, shown)
	}
	return m.ID, err
}

// update edits the message of a part: at a fresh address of its own if there is one,
// which waits for nobody else's edits; else with the bot's rights.
func (c *Chat) update(ctx context.Context, at copilot.Spot, p post, number int, shown payload) error {
	shown = c.standing(withMark(shown, partKey(at.Key, number)), at, p.channel, p.ids[number])
	if held := onScreen(ctx, p.ids[number]); held.put(shown) {
		return nil
	}
	c.acks.wait(ctx, clickOn(p.ids[number])) // then its address is open, and edits at it come after the answer
	for _, to := range c.ways(at, p, number) {
		err := c.at(ctx, to.address, func(ctx context.Context) error {
			_, err := c.rest.editFollowUp(ctx, to.Token, to.name, shown)
			return err
		})
		if err == nil || !lapsed(err) {
			return err
		}
	}
	if p.alone && at.Reply != "" && number == 0 {
		return errOverdue
	}
	if p.alone {
		return nil // nobody can edit it any more, the person's client may have dropped it
	}
	_, err := c.rest.edit(ctx, p.channel, p.ids[number], shown)
	return err
}

// way is an address at which a message can be edited, and its name there.
type way struct {
	address
	name string
}

// ways are the fresh addresses of a message.
func (c *Chat) ways(at copilot.Spot, p post, number int) []way {
	var all []way
	id := p.ids[number]
	if to, name, ok := c.addresses.of(id); ok {
		all = append(all, way{to, name})
	}
	if to := c.sealer.open(at.Reply); to.live(c.now()) && number == 0 {
		all = append(all, way{to, id})
	}
	return all
}

// remove takes messages away that are no longer needed, from a number on.
func (c *Chat) remove(ctx context.Context, p post, from int) error {
	for _, id := range p.ids[from:] {
		var err error
		if to, _, ok := c.addresses.of(id); p.alone && ok {
			err = c.rest.deleteFollowUp(ctx, to.Token, id)
		} else if !p.alone {
			err = c.rest.remove(ctx, p.channel, id)
		}
		if err != nil && !gone(err) && !closed(err) && !lapsed(err) {
			return err
		}
	}
	return nil
}

// partKey tells the messages of one answer apart.
func partKey(key string, number int) string {
	if number == 0 {
		return key
	}
	return fmt.Sprintf("%s#%d", key, number)
}

// digestOf is a name for a key, in a few letters.
func digestOf(key string, letters int) string {
	sum := sha256.Sum256([]byte(key))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:letters]
}

// nonce is the same for the same message of an answer, at most 25 characters.
func nonce(key string, number int) string { return digestOf(partKey(key, number), 25) }
