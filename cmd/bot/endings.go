package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// Exit statuses.
const (
	statusOK       = 0
	statusFindings = 1 // there is something to look at, or a line could not be answered
	statusUsage    = 2 // wrong flags or configuration: nothing was started
	statusFailed   = 3 // it was right and went wrong
)

// ending is what an exit status means.
type ending struct {
	Status int
	Of     string // the command; "" for all that do not say otherwise
	Means  string // "" where that command never ends so
}

// endings are all there are: help, manual page and documentation say them from here.
var endings = []ending{
	{statusOK, "", "It went well."},
	{statusFindings, "", "There is something to look at, or a line could not be answered."},
	{statusFindings, "audit verify", "The record is not what was written."},
	{statusFindings, "audit erase", "Nothing is by that person."},
	{statusFindings, "doctor", "There is a fault, of flags and variables too, or with --strict a warning."},
	{statusUsage, "", "Flags, variables or input are wrong, and nothing was started."},
	{statusUsage, "doctor", ""},
	{statusFailed, "", "They were right, and it went wrong."},
	{statusFailed, "stats", "Nothing is on record there, or not all of it could be read: see what it says."},
	{statusFailed, "health", "The bot is not ready, or there is none."},
}

// endingsOf are those of a command, or with "" of all.
func endingsOf(command string) (all []ending) {
	for _, e := range endings {
		switch {
		case e.Of == "":
			all = append(all, e)
		case e.Of == command:
			all[len(all)-1] = e // it says what the status before means here
		}
	}
	kept := all[:0]
	for _, e := range all {
		if e.Means != "" {
			kept = append(kept, e)
		}
	}
	return kept
}

// helpWithEndings is the help of kong, without what the command does not go by, and after it
// how the command ends.
func helpWithEndings(o kong.HelpOptions, k *kong.Context) error {
	command := ""
	if node := k.Selected(); node != nil {
		command = commandOf(k, node)
	}
	some := leaveOut(k, command)
	if err := kong.DefaultHelpPrinter(o, k); err != nil {
		return err
	}
	var b strings.Builder
	if some {
		b.WriteString("\nbot --help lists the flags and variables of the bot as well.\n")
	}
	b.WriteString("\nExit status:\n")
	for _, e := range endingsOf(command) {
		fmt.Fprintf(&b, "  %d  %s\n", e.Status, e.Means)
	}
	return printed(fmt.Fprint(k.Stdout, b.String()))
}

// commandOf is what a command is called, without the program's name.
func commandOf(k *kong.Context, node *kong.Node) string {
	return strings.TrimPrefix(node.FullPath(), k.Model.Name+" ")
}
