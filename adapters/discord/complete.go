package discord

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// choice is one thing that an option is completed to.
type choice struct {
	Name  string `json:"name"`  // as it is shown, at most 100 characters
	Value string `json:"value"` // at most 100
}

// Bounds of what is offered.
const (
	maxChoices = 25
	maxChoice  = 100
)

// completeWithin bounds how long the store is asked while somebody types.
const completeWithin = time.Second

// choices is the answer to a question for what to complete.
func choices(all []choice) reply {
	if all == nil {
		all = []choice{}
	}
	return reply{Type: replyAutocomplete, Data: map[string][]choice{"choices": all[:min(len(all), maxChoices)]}}
}

// complete offers what the option that is being typed may hold: what matches, or
// everything while nothing is typed.
func (d *Door) complete(ctx context.Context, s scene) reply {
	ctx, cancel := context.WithTimeout(ctx, completeWithin)
	defer cancel()
	known, _ := copilot.Lookup(s.Data.Name)
	if known.Settings { // of its options, what a fact is called is completed
		return choices(d.facts(ctx, s, settingOf(s.Data.Options).Words))
	}
	for _, given := range s.Data.Options {
		if !given.Focused {
			continue
		}
		o, _ := known.Option(given.Name)
		switch {
		case o.Kind == copilot.OptionDraft:
			return choices(d.recent(ctx, s, given.text()))
		case o.Kind == copilot.OptionAudience:
			return choices(d.audiences(ctx, s, given.text()))
		case o.Choices != nil:
			return choices(matching(d.usual(ctx, s, o), given.text()))
		}
	}
	return choices(nil)
}

// usual are the choices of an option, the channel's usual network first.
func (d *Door) usual(ctx context.Context, s scene, o copilot.Option) []choice {
	var all []choice
	for _, c := range o.Choices(s.person.Locale) {
		all = append(all, choice{text.Cut(c.Label, maxChoice), c.Value})
	}
	if o.Name != "network" {
		return all
	}
	profile, err := d.core.Profile(ctx, s.at)
	if err != nil {
		d.Log.DebugContext(ctx, "discord: completed without the channel's settings", "error", err)
	}
	for _, usual := range slices.Backward(profile.Networks) {
		if at := slices.IndexFunc(all, func(c choice) bool { return c.Value == usual }); at >= 0 {
			first := all[at]
			all = slices.Insert(slices.Delete(all, at, at+1), 0, first)
		}
	}
	return all
}

// matching keeps the choices that hold what was typed, whatever its accents and
// capitals, those first that begin with it.
func matching(all []choice, typed string) []choice {
	typed = text.Fold(strings.TrimSpace(typed))
	var first, second []choice
	for _, c := range all {
		name := text.Fold(c.Name)
		switch {
		case strings.HasPrefix(name, typed) || strings.HasPrefix(text.Fold(c.Value), typed):
			first = append(first, c)
		case strings.Contains(name, typed):
			second = append(second, c)
		}
	}
	return append(first, second...)
}

// maxBrief is how much of a brief stands in a list, in runes.
const maxBrief = 60

// recent are the drafts of the channel that a person may see, the newest first, by
// what was asked for: what was written waits on its card, under its label (P1).
func (d *Door) recent(ctx context.Context, s scene, typed string) []choice {
	drafts, err := d.core.Drafts(ctx, copilot.Filter{Tenant: s.at.Tenant(), Channel: s.at.Channel, For: s.person})
	if err != nil {
		d.Log.DebugContext(ctx, "discord: no drafts to complete", "error", err)
		return nil
	}
	var all []choice
	for _, draft := range drafts {
		if draft.Place.Thread != "" && draft.Place != s.at {
			continue
		}
		name := strings.Join([]string{
			text.Cut(strings.Join(strings.Fields(draft.Brief), " "), maxBrief),
			draft.Author.Name, catalogue.Moment(s.person.Locale, draft.Created),
		}, " · ")
		all = append(all, choice{chat.Short(strings.TrimPrefix(name, " · "), maxChoice), draft.ID})
	}
	return matching(all, typed)
}

// audiences are those of the channel by name, with who they are; what is typed stays
// what it is, for an audience need not have a name.
func (d *Door) audiences(ctx context.Context, s scene, typed string) []choice {
	profile, err := d.core.Profile(ctx, s.at)
	if err != nil {
		d.Log.DebugContext(ctx, "discord: no audiences to complete", "error", err)
	}
	var all []choice
	for _, a := range profile.Audiences {
		if chat.Width(a.Name) <= maxChoice {
			all = append(all, choice{chat.Short(a.String(), maxChoice), a.Name})
		}
	}
	return matching(all, typed)
}

// facts are those of the channel, by what they are called.
func (d *Door) facts(ctx context.Context, s scene, typed string) []choice {
	facts, err := d.core.Facts(ctx, s.at)
	if err != nil {
		d.Log.DebugContext(ctx, "discord: no facts to complete", "error", err)
	}
	var all []choice
	for _, f := range facts {
		all = append(all, choice{chat.Short(chat.OneLine(f.Text), maxChoice), f.Handle()})
	}
	return matching(all, typed)
}
