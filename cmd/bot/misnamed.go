package main

import (
	"context"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/brouillon/brouillon/copilot/text"
)

// misnamed is a variable that is set, is none of the bot's, and was probably meant to be.
type misnamed struct {
	Set   string
	Meant string // "" where none is near
}

// misnamedVariables are those around the process that look like ours.
type misnamedVariables []misnamed

// misnamedIn finds them among those of the environment, "NAME=value" each: all that begin as
// ours do, and of those of other programs, which also read SLACK_… and REDIS_…, such as are
// nearly called as one of ours that is not set. What is set to nothing is not set.
func misnamedIn(environment, ours []string) misnamedVariables {
	var missing, set []string
	for _, variable := range environment {
		if name, value, _ := strings.Cut(variable, "="); value != "" && !serviceLink(name, value) {
			set = append(set, name)
		}
	}
	for _, name := range ours {
		if !slices.Contains(set, name) {
			missing = append(missing, name)
		}
	}
	var all misnamedVariables
	for _, name := range slices.Sorted(slices.Values(set)) {
		if slices.Contains(ours, name) {
			continue
		}
		meant, near := text.NearestWithin(name, missing, slip)
		if !near && strings.HasPrefix(name, prefix) {
			meant, near = text.Nearest(name, ours)
		}
		if near || strings.HasPrefix(name, prefix) {
			all = append(all, misnamed{name, meant})
		}
	}
	return all
}

const (
	prefix = "BOT_" // of what is ours alone
	slip   = 2      // how many letters may be wrong in the name of what might be somebody else's
)

// links are what Kubernetes sets in every pod beside a Service that is called bot, or bot-…;
// a port alone says then over what.
var links = regexp.MustCompile(`_SERVICE_(HOST|PORT(_\w+)?)$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$`)

func serviceLink(name, value string) bool {
	return links.MatchString(name) || strings.HasSuffix(name, "_PORT") && strings.Contains(value, "://")
}

// misnamedOf finds them around this process.
func misnamedOf(parsed *kong.Context) misnamedVariables {
	if parsed == nil {
		return nil
	}
	var ours []string
	for _, flag := range parsed.Model.Flags {
		ours = append(ours, flag.Envs...)
	}
	return misnamedIn(os.Environ(), ours)
}

// String says what is set. What to do about it, Do says.
func (m misnamed) String() string { return m.Set + " is set, and is no variable of the bot." }

// Do says what to do.
func (m misnamed) Do() string {
	if m.Meant == "" {
		return "Take it away: " + helpLists
	}
	return "Did you mean " + m.Meant + "?"
}

// warn says them in a log.
func (all misnamedVariables) warn(ctx context.Context, log *slog.Logger) {
	for _, m := range all {
		log.WarnContext(ctx, "a variable is set that is none of the bot's", "variable", m.Set, "mend", m.Do())
	}
}
