package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
)

// ids is how a platform's ids look.
type ids struct{ workspace, channel, person *regexp.Regexp }

var (
	number = regexp.MustCompile(`^[0-9]{1,20}$`)
	word   = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

	idsOf = map[string]ids{
		slack.Platform:   {regexp.MustCompile(`^[TE][A-Z0-9]+$`), regexp.MustCompile(`^[CDG][A-Z0-9]+$`), regexp.MustCompile(`^[UW][A-Z0-9]+$`)},
		discord.Platform: {number, number, number},
		web.Platform:     {word, word, word},
	}
	exampleOf = map[string]string{
		slack.Platform:   "slack:T0123, slack:T0123:C0456 or slack:T0123:@U0789",
		discord.Platform: "discord:123, discord:123:456 or discord:123:@789, ids as Discord copies them",
		web.Platform:     "web, or web:" + web.Workspace + ":@claire",
	}
)

// admission reads the lists, and names every entry that is wrong.
func (c LimitsConfig) admission(f *faults) copilot.Admission {
	a := copilot.Admission{Allow: f.patterns("BOT_ALLOW", c.Allow), Deny: f.patterns("BOT_DENY", c.Deny)}
	for _, p := range a.Allow {
		if slices.Contains(a.Deny, p) {
			f.add("BOT_ALLOW and BOT_DENY both have %q: what is denied is never allowed, so take it out of one", p)
		}
	}
	return a
}

func (f *faults) patterns(name, list string) []copilot.Pattern {
	var all []copilot.Pattern
	for _, entry := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) }) {
		p, err := copilot.ReadPattern(entry)
		known, ok := idsOf[p.Platform]
		switch {
		case err != nil:
			f.add("%s has %q: %v", name, entry, err)
		case p.Platform == "": // everything
			all = append(all, p)
		case !ok:
			f.add("%s has %q: the platform is slack, discord or web", name, entry)
		case !known.fit(p):
			f.add("%s has %q: use ids as in %s", name, entry, exampleOf[p.Platform])
		default:
			all = append(all, p)
		}
	}
	return all
}

// fit says whether an entry names what it names as the platform does.
func (i ids) fit(p copilot.Pattern) bool {
	return (p.Workspace == "" || i.workspace.MatchString(p.Workspace)) &&
		(p.Channel == "" || i.channel.MatchString(p.Channel)) &&
		(p.Person == "" || i.person.MatchString(p.Person))
}
