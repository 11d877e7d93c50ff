package copilot

import (
	"strings"
	"testing"
)

// Whatever went wrong that is not the person's to put right, its card has the request's
// reference once, in both languages; what is theirs to put right has none.
func TestFailuresHaveTheReference(t *testing.T) {
	r := Request{ID: "interaction:7", Command: "draft", Text: "our garden opens", Person: Person{Name: "Léa"}}
	for kind, fault := range map[FaultKind]*Fault{
		FaultWriter:   NewFault(FaultWriter, "writer.down", nil, nil),
		FaultStore:    NewFault(FaultStore, "fault.store", nil, nil),
		FaultInternal: AsFault(ErrAbsent, r.Reference()),
		"unheard":     NewFault(FaultInternal, "chat.fault.unheard", map[string]any{"Platform": "Slack"}, nil),
		FaultInput:    NewFault(FaultInput, "fault.reason", nil, nil),
		FaultLimit:    NewFault(FaultLimit, "fault.act", nil, nil),
	} {
		for _, lang := range []string{"en", "fr"} {
			shown := ""
			for _, b := range failureCard(r, lang, fault, true).Blocks() {
				shown += b.Text + "\n"
			}
			want := 1
			if kind == FaultInput || kind == FaultLimit {
				want = 0
			}
			if n := strings.Count(shown, r.Reference()); n != want {
				t.Errorf("%s in %s: the reference stands there %d times:\n%s", kind, lang, n, shown)
			}
		}
	}
}
