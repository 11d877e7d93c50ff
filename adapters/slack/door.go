package slack

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Door takes what Slack delivers, over either transport, and returns what Slack
// is acknowledged with. Nothing is acknowledged before it is kept or done.
type Door struct {
	core    Core
	chat    *Chat
	log     *slog.Logger
	now     func() time.Time
	locale  string
	prefix  string
	closing context.Context // ends when the door closes
	stop    context.CancelFunc
	running tasks // what outlives its acknowledgement
}

// DoorOptions are what a Door may be told; the zero value serves.
type DoorOptions struct {
	Log    *slog.Logger     // nil: slog.Default()
	Now    func() time.Time // nil: time.Now
	Locale string           // for people whose own is not known; "" is English
	Prefix string           // of the commands: "br-" for /br-draft
}

// NewDoor makes a door to a core and its chat.
func NewDoor(core Core, chat *Chat, o DoorOptions) *Door {
	d := &Door{core: core, chat: chat, log: o.Log, now: o.Now, locale: catalogue.Base(o.Locale), prefix: o.Prefix}
	d.closing, d.stop = context.WithCancel(context.Background())
	if d.log == nil {
		d.log = slog.Default()
	}
	if d.now == nil {
		d.now = time.Now
	}
	return d
}

// Wait returns when nothing that was delivered is being worked on any more.
func (d *Door) Wait() { d.running.Wait() }

// Close waits as Wait does, for as long as ctx lasts; then what is still going on
// is left alone. No open cards are shown anew any more.
func (d *Door) Close(ctx context.Context) error {
	d.stop()
	select {
	case <-d.running.settled():
		return nil
	case <-ctx.Done():
		return fmt.Errorf("slack: wait for what was begun: %w", ctx.Err())
	}
}

// sentence is what a person is told of an error, in their language; what is not
// theirs to put right is logged under the reference they see.
func (d *Door) sentence(ctx context.Context, to copilot.Person, err error) string {
	reference := strings.ToLower(rand.Text()[:8])
	f := copilot.AsFault(err, reference)
	if f.Kind == copilot.FaultInternal {
		d.log.Error("slack: request failed", "reference", reference, "error", err)
	}
	return d.prefixed(f.Sentence(d.language(ctx, to)))
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
		return d.locale
	}
	return cmp.Or(m.locale, d.locale)
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
	return cmp.Or(m.locale, d.locale), ok
}

// met is the person with their name and language.
func (d *Door) met(ctx context.Context, p copilot.Person) copilot.Person {
	p.Locale = d.language(ctx, p)
	if m, ok := d.chat.people.recall(p.ID, nameAge); ok {
		p.Name = m.name
	}
	return p
}
