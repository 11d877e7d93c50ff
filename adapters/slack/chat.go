package slack

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Platform is the name of this chat in a Place.
const Platform = "slack"

// ChatOptions say how to reach Slack.
type ChatOptions struct {
	BotToken copilot.Secret    // xoxb-…
	AppToken copilot.Secret    // xapp-…, for Socket Mode; "" without
	URL      string            // base of the Web API, "" for Slack's own
	Prefix   string            // of the commands: "br-" for /br-draft
	Secret   copilot.Secret    // what buttons are sealed with, the same in every process; "": the bot token. cmd/bot gives its secret key, else the signing secret, else the app token
	Log      *slog.Logger      // nil: slog.Default()
	Now      func() time.Time  // nil: time.Now
	Failed   func(kind string) // is told of what kind every call is that failed (chat.FailedAs); nil: nobody is

	Stretches copilot.Stretches // nil: nothing that goes by is kept
}

// Chat is Slack as the core needs it. It is safe for concurrent use.
type Chat struct {
	api     *web
	pages   *pages
	client  *http.Client
	answers *http.Client // of what people did: it follows no redirects
	log     *slog.Logger
	now     func() time.Time

	settings string // the command that opens a channel's settings, as it is typed

	people  *people
	groups  *groups
	rooms   *rooms
	whisper *whispers
	doubts  chat.Doubts
	signet  chat.Signet

	progress *chat.Progress
	keeping  *chat.Keeping

	mu  sync.Mutex
	own *identity // nil until Slack has said who we are
}

var _ copilot.Chat = (*Chat)(nil)

// callTime bounds one call of the Web API.
const callTime = 15 * time.Second

// NewChat makes a chat; it calls Slack only when it has to.
func NewChat(o ChatOptions) *Chat {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 64
	fenced := chat.Fenced{Next: transport}
	client := &http.Client{Timeout: callTime, Transport: fenced}
	base := strings.TrimRight(cmp.Or(o.URL, slackAPI), "/") + "/"
	api := newWeb(slackgo.New(o.BotToken.Reveal(), slackgo.OptionHTTPClient(client), slackgo.OptionAppLevelToken(o.AppToken.Reveal()), slackgo.OptionAPIURL(base)), o.Log)
	api.failed = o.Failed
	known := &people{api: api, now: o.Now, known: map[string]member{}}
	return &Chat{
		signet: chat.NewSignet(Platform, o.Secret.Or(o.BotToken)),
		api:    api, pages: &pages{api, client, base, o.BotToken}, client: client, answers: &http.Client{Timeout: callTime, Transport: fenced, CheckRedirect: unled}, log: o.Log, now: o.Now, settings: settingsCommand(o.Prefix),
		people:   known,
		groups:   &groups{api: api, people: known, now: o.Now, known: map[string]groupList{}},
		rooms:    &rooms{api: api, people: known, now: o.Now, seen: map[[2]string]time.Time{}},
		whisper:  newWhispers(o.Now),
		progress: chat.NewProgress(pace, o.Log, o.Now),
		keeping:  chat.NewKeeping(o.Stretches, o.Log, o.Now),
	}
}

// settingsCommand is how the command of the table that opens settings is typed
// to set who may sign off.
func settingsCommand(prefix string) string {
	for _, c := range copilot.Table() {
		if c.Settings {
			return "/" + prefix + c.Name + " " + copilot.SubApprovers
		}
	}
	return ""
}

// Link is the permalink of a message of ours.
func (c *Chat) Link(ctx context.Context, at copilot.Place, message string) string {
	p, err := readPost(message)
	if err != nil {
		return ""
	}
	own, err := c.self(ctx)
	if err != nil {
		return ""
	}
	return permalinkTo(own.URL, p.channel, p.ts[0], at.Thread)
}

// Who is the person by the name they show, in the language of their profile.
func (c *Chat) Who(ctx context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	m, err := c.people.find(ctx, p.ID, nameAge)
	if err != nil {
		return p, err
	}
	return m.known(p), nil
}

// known fills in a person.
func (m member) known(p copilot.Person) copilot.Person {
	p.Name = m.name
	p.Locale = cmp.Or(m.locale, p.Locale)
	return p
}

// Roles lists the user groups a full member of the workspace is in. Guests,
// programs and people of other companies are refused.
func (c *Chat) Roles(ctx context.Context, p copilot.Person, at copilot.Place) ([]string, error) {
	m, err := c.people.find(ctx, p.ID, authorityAge)
	if err != nil {
		return nil, err
	}
	own, err := c.installation(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.authority(own); err != nil {
		return nil, err
	}
	return c.groups.of(ctx, at.Workspace, p.ID)
}
