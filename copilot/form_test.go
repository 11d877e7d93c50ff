package copilot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// An answer of another form, without a word of what was asked for, is asked for
// again; it never becomes a draft.
func TestAnswersOfAnotherFormAreAskedAgain(t *testing.T) {
	tags := copilot.Request{ID: "r1", Command: "hashtags", Place: channel, Person: lea, Text: "We open on Monday", Time: time.Now()}
	for answer, r := range map[string]copilot.Request{
		`{"variants":[],"hashtags":[]}`: draftRequest("r1", "We open on Monday"),
		`{"status":200,"ok":true}`:      draftRequest("r1", "We open on Monday"),
		"=== fact\n":                    draftRequest("r1", "We open on Monday"),
		"I have no hashtags for you.":   tags,
		`{"hashtags":[]}`:               tags,
	} {
		calls := 0
		b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
			calls++
			return copilot.Answer{Text: answer, Writer: "pen", Model: "pen-1"}, nil
		}))
		b.Queue = hasty{b.store}
		b.accept(t, r)
		b.work(t, func(d copilot.Depth) bool { return empty(d) && d.Parked == 1 })
		if s := said(b.chat.last(t, "message-r1")); calls < 2 || len(b.drafts(t)) != 0 || !strings.Contains(s, "came back with nothing") {
			t.Errorf("%q: %d calls, %d drafts:\n%s", answer, calls, len(b.drafts(t)), s)
		}
	}
}

// hasty is a queue that does not make its jobs wait.
type hasty struct{ copilot.Queue }

func (q hasty) Retry(ctx context.Context, j copilot.Job, _ time.Duration, cause string) (bool, error) {
	return q.Queue.Retry(ctx, j, 0, cause)
}
