package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"

	"github.com/brouillon/brouillon/copilot/text"
)

// notices are what whoever starts the bot is told on standard output: where it is, what is not
// configured and what that means, what it waits for. They are words, or where the log is JSON
// a record of it each: what collects logs reads both streams as one. No level leaves them out.
type notices struct {
	out io.Writer
	log *slog.Logger // nil: words
}

func newNotices(out io.Writer, s *Settings) notices {
	if s.LogFormat != logJSON {
		return notices{out: out}
	}
	all := *s
	all.Log = slog.LevelInfo
	return notices{out, newLog(out, &all)}
}

// say tells a sentence, and beside it in a record what of it programs may look for, as slog
// takes it.
func (n notices) say(sentence string, about ...any) { n.tell(slog.LevelInfo, sentence, about) }

// warn tells what whoever runs the bot may not have meant.
func (n notices) warn(sentence string, about ...any) { n.tell(slog.LevelWarn, sentence, about) }

func (n notices) tell(level slog.Level, sentence string, about []any) {
	if n.log == nil {
		fmt.Fprintln(n.out, sentence)
		return
	}
	n.log.Log(context.Background(), level, sentence, about...)
}

// adoptStrays has what libraries say past the log stand in it: net/http does, of a server at
// the other end that breaks the protocol.
func adoptStrays(l *slog.Logger) {
	log.SetFlags(0)
	log.SetOutput(unquoting{slog.NewLogLogger(l.Handler(), slog.LevelWarn).Writer()})
}

// unquoting leaves out what a line quotes: net/http quotes the bytes that came, and they may
// be what somebody, or a model, wrote.
type unquoting struct{ to io.Writer }

var quotation = text.Lazily(`"(?:[^"\\]|\\.)*(?:"|$)`)

// Write is io.Writer.
func (u unquoting) Write(line []byte) (int, error) {
	if _, err := io.WriteString(u.to, quotation.ReplaceAllString(string(line), `"…"`)); err != nil {
		return 0, err
	}
	return len(line), nil
}
