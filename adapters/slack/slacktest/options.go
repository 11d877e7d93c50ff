package slacktest

import (
	"slices"
	"time"
)

// Options say which workspace and app a Slack is. Every field may be empty.
type Options struct {
	Team              string // "T…"; default "T0ACME0001"
	Domain            string // default "acme", of https://acme.slack.com/
	Enterprise        string // "E…" on Enterprise Grid
	EnterpriseInstall bool   // installed for the whole organisation
	App, Bot          string // "A…" and "B…"
	BotUser, BotName  string // "U…" and its name, default "brouillon"
	BotToken          string // "xoxb-…"
	AppToken          string // "xapp-…", for Socket Mode only
	SigningSecret     string
	Scopes            []string // what the token may do, as every answer says; nil: none says it
	Paths             Paths    // of the app, for ConnectHTTP

	// Lenient skips the schema and keeps no record of calls (only counts them):
	// for benchmarks. The other checks stay on.
	Lenient bool
	// Unchecked names checks that this test does without: CheckSchema and the others.
	Unchecked []string
	// Now decides ts, the age of triggers and of response URLs; default time.Now.
	Now func() time.Time
	// Signing is the time requests are signed with; default time.Now, since
	// slack-go verifies signatures by the clock on the wall.
	Signing func() time.Time
	// AckLimit is how long the app may take to acknowledge; default 3 s.
	AckLimit time.Duration
	// Echo sends the bot's own messages back to it as events, as Slack does when
	// the app subscribes to message events.
	Echo bool
}

// Paths are where an app in HTTP mode listens, below its base address.
type Paths struct {
	Events, Commands, Interactive string // default /slack/events, /slack/commands, /slack/interactions
}

// The checks that Options.Unchecked can name. All of them make the test red.
const (
	CheckArguments = "arguments"  // unknown, missing or mistyped arguments
	CheckSchema    = "schema"     // Block Kit, against the contract
	CheckLimits    = "limits"     // lengths, counts and unique ids, by hand
	CheckFallback  = "fallback"   // text that goes with blocks
	CheckUnfurl    = "unfurl"     // unfurl_links and unfurl_media are false
	CheckLinkNames = "link_names" // link_names and parse=full are never sent
	CheckMentions  = "mentions"   // no live <!…>, <@…> or <#…>
)

func (o Options) filled() Options {
	for field, value := range map[*string]string{
		&o.Team: "T0ACME0001", &o.Domain: "acme", &o.App: "A0APP00001", &o.Bot: "B0BOT00001",
		&o.BotUser: "U0BOT00001", &o.BotName: "brouillon",
		&o.BotToken: "xoxb-of-the-fake", &o.AppToken: "xapp-of-the-fake", &o.SigningSecret: "secret-of-the-fake",
		&o.Paths.Events: "/slack/events", &o.Paths.Commands: "/slack/commands", &o.Paths.Interactive: "/slack/interactions",
	} {
		if *field == "" {
			*field = value
		}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Signing == nil {
		o.Signing = time.Now
	}
	if o.AckLimit == 0 {
		o.AckLimit = 3 * time.Second
	}
	return o
}

func (s *Slack) unchecked(name string) bool { return slices.Contains(s.o.Unchecked, name) }
