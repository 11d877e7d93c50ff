package slack

import (
	"cmp"
	"context"
	"log/slog"
	"regexp"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Door takes what Slack delivers, over either transport, and returns what Slack
// is acknowledged with. Nothing is acknowledged before it is kept or done.
type Door struct {
	*chat.Porch

	core   chat.Core
	chat   *Chat
	prefix string
	plots  chat.Plots
}

// DoorOptions are what a Door may be told; the zero value serves.
type DoorOptions struct {
	Log    *slog.Logger     // nil: slog.Default()
	Now    func() time.Time // nil: time.Now
	Locale string           // for people whose own is not known; "" is English
	Prefix string           // of the commands: "br-" for /br-draft
	Plots  chat.Plots       // where figures are drawn; nil: nowhere
}

// NewDoor makes a door to a core and its chat.
func NewDoor(core chat.Core, c *Chat, o DoorOptions) *Door {
	return &Door{Porch: chat.NewPorch(Platform, o.Log, o.Now, o.Locale), core: core, chat: c, prefix: o.Prefix, plots: o.Plots}
}

// sentence is what a person is told of an error, in their language, with commands as
// they are typed here.
func (d *Door) sentence(ctx context.Context, to copilot.Person, err error) string {
	return d.prefixed(d.Sentence(ctx, d.language(ctx, to), err))
}

// prefixed names commands as they are typed here.
func (d *Door) prefixed(sentence string) string {
	if d.prefix == "" {
		return sentence
	}
	return typedCommand.ReplaceAllStringFunc(sentence, func(found string) string {
		m := typedCommand.FindStringSubmatch(found)
		if _, ok := copilot.Lookup(m[2]); !ok {
			return found
		}
		return m[1] + "/" + d.prefix + m[2]
	})
}

// typedCommand is what may be a command in a sentence: a word of its own, neither
// part of an address nor of somebody's words like and/or.
var typedCommand = regexp.MustCompile(`(^|[\s"'“‘«(` + "`" + `])/([\pL\pN_/-]+)`)

// meetWithin bounds how long an acknowledgement waits to learn somebody's
// language.
const meetWithin = 600 * time.Millisecond

// language is what a person reads, the door's when that is not known in time.
func (d *Door) language(ctx context.Context, p copilot.Person) string {
	if p.Locale != "" {
		return p.Locale
	}
	ctx, cancel := context.WithTimeout(ctx, meetWithin)
	defer cancel()
	m, err := d.chat.people.find(ctx, p.ID, nameAge)
	if err != nil {
		return d.Locale
	}
	return cmp.Or(m.locale, d.Locale)
}

// resident refuses people of another company.
func (d *Door) resident(ctx context.Context, p copilot.Person) error {
	m, err := d.chat.people.find(ctx, p.ID, nameAge)
	if err != nil {
		return err
	}
	own, err := d.chat.installation(ctx)
	if err != nil {
		return err
	}
	return m.resident(own)
}

// glance is what a person reads as far as is known without asking Slack.
func (d *Door) glance(p copilot.Person) (lang string, known bool) {
	m, ok := d.chat.people.recall(p.ID, nameAge)
	return cmp.Or(m.locale, d.Locale), ok
}

// met is the person with their name and language.
func (d *Door) met(ctx context.Context, p copilot.Person) copilot.Person {
	p.Locale = d.language(ctx, p)
	if m, ok := d.chat.people.recall(p.ID, nameAge); ok {
		p.Name = m.name
	}
	return p
}
