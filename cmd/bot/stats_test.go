package main

import (
	"context"
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
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
	_, rows = bot(statusOK, "--channel="+d.Place.Channel)
	if len(rows) != 30 || rows[29]["drafts"] != "1" || rows[29]["channel"] != d.Place.Channel {
		t.Errorf("of a channel: %v", rows)
	}
	bot(statusFailed, "--channel=nowhere")
	bot(statusFailed, "--workspace=T2")
	bot(statusUsage, "--days=12")
}

// TestStatsOfWhatCannotBeRead: figures of drafts that cannot be read would be zeros. There are
// none, or those of the others, and it says so and ends as what failed.
func TestStatsOfWhatCannotBeRead(t *testing.T) {
	redis := memorytest.Redis(t)
	bot := func(says string, args ...string) string {
		t.Helper()
		var out, complaint strings.Builder
		args = append([]string{"stats", "--days=7", "--redis=" + redis.URL()}, args...)
		if got := run(t.Context(), args, stdio{strings.NewReader(""), &out, &complaint}); got != statusFailed || !strings.Contains(complaint.String(), says) {
			t.Errorf("%q: status %d, and it says %s", args, got, complaint.String())
		}
		return out.String()
	}
	key := "--secret-key=" + auditSecret
	signedWith(t, redis.URL(), memory.Options{})
	if said := bot("BOT_ADOPT_UNSEALED", key); said != "" {
		t.Errorf("of drafts from before there was a key: %s", said)
	}
	redis.Do("FLUSHALL")
	signedRecord(t, redis.URL())
	if said := bot("BOT_SECRET_KEY"); said != "" {
		t.Errorf("without the key: %s", said)
	}
	store, err := memory.Open(t.Context(), redis.URL(), memory.Options{Secret: copilot.NewSecret(auditSecret)})
	must(t, err)
	must(t, errors.Join(store.Unlock(t.Context()), store.Close()))
	signedWith(t, redis.URL(), memory.Options{Prefix: "bare"})
	redis.Do("RENAME {bare}:draft:slack:T1:d1 {brouillon}:draft:slack:T1:d1")
	if said := bot("bot: slack T1: 1 draft cannot be read", key); strings.Count(said, "\n") != 8 {
		t.Errorf("of what is left out there is no row: %s", said)
	}
	bot("1 brouillon ne peut pas être lu", key, "--locale=fr", "--channel=headless")
}

// shortOf is a store in which a workspace has more drafts than are read, and others two that
// cannot be.
type shortOf struct{ copilot.Memory }

func (shortOf) Survey(_ context.Context, t copilot.Tenant, _ string, since time.Time, _ int, each func(copilot.Draft)) (copilot.Surveyed, error) {
	if t.Workspace != "many" {
		return copilot.Surveyed{LeftOut: 2}, nil
	}
	each(copilot.Draft{Created: since, Revisions: []copilot.Revision{{}}})
	return copilot.Surveyed{More: true}, nil
}

// TestStatsNameWhoseFiguresAreShort: of many workspaces, it says of which the figures are not all.
func TestStatsNameWhoseFiguresAreShort(t *testing.T) {
	var out, told strings.Builder
	all := []copilot.Tenant{{Platform: "discord", Workspace: "1"}, {Platform: "slack", Workspace: "T1"}, {Platform: "slack", Workspace: "many"}}
	err := statsCmd{}.print(t.Context(), &Settings{Locale: "en"}, stdio{nil, &out, &told}, shortOf{}, all, 7)
	want := "discord 1: 2 drafts cannot be read and are not counted: the log says why.\nslack T1: 2 drafts cannot be read and are not counted: the log says why."
	if err == nil || err.Error() != want {
		t.Errorf("what is left out: %v", err)
	}
	if said := told.String(); !strings.HasPrefix(said, "slack many: There were more than 5,000 drafts: ") || strings.Count(said, "\n") != 1 {
		t.Errorf("what there is too much of: %q", said)
	}
	if rows := strings.Count(out.String(), "\n"); rows != 1+3*7 {
		t.Errorf("%d rows", rows)
	}
}
