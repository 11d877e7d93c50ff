package copilot

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Discretion is what a store knows of people who do not want to be read. It holds ids and
// moments, and none of their words.
type Discretion interface {
	// OptOut notes that somebody does not want to be read. From that moment on no stretch
	// and no minutes take words of theirs: see Kept.Author and Minutes.By. Every stretch of
	// the tenant is erased in the same step, for their words may be in it; when it returns
	// no minutes are left of before. After an error some may be: it has to be said again.
	OptOut(ctx context.Context, t Tenant, p Person, at time.Time) error

	// OptIn takes that back, and erases the stretches, in which words are missing.
	OptIn(ctx context.Context, t Tenant, p Person) error

	// OptedOut says of some people, by their ids, since when they do not want to be read;
	// who may be read is not among them.
	OptedOut(ctx context.Context, t Tenant, people []string) (map[string]time.Time, error)
}

// listen reads a conversation from its chat. Of people who do not want to be read it gives
// that they said something and when, and neither words nor name: all the copilot makes of a
// conversation is made of this. When it cannot be told who they are nothing is read.
func (c *Copilot) listen(ctx context.Context, r Reading) (Conversation, error) {
	read, err := c.reads(ctx, r)
	if err != nil || len(read.Lines) == 0 {
		return read, err
	}
	out, err := c.Memory.OptedOut(ctx, r.Place.Tenant(), authors(read.Lines))
	if err != nil {
		return Conversation{}, storeFault(err)
	}
	read.Lines = withhold(read.Lines, out)
	return read, nil
}

// authors are the ids of those who wrote some lines, each once.
func authors(lines []Line) []string {
	var all []string
	seen := map[string]bool{"": true}
	for _, l := range lines {
		if !seen[l.AuthorID] {
			seen[l.AuthorID] = true
			all = append(all, l.AuthorID)
		}
	}
	return all
}

// withhold are the lines without what is by people who do not want to be read.
func withhold(lines []Line, out map[string]time.Time) []Line {
	if len(out) == 0 {
		return lines
	}
	all := make([]Line, len(lines))
	for i, l := range lines {
		if _, is := out[l.AuthorID]; is {
			l = Line{ID: l.ID, AuthorID: l.AuthorID, Time: l.Time, Thread: l.Thread, Bot: l.Bot, Withheld: !l.Bot}
		}
		all[i] = l
	}
	return all
}

// withheld is how many lines of a conversation are by people who do not want to be read.
func withheld(read Conversation) int {
	n := 0
	for _, l := range read.Lines {
		if l.Withheld {
			n++
		}
	}
	return n
}

// unheard tells the reader how many messages were left out, and not whose.
func unheard(read Conversation) []Note {
	if n := withheld(read); n > 0 {
		return []Note{{"note.withheld", map[string]any{"Count": n}}}
	}
	return nil
}

// optOut and optIn do what somebody wants for themselves, and say how it is then.
func (c *Copilot) optOut(ctx context.Context, at Place, by Person) (string, error) {
	if err := c.Memory.OptOut(ctx, at.Tenant(), by, c.Now()); err != nil {
		return "", storeFault(err)
	}
	return catalogue.Say(by.Locale, "optout.done", nil), nil
}

func (c *Copilot) optIn(ctx context.Context, at Place, by Person) (string, error) {
	if err := c.Memory.OptIn(ctx, at.Tenant(), by); err != nil {
		return "", storeFault(err)
	}
	return catalogue.Say(by.Locale, "optin.done", nil), nil
}
