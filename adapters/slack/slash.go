package slack

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Command answers a slash command: what is asked is kept before it is
// acknowledged; a command alone opens its form; what is wrong is said to the
// person who typed it.
func (d *Door) command(ctx context.Context, c command) reply {
	id := "command:" + c.Trigger
	ctx, cancel := chat.Handling(copilot.Refer(ctx, copilot.Reference(id)))
	defer cancel()
	person, at := c.person(), c.place(d.workspace(ctx, c.workspace()))
	d.chat.whisper.keep(person.ID, at.Channel, c.ResponseURL)
	name := strings.TrimPrefix(strings.TrimPrefix(c.Command, "/"), d.prefix)
	known, ok := copilot.Lookup(name)
	typed := strings.TrimSpace(c.Text)
	if ok && known.Settings {
		return d.setting(ctx, c.Trigger, person, at, typed)
	}
	err := d.core.Admit(ctx, at, person)
	switch {
	case err != nil:
	case ok && typed == "":
		err = d.openForm(ctx, c.Trigger, person, form{Command: name, Place: at})
	default:
		err = d.accept(ctx, name, dashed(known, plain(typed, d.callName)), copilot.Request{
			ID: id, Place: at, Person: person, Time: d.Now(),
		})
	}
	if err != nil {
		return whispered(d.sentence(ctx, person, err))
	}
	return nil
}

// longDash is what phones make of the two dashes before an option.
var longDash = regexp.MustCompile(`(^|\s)[—–](\pL+)`)

// dashed puts the dashes before options back.
func dashed(c copilot.Command, typed string) string {
	return longDash.ReplaceAllStringFunc(typed, func(s string) string {
		m := longDash.FindStringSubmatch(s)
		if _, ok := c.Option(strings.ToLower(m[2])); !ok {
			return s
		}
		return m[1] + "--" + m[2]
	})
}

// accept has the core keep a typed command.
func (d *Door) accept(ctx context.Context, name, typed string, r copilot.Request) error {
	parsed, err := d.core.Parse(r.Person.Locale, "/"+name+" "+typed)
	if err != nil {
		return err
	}
	r.Command, r.Text, r.Options = parsed.Command, parsed.Text, parsed.Options
	r, moved := atLink(r)
	known, _ := copilot.Lookup(r.Command)
	r.Private = moved || known.Task == copilot.TaskSummarize // nobody reads it over their shoulder
	return d.core.Accept(ctx, r)
}

// atLink makes a request about the conversation that its words link to, and says
// whether they do.
func atLink(r copilot.Request) (copilot.Request, bool) {
	known, _ := copilot.Lookup(r.Command)
	link, ok := parsePermalink(r.Text)
	if !ok || !known.Reads {
		return r, false
	}
	r.Place.Channel, r.Place.Thread, r.Text = link.Channel, cmp.Or(link.Thread, link.TS), ""
	return r, true
}
