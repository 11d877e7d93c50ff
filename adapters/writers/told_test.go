package writers

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// The log has one line when a model begins to fail, one when that is over, and none of what is
// about a prompt alone.
func TestTold(t *testing.T) {
	var log strings.Builder
	down, refused := turn{err: &copilot.WriterError{Kind: copilot.WriterDown, Status: 503, Cause: errors.New("scripted")}}, turn{err: fails(copilot.WriterRefused)}
	w := Told(script(ok, refused, down, refused, down, ok, ok, down), "m", slog.New(slog.NewTextHandler(&log, nil)))
	for range 8 {
		compose(t.Context(), w)
	}
	var said []string
	for line := range strings.Lines(log.String()) {
		_, line, _ = strings.Cut(line, " level=")
		said = append(said, strings.TrimSpace(line))
	}
	const fails = `WARN msg="the model fails: bot doctor asks it; brouillon_fallbacks_total counts on" model=m why=down status=503`
	if got, want := strings.Join(said, "\n"), fails+"\n"+`INFO msg="the model answers again" model=m failed=2`+"\n"+fails; got != want {
		t.Errorf("the log has\n%s\nand not\n%s", got, want)
	}
	if strings.Contains(log.String(), "scripted") {
		t.Error("it has what the endpoint said")
	}
}
