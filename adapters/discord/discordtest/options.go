package discordtest

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"slices"
	"time"
)

// Options say which application and server a Discord has. Every field may be empty.
type Options struct {
	Application string // id of the application and of its bot user; default "1100000000000000001"
	Name        string // of both; default "brouillon"
	Guild       string // id of the server there is from the start; default "1200000000000000001"
	GuildName   string // default "Acme"
	GuildLocale string // default "en-US"
	Token       string // of the bot, without "Bot "
	PublicKey   string // filled in by New: hexadecimal, what the application is told
	Path        string // where an app listens for interactions, below its address; default /discord/interactions

	// NoMessageContent takes the privileged intent away: what other people write
	// comes empty, but for what Discord excepts.
	NoMessageContent bool
	// BotPermissions are those of the bot's own role; default DefaultBot. NoPermissions
	// gives it none.
	BotPermissions Permissions
	// Lenient skips the contracts and keeps no record of calls: for benchmarks and
	// soaks. The other checks stay on.
	Lenient bool
	// Unchecked names checks that this test does without: CheckSchema and the others.
	Unchecked []string
	// Now decides ids, the age of interactions and tokens, rate limits and
	// signatures; default time.Now.
	Now func() time.Time
	// Patience is how long people wait for an answer, on the wall; default 15 s.
	Patience time.Duration
	// HeartbeatInterval is told to who opens a gateway; default 41.25 s. A session
	// that is silent for longer than two of them is closed with 4009.
	HeartbeatInterval time.Duration
}

// The checks that Options.Unchecked can name. All of them make the test red.
const (
	CheckSchema          = "schema"           // bodies, against the contract
	CheckQuery           = "query"            // query parameters that are not documented
	CheckAgent           = "agent"            // User-Agent, without which Discord's front refuses
	CheckAllowedMentions = "allowed_mentions" // {"parse":[]} with every message and edit
	CheckMentions        = "mentions"         // no live mention in content
	CheckLinks           = "links"            // no link in content that would unfurl
	CheckLabel           = "label"            // the label first and last on what holds a draft
	CheckAnswered        = "answered"         // every interaction is answered in time
)

// NoPermissions is what Options.BotPermissions takes for a bot that may nothing.
const NoPermissions Permissions = 1 << 63

func (o Options) filled() (Options, ed25519.PrivateKey) {
	for field, value := range map[*string]string{
		&o.Application: "1100000000000000001", &o.Name: "brouillon", &o.Guild: "1200000000000000001",
		&o.GuildName: "Acme", &o.GuildLocale: "en-US", &o.Token: "token.of.the-fake", &o.Path: "/discord/interactions",
	} {
		if *field == "" {
			*field = value
		}
	}
	if o.BotPermissions == 0 {
		o.BotPermissions = DefaultBot
	}
	if o.Patience == 0 {
		o.Patience = 15 * time.Second
	}
	if o.HeartbeatInterval == 0 {
		o.HeartbeatInterval = 41250 * time.Millisecond
	}
	public, private, _ := ed25519.GenerateKey(rand.Reader) // never fails
	o.PublicKey = hex.EncodeToString(public)
	return o, private
}

func (d *Discord) unchecked(name string) bool { return slices.Contains(d.o.Unchecked, name) }
