package discord

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Platform is the name of this chat in a Place.
const Platform = "discord"

// ChatOptions say how to reach Discord.
type ChatOptions struct {
	Token  copilot.Secret    // of the bot, without "Bot "
	Secret copilot.Secret    // what buttons are sealed with, the same in every process; "": the token
	URL    string            // base of the HTTP API, "" for Discord's own
	Log    *slog.Logger      // nil: slog.Default()
	Now    func() time.Time  // nil: time.Now
	Failed func(kind string) // is told of what kind every call is that failed (chat.FailedAs); nil: nobody is
}

// Chat is Discord as the core needs it. It is safe for concurrent use.
type Chat struct {
	rest      *rest
	token     copilot.Secret
	log       *slog.Logger
	now       func() time.Time
	sealer    sealer
	signet    chat.Signet
	addresses *addresses
	acks      acks
	begun     begun
	locales   locales
	doubts    chat.Doubts
	progress  *chat.Progress
	pause     func(context.Context, time.Duration) error // between two tries at an address

	guilds   *known[guild]
	channels *known[channel]
	members  *known[member]
	targets  *targets
}

var _ copilot.Chat = (*Chat)(nil)

// NewChat makes a chat; it calls Discord only when it has to.
func NewChat(o ChatOptions) (*Chat, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	sealer, err := newSealer(o.Token)
	if err != nil {
		return nil, err
	}
	r := newRest(restOptions{Token: o.Token, URL: o.URL, Log: o.Log, Now: o.Now, Failed: o.Failed})
	return &Chat{
		rest: r, token: o.Token, log: o.Log, now: o.Now, sealer: sealer, signet: chat.NewSignet(Platform, o.Secret.Or(o.Token)), addresses: newAddresses(o.Now), pause: chat.Rest,
		progress: chat.NewProgress(pace, o.Log, o.Now),
		guilds:   newKnown(o.Now, r.guild), channels: newKnown(o.Now, r.channel),
		members: newKnown(o.Now, func(ctx context.Context, key string) (member, error) {
			guild, user := cutMemberKey(key)
			return r.memberOf(ctx, guild, user)
		}),
		targets: newTargets(o.Now),
	}, nil
}

// Check asks Discord who we are: a *copilot.Fault when Discord refuses the token.
func (c *Chat) Check(ctx context.Context) error {
	_, err := c.rest.self(ctx)
	return err
}

// Link is the permalink of a message of ours; "" of one that one person alone sees.
func (c *Chat) Link(_ context.Context, at copilot.Place, message string) string {
	p, err := readPost(message)
	if err != nil || p.alone {
		return ""
	}
	return permalink{at.Workspace, p.channel, p.ids[0]}.String()
}

// Who is the person by the name they show in the server. Their language comes with
// what they do, and Discord tells it nowhere else.
func (c *Chat) Who(ctx context.Context, p copilot.Person, at copilot.Place) (copilot.Person, error) {
	if p.Name != "" {
		return p, nil
	}
	m, err := c.members.find(ctx, memberKey(at.Workspace, p.ID), nameAge)
	if err != nil {
		return p, err
	}
	p.Name = m.name(p.ID)
	return p, nil
}

// name is what a member is called in the server.
func (m member) name(id snowflake) string {
	if m.User == nil {
		return cmp.Or(m.Nick, id)
	}
	return cmp.Or(m.Nick, m.User.name())
}

// name is what an account is called where it has no other name.
func (u user) name() string { return cmp.Or(u.GlobalName, u.Name, u.ID) }

// Close ends all progress and waits for it, until ctx ends.
func (c *Chat) Close(ctx context.Context) {
	c.progress.Close(ctx)
	c.rest.close()
}
