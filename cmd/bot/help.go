package main

import (
	"context"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// helpCmd explains as --help does, for those who ask with a word.
type helpCmd struct {
	Of []string `arg:"" name:"command" optional:"" help:"The command to explain; none: all of them."`
}

// Run prints what --help after that command prints.
func (c helpCmd) Run(ctx context.Context, std stdio) error {
	status := -1
	parser, err := newParser(ctx, &cli{}, std, &status)
	if err != nil {
		return err
	}
	if _, err := parser.Parse(append(c.Of, "--help")); status < 0 && err != nil {
		return errNothing(guided(parser, c.Of, err.Error()))
	}
	return nil
}

// isHelp is of a command that only explains, which it does whatever is wrong with settings.
func isHelp(parsed *kong.Context) bool {
	return parsed != nil && strings.HasPrefix(parsed.Command()+" ", "help ")
}

// concerns are the groups of the bot's flags that a command goes by, for those that do not go
// by all of them. The others may be given, and are not shown.
var concerns = map[string][]string{
	"draft": {"model", "manner"}, "summarize": {"model", "manner"}, "hashtags": {"model", "manner"}, "check": {"manner"},
	"manifest": {"slack", "manner"}, "register": {"discord", "manner"},
	"audit": {"store", "manner"}, "stats": {"store", "model", "manner"}, "health": {"web"},
	"completion": {}, "man": {}, "version": {}, "help": {},
}

// concerned is whether a flag means something to a command, such as "audit verify": one that
// is of no group is the command's own, or everybody's.
func concerned(command string, f *kong.Flag) bool {
	first, _, _ := strings.Cut(command, " ")
	shown, some := concerns[first]
	return !some || f.Group == nil || slices.Contains(shown, f.Group.Key)
}

// leaveOut hides what means nothing to a command, and says whether there was any of that.
func leaveOut(k *kong.Context, command string) (some bool) {
	for _, f := range k.Model.Flags {
		if !concerned(command, f) {
			f.Hidden, some = true, true
		}
	}
	return some
}
