package builtin

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

func TestPiecesMakeTheText(t *testing.T) {
	p := briefs(t, "fr")[0]
	var pieces []string
	answer, err := New().Compose(t.Context(), p, func(s string) { pieces = append(pieces, s) })
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(pieces, ""); got != answer.Text {
		t.Errorf("pieces make\n%s\nnot\n%s", got, answer.Text)
	}
	if len(pieces) < 5 {
		t.Errorf("%d pieces: nobody sees the text grow", len(pieces))
	}
	for _, s := range pieces {
		if len(s) > 2*pieceSize || strings.ToValidUTF8(s, "") != s {
			t.Errorf("piece %q", s)
		}
	}
	if answer.Writer != "builtin" || answer.Model != "" || answer.Incomplete || answer.Usage != (copilot.Usage{}) {
		t.Errorf("answer %+v", answer)
	}
}

func TestStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	count := 0
	_, err := New().Compose(ctx, briefs(t, "en")[0], func(string) {
		count++
		cancel()
	})
	if !errors.Is(err, context.Canceled) || count != 1 {
		t.Errorf("%d pieces after the end, error %v", count-1, err)
	}
	if _, err := New().Compose(ctx, briefs(t, "en")[0], nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v with a context that has ended", err)
	}
}

func TestNothingToWriteWith(t *testing.T) {
	for name, c := range map[string]struct {
		prompt copilot.Prompt
		kind   copilot.WriterErrorKind
	}{
		"unknown task":       {copilot.Prompt{Task: "sing", Brief: "a song"}, copilot.WriterRefused},
		"empty brief":        {copilot.Prompt{Task: copilot.TaskDraft, Brief: " \n\t"}, copilot.WriterEmpty},
		"no conversation":    {copilot.Prompt{Task: copilot.TaskSummarize}, copilot.WriterEmpty},
		"only bots":          {copilot.Prompt{Task: copilot.TaskSummarize, Lines: []copilot.PromptLine{{Ref: "m1", Line: copilot.Line{Author: "CI", Text: "Build passed.", Bot: true}}}}, copilot.WriterEmpty},
		"nothing to tag":     {copilot.Prompt{Task: copilot.TaskHashtags}, copilot.WriterEmpty},
		"only control bytes": {copilot.Prompt{Task: copilot.TaskDraft, Brief: "\x00\x01\u200b"}, copilot.WriterEmpty},
	} {
		_, err := New().Compose(t.Context(), c.prompt, func(string) { t.Errorf("%s: a piece of nothing", name) })
		var failure *copilot.WriterError
		if !errors.As(err, &failure) || failure.Kind != c.kind || failure.Error() == "" {
			t.Errorf("%s: error %v, want a writer error of kind %s", name, err, c.kind)
		}
	}
}

// A thread of nothing but greetings is still a thread: its summary says so much.
func TestGreetingsAreBetterThanNothing(t *testing.T) {
	p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", Lines: talk("Ana: Hello!\nBob: hi :)")}
	if got := sectionOf(answered(t, p).Text, "tldr"); got != "- Ana: Hello! [m1]\n- Bob: Hi :) [m2]" {
		t.Errorf("got %q", got)
	}
}
