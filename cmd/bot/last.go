package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/alecthomas/kong"
)

// lastly has the last words written, and waits for them, but not for ever: a bot that cannot
// start has to end, to be started again, although nobody reads what it says.
func lastly(w io.Writer, say func(io.Writer)) {
	words := newSpout(w)
	defer words.close(logEndsWithin)
	say(words)
}

// last says why the process ends: in words to who called a command, or in the log of a bot
// whose log is JSON.
type last struct {
	w   io.Writer
	log *slog.Logger // nil: words
}

// lastWords are said to w. Of a format that cannot be read itself, nobody knows that it is JSON.
func lastWords(w io.Writer, s *Settings, args []string, parsed *kong.Context) last {
	if s.LogFormat != logJSON || !serves(args, parsed) {
		return last{w: w}
	}
	return last{w, newLog(w, s)}
}

// serves says whether arguments run the bot.
func serves(args []string, parsed *kong.Context) bool {
	if parsed == nil {
		return false
	}
	command := asked(args, parsed.Model)
	return command == "" || command == "serve"
}

// complain lists everything that is wrong in one go.
func (l last) complain(faults []string, misnamed misnamedVariables) {
	if l.log != nil {
		for _, fault := range faults {
			l.log.Error("nothing was started: a setting is wrong", "fault", fault, "mend", helpLists)
		}
		misnamed.warn(context.Background(), l.log)
		return
	}
	things := "things"
	if len(faults) == 1 {
		things = "thing"
	}
	fmt.Fprintf(l.w, "bot: %d %s to put right first:\n", len(faults), things)
	for _, fault := range faults {
		fmt.Fprintln(l.w, "  -", fault)
	}
	for _, m := range misnamed {
		fmt.Fprintln(l.w, "Perhaps because of this:", m, m.Do())
	}
	fmt.Fprintln(l.w, helpLists)
}

// helpLists is where somebody finds what a setting is called, and may be.
const helpLists = "bot --help lists every flag and variable."

// outcome is the exit status of a command that ended with an error, or with nil.
func (l last) outcome(err error) int {
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, errFindings):
		return statusFindings
	}
	if l.log != nil {
		l.log.Error("the bot ends", "error", err)
	} else {
		fmt.Fprintln(l.w, "bot:", err)
	}
	if _, ok := errors.AsType[errNothing](err); ok {
		return statusUsage
	}
	return statusFailed
}
