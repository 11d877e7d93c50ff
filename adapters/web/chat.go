package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Chat is the workbench's conversations as the core needs them: the port
// copilot.Chat over a Timeline. It is safe for concurrent use.
type Chat struct {
	timeline Timeline
	now      func() time.Time
	hub      *hub
	writing  *writing
	people   people
	door     *SignIn // nil where nobody signs in
}

var _ copilot.Chat = (*Chat)(nil)

// NewChat makes a chat over a timeline; now is the clock, nil for the real one.
// Run must run for pages to be live.
func NewChat(timeline Timeline, now func() time.Time) *Chat {
	if now == nil {
		now = time.Now
	}
	return &Chat{timeline: timeline, now: now, hub: newHub(), writing: newWriting(), people: tryOut{}}
}

// SignIn has people come in by a sign-in alone, before anything runs: the try-out
// identities are nobody from then on.
func (c *Chat) SignIn(door *SignIn) { c.people, c.door = door, door }

// retryWatch is how long Run waits before it watches a lost timeline again.
const retryWatch = time.Second

// Run passes on what happens in the timeline to the open pages until ctx ends,
// through losses of the store, and then ends their streams. It returns nil.
func (c *Chat) Run(ctx context.Context) error {
	defer c.hub.close()
	for ctx.Err() == nil {
		puts, err := c.timeline.Watch(ctx)
		if err == nil {
			c.pass(puts)
		}
		select {
		case <-ctx.Done():
		case <-time.After(retryWatch):
		}
	}
	return nil
}

func (c *Chat) pass(puts <-chan string) {
	for put := range puts {
		channel, id, _ := strings.Cut(put, "\x00")
		c.hub.publish(change{channel, id})
	}
}

// Read returns the messages people wrote in a channel, thread replies among
// them, or in one thread with the message it hangs on.
func (c *Chat) Read(ctx context.Context, r copilot.Reading) (copilot.Conversation, error) {
	if err := c.admit(ctx, r.For, r.Place); err != nil {
		return copilot.Conversation{}, err
	}
	all, err := c.messages(ctx, r.Place.Channel, 0)
	if err != nil {
		return copilot.Conversation{}, err
	}
	var read copilot.Conversation
	for _, m := range all {
		if m.Kind == said && inThread(m, r.Place.Thread) && !m.At.Before(r.Since) {
			read.Lines = append(read.Lines, m.line(r.Place))
		}
	}
	read.Total = len(read.Lines)
	if r.Place.Thread != "" && read.Total == 0 && r.Since.IsZero() {
		return copilot.Conversation{}, copilot.NewFault(copilot.FaultAbsent, "web.fault.thread", nil, nil)
	}
	if r.Last > 0 && read.Total > r.Last {
		read.Lines = read.Lines[read.Total-r.Last:]
	}
	return read, nil
}

func inThread(m message, thread string) bool {
	return thread == "" || m.ID == thread || m.Thread == thread
}

// admit refuses whoever is not one of the workbench's people, and places that
// are not there.
func (c *Chat) admit(ctx context.Context, p copilot.Person, at copilot.Place) error {
	if _, ok := findChannel(at.Channel); !ok || at.Tenant() != Tenant() {
		return copilot.NewFault(copilot.FaultAbsent, "web.fault.channel", nil, nil)
	}
	_, err := c.known(ctx, p)
	return err
}

// Tell says something to one person at a place that nobody else sees.
func (c *Chat) Tell(ctx context.Context, to copilot.Person, at copilot.Place, sentence string) error {
	return c.put(ctx, at.Channel, message{
		ID: "w-" + rand.Text(), Kind: whisper, Thread: at.Thread, At: c.now(), Text: sentence, To: to.ID,
	})
}

// Link is where the workbench shows a message.
func (c *Chat) Link(_ context.Context, at copilot.Place, message string) string {
	return pathTo(at, message)
}

// Who is the person as the workbench gave them: nobody knows better.
func (c *Chat) Who(_ context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	return p, nil
}

// Roles lists the one role a member has everywhere, as of now. A stranger holds no
// authority, also where a channel names them: they may have been of the workbench once.
func (c *Chat) Roles(ctx context.Context, p copilot.Person, _ copilot.Place) ([]string, error) {
	m, err := c.known(ctx, p)
	if err != nil {
		return nil, err
	}
	return []string{m.Role}, nil
}

// known is who somebody is to the workbench now; a *copilot.Fault for a stranger.
func (c *Chat) known(ctx context.Context, p copilot.Person) (member, error) {
	m, err := c.people.find(ctx, p.ID)
	if p.Platform != Platform || errors.Is(err, copilot.ErrAbsent) {
		return member{}, copilot.NewFault(copilot.FaultForbidden, "web.fault.stranger", nil, err)
	}
	return m, err
}

// Show keeps a card about a draft by the draft's name, a card of our own
// sentences as it is, and a card with generated text that is still being
// written only for as long as this process writes it.
func (c *Chat) Show(ctx context.Context, spot copilot.Spot, card copilot.Card) (string, error) {
	at, id := spot.Place, spot.Message
	if id == "" {
		id = messageID(spot.Key)
	}
	m, err := c.find(ctx, at.Channel, id)
	known := err == nil
	if err != nil && !errors.Is(err, copilot.ErrAbsent) {
		return "", fmt.Errorf("show %s: %w", id, err)
	}
	if !known {
		m = message{ID: id, Kind: noticed, Thread: at.Thread, At: c.now(), Request: spot.Key, To: spot.For.ID}
	}
	switch subject := card.Subject(); {
	case subject.Draft != "" && !unfinished(card):
		m.Kind, m.Draft, m.Revision, m.Blocks, m.Actions = carded, subject.Draft, subject.Revision, nil, nil
	case generated(card):
		c.writing.set(id, card)
		if known {
			c.hub.publish(change{at.Channel, id})
			return id, nil
		}
		return id, c.put(ctx, at.Channel, m)
	default:
		m.Kind, m.Draft, m.Revision, m.Blocks, m.Actions = noticed, "", 0, card.Blocks(), card.Actions()
	}
	c.writing.drop(id) // before the put, whose news would still find it
	return id, c.put(ctx, at.Channel, m)
}

// messageID derives a message's id from what it answers, so that a job that runs
// again edits the message its first run made.
func messageID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "a-" + hex.EncodeToString(sum[:12])
}

// messages lists a channel, oldest first.
func (c *Chat) messages(ctx context.Context, channel string, last int) ([]message, error) {
	values, err := c.timeline.List(ctx, channel, last)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", channel, err)
	}
	all := make([]message, 0, len(values))
	for _, value := range values {
		m, err := decodeMessage(value)
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", channel, err)
		}
		all = append(all, m)
	}
	sortByTime(all)
	return all, nil
}

func (c *Chat) find(ctx context.Context, channel, id string) (message, error) {
	value, err := c.timeline.Find(ctx, channel, id)
	if err != nil {
		return message{}, fmt.Errorf("find %s: %w", id, err)
	}
	return decodeMessage(value)
}

func (c *Chat) put(ctx context.Context, channel string, m message) error {
	value, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("encode message %s: %w", m.ID, err)
	}
	if err := c.timeline.Put(ctx, channel, m.ID, value); err != nil {
		return fmt.Errorf("put %s: %w", m.ID, err)
	}
	return nil
}
