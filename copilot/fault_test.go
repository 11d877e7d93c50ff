package copilot_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// What fills in a sentence may be what somebody wrote: it is in the sentence, and in nothing
// that an error says for logs, however it is wrapped; what caused it is.
func TestFaultsSayNoWordsToLogs(t *testing.T) {
	const words = "our secret merger"
	f := copilot.NewFault(copilot.FaultInput, "fault.unchanged", catalogue.Args{"Words": words}, errors.New("the cause"))
	if !strings.Contains(f.Sentence("en"), words) {
		t.Fatalf("%q has no words to tell", f.Sentence("en"))
	}
	var log strings.Builder
	for name, err := range map[string]error{
		"itself": f, "wrapped": fmt.Errorf("answer: %w", f), "joined": errors.Join(errors.New("one"), f),
		"a cause": copilot.AsFault(fmt.Errorf("answer: %w", copilot.NewFault(copilot.FaultStore, "fault.store", nil, f)), ""),
	} {
		log.Reset()
		slog.New(slog.NewJSONHandler(&log, nil)).Error("failed", "error", err)
		said := log.String() + fmt.Sprintf("%s %v %+v", err, err, err)
		if strings.Contains(said, words) || !strings.Contains(said, "the cause") || !strings.Contains(said, "input: fault.unchanged") {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// A follow-up that changes nothing, whose end cannot be shown, is tried again: the log says
// so, and not what was asked for.
func TestLogHasNoWordsOfAFollowUp(t *testing.T) {
	const words = "mention our secret merger"
	b := newBench(t, writerFunc(again))
	var log strings.Builder
	b.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	b.accept(t, draftRequest("r1", soupBar))
	b.work(t, empty)
	d := b.drafts(t)[0]
	b.chat.late = func(c copilot.Card) {
		if b.chat.showErr = nil; strings.Contains(said(c), "No draft this time") {
			b.chat.showErr = errors.New("cut")
		}
	}
	b.accept(t, copilot.Request{ID: "r2", Place: channel, Person: lea, Draft: d.ID, Text: words + " instead"})
	b.work(t, func(d copilot.Depth) bool { return d.Delayed == 1 && d.Working == 0 })
	if said := log.String(); strings.Contains(said, words) || !strings.Contains(said, "fault.unchanged") {
		t.Errorf("logged:\n%s", said)
	}
}
