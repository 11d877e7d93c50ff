package main

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// TestStats prints the figures of every workspace, or of one and a channel of it, with what it
// costs when prices are set; no name and no text.
func TestStats(t *testing.T) {
	redis := memorytest.Redis(t)
	d := signedRecord(t, redis.URL())
	bot := func(want int, args ...string) (string, []map[string]string) {
		t.Helper()
		var out, complaint strings.Builder
		args = append([]string{"stats"}, append(args, "--redis="+redis.URL(), "--secret-key="+auditSecret)...)
		if got := run(t.Context(), args, stdio{strings.NewReader(""), &out, &complaint}); got != want {
			t.Fatalf("%q: status %d, want %d: %s%s", args, got, want, out.String(), complaint.String())
		}
		cells, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
		must(t, err)
		var rows []map[string]string
		for _, row := range cells[min(1, len(cells)):] {
			named := map[string]string{}
			for i, cell := range row {
				named[cells[0][i]] = cell
			}
			rows = append(rows, named)
		}
		return out.String(), rows
	}
	said, rows := bot(statusOK, "--days=7", "--workspace=T1", "--price-prompt=1", "--price-completion=2", "--price-currency=EUR")
	if len(rows) != 7 {
		t.Fatalf("%d rows: %s", len(rows), said)
	}
	last := rows[6]
	for name, want := range map[string]string{
		"platform": "slack", "workspace": "T1", "channel": "", "drafts": "1", "drafts_draft": "1", "approved": "1", "approved_as_first_written": "1",
		"waiting": "0", "tokens_known_drafts": "1", "cost": "0.000000", "currency": "EUR",
	} {
		if last[name] != want {
			t.Errorf("%s is %q, want %q", name, last[name], want)
		}
	}
	for _, not := range []string{"Marc", "café", d.ID + ","} {
		if strings.Contains(said, not) {
			t.Errorf("the figures have %q in them: %s", not, said)
		}
	}
	_, rows = bot(statusOK, "--channel=nowhere")
	if len(rows) != 30 || slices.ContainsFunc(rows, func(r map[string]string) bool { return r["drafts"] != "0" }) {
		t.Errorf("of a channel without drafts: %v", rows)
	}
	bot(statusFailed, "--workspace=T2")
	bot(statusUsage, "--days=12")
}
