package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// asked is the command that arguments ask for, "" where it is none or there is no such one:
// then the bot runs. What was parsed of them does not tell, where some could not be read.
func asked(args []string, app *kong.Application) string {
	for i := 0; i < len(args) && args[i] != "--"; i++ {
		arg := args[i]
		switch {
		case !strings.HasPrefix(arg, "-"):
			if slices.ContainsFunc(app.Children, func(command *kong.Node) bool { return command.Name == arg }) {
				return arg
			}
			return ""
		case awaitsValue(arg, app):
			i++
		}
	}
	return ""
}

// awaitsValue says whether the argument after a flag is its value.
func awaitsValue(arg string, app *kong.Application) bool {
	return slices.ContainsFunc(app.Flags, func(flag *kong.Flag) bool { return arg == "--"+flag.Name && !flag.IsBool() })
}
