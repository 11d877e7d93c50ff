package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

const auditSecret = "a secret of these tests alone, long enough"

// signedRecord keeps a draft that Marc signed, for a reason that is a formula.
func signedRecord(t *testing.T, url string) copilot.Draft {
	t.Helper()
	return signedWith(t, url, memory.Options{Secret: copilot.NewSecret(auditSecret)})
}

func signedWith(t *testing.T, url string, o memory.Options) copilot.Draft {
	t.Helper()
	store, err := memory.Open(t.Context(), url, o)
	must(t, err)
	defer func() { must(t, store.Close()) }()
	must(t, store.Wait(t.Context(), func(string) {}))
	composer, err := headless(&Settings{Locale: "en"})
	must(t, err)
	d, err := composeDraft(t.Context(), composer, draftLine{Brief: "Our café in Lyon reopens on Monday 9 March at 8 am <b>", Variants: 2, Facts: []fact{{"The café opens at 8 am", "the manager"}}}, "en")
	must(t, err)
	d.ID, d.Place.Platform, d.Place.Workspace = "d1", "slack", "T1"
	r := d.Latest()
	_, err = store.Accept(t.Context(), copilot.Request{ID: "r", Place: d.Place, Person: d.Author})
	must(t, err)
	job, err := store.Claim(t.Context())
	must(t, err)
	_, err = store.Keep(t.Context(), d, job.Fence, copilot.Audit{Draft: d.ID, Revision: 1, Digest: r.Digest, Act: "drafted", Person: d.Author, At: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)})
	must(t, err)
	marc := copilot.Person{Platform: "slack", ID: "U1", Name: `Marc "<i>`}
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	decision := copilot.Decision{
		Draft: d.ID, Revision: 1, Digest: r.Digest, Variant: 2, Text: r.Variants[1].Digest, Verdict: copilot.Approve,
		Person: marc, Role: "managers", Reason: "=1+1", Acknowledged: len(r.Findings), At: at,
	}
	d, err = store.Decide(t.Context(), d.Ref(), decision, nil, copilot.Audit{
		Draft: d.ID, Revision: 1, Digest: r.Digest, Variant: 2, Text: decision.Text, Act: "approve", Person: marc, Role: "managers", Reason: "=1+1", Acknowledged: decision.Acknowledged, At: at,
	})
	must(t, err)
	return d
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestAudit is what an operator does with the record: verify, export, show a receipt, and
// see that somebody was at it.
func TestAudit(t *testing.T) {
	redis := memorytest.Redis(t)
	d := signedRecord(t, redis.URL())
	bot := func(want int, args ...string) string {
		t.Helper()
		var out, complaint strings.Builder
		args = append([]string{"audit"}, append(args, "--redis="+redis.URL(), "--secret-key="+auditSecret)...)
		if got := run(t.Context(), args, stdio{strings.NewReader(""), &out, &complaint}); got != want {
			t.Fatalf("%q: status %d, want %d: %s%s", args, got, want, out.String(), complaint.String())
		}
		return out.String() + complaint.String()
	}
	verified := bot(statusOK, "verify")
	_, head, found := strings.Cut(strings.TrimSpace(verified), "slack T1: 2 entries, unbroken, up to ")
	if !found {
		t.Fatalf("verify says %q", verified)
	}
	bot(statusOK, "verify", "--anchor", head, "--workspace", "T1")
	bot(statusFindings, "verify", "--anchor", "1"+strings.TrimPrefix(head, "2"))
	bot(statusUsage, "verify", "--anchor", "2")
	if said := bot(statusFindings, "verify", "--anchor", "3"+strings.TrimPrefix(head, "2")); !strings.Contains(said, "the record ends at 2, before the anchor at 3: a copy of before was restored") {
		t.Errorf("of a record that ends before the anchor it says %q", said)
	}
	bot(statusFailed, "verify", "--workspace", "T2")

	rows, err := csv.NewReader(strings.NewReader(bot(statusOK, "export"))).ReadAll()
	must(t, err)
	if len(rows) != 3 || rows[2][7] != "approve" || rows[2][14] != `Marc "<i>` || rows[2][15] != "managers" || rows[2][16] != "'=1+1" {
		t.Fatalf("export: %q", rows)
	}
	var line auditLine
	lines := strings.Split(strings.TrimSpace(bot(statusOK, "export", "--format=jsonl", "--since=2026-03-02")), "\n")
	if must(t, json.Unmarshal([]byte(lines[0]), &line)); len(lines) != 1 || line.Reason != "=1+1" || line.Position != 2 || line.Person != "U1" {
		t.Fatalf("export since: %q", lines)
	}
	bot(statusUsage, "export", "--since=yesterday")

	page := bot(statusOK, "receipt", d.ID)
	for _, words := range []string{
		html.EscapeString(d.Latest().Decision.Text), head, "managers", "Marc &#34;&lt;i&gt;", "U1", "2026-03-02T08:00:00Z", "The café opens at 8 am", "the manager",
		"signed off by",
	} {
		if !strings.Contains(page, words) {
			t.Errorf("the receipt does not say %q: %s", words, page)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "<i>") || strings.Contains(page, "<b>") || strings.Contains(page, "http:") || strings.Contains(page, "https:") {
		t.Errorf("the receipt is not harmless: %s", page)
	}
	bot(statusFailed, "receipt", "d2")

	if said := bot(statusFindings, "erase", "U9", "--workspace=T1"); !strings.Contains(said, "Nothing on record is by U9") {
		t.Errorf("erase of nobody says %q", said)
	}
	if said := bot(statusOK, "erase", "U1", "--workspace=T1"); !strings.Contains(said, "of 1 entry the person was erased") || !strings.Contains(said, "out of 1 draft they were taken") {
		t.Errorf("erase says %q", said)
	}
	if export := bot(statusOK, "export"); strings.Contains(export, "Marc") || strings.Contains(export, "1+1") || !strings.Contains(export, ",erased,") {
		t.Errorf("after the erasure: %s", export)
	}
	bot(statusOK, "verify", "--anchor", head)

	redis.Do("RPOP {brouillon}:ledger:slack:T1")
	if said := bot(statusFindings, "verify", "--locale=fr"); !strings.Contains(said, "3 ruptures (entrées vérifiées : 2)") || !strings.Contains(said, "d1") {
		t.Errorf("verify says %q", said)
	}
	redis.Do("FLUSHALL")
	bot(statusFindings, "verify", "--anchor", head)
}

// Without the key of the record, or with another, nothing is erased and nobody is suspected;
// and a record that needs no key is none that has one, unless the operator says so.
func TestAuditWithAnotherKey(t *testing.T) {
	redis := memorytest.Redis(t)
	signedRecord(t, redis.URL())
	bot := func(want int, says string, args ...string) {
		t.Helper()
		var out, complaint strings.Builder
		args = append([]string{"audit"}, append(args, "--redis="+redis.URL())...)
		got := run(t.Context(), args, stdio{strings.NewReader(""), &out, &complaint})
		if said := out.String() + complaint.String(); got != want || !strings.Contains(said, says) || strings.Contains(said, "entry 1") {
			t.Fatalf("%q: status %d, want %d: %s", args, got, want, said)
		}
	}
	for _, key := range []string{"--secret-key=", "--secret-key=" + auditSecret + "!"} {
		bot(statusFindings, "sealed with a key that is not the one given", "verify", key)
		bot(statusFailed, "BOT_SECRET_KEY", "erase", "U1", "--workspace=T1", key)
	}
	right := "--secret-key=" + auditSecret
	bot(statusOK, "2 entries, unbroken", "verify", right)

	redis.Do("FLUSHALL") // and made anew by who has no key
	signedWith(t, redis.URL(), memory.Options{})
	bot(statusFindings, "--unkeyed 2", "verify", right)
	bot(statusOK, "2 entries, unbroken", "verify", "--unkeyed=2", right)
	bot(statusOK, "as you said with --unkeyed", "verify", "--unkeyed=2", right)
	bot(statusOK, "No BOT_SECRET_KEY", "verify")
}

// What the bot refuses no command believes: not a draft in the clear that somebody planted.
// What a command keeps is sealed, and without the key of what is there it does nothing.
func TestAuditBelievesWhatTheBotDoes(t *testing.T) {
	redis := memorytest.Redis(t)
	key := copilot.NewSecret(auditSecret)
	signedRecord(t, redis.URL())
	signedWith(t, redis.URL(), memory.Options{Prefix: "planted", Secret: key})
	signedWith(t, redis.URL(), memory.Options{Prefix: "bare"})
	store, err := memory.Open(t.Context(), redis.URL(), memory.Options{Secret: key})
	must(t, err)
	must(t, store.Unlock(t.Context()))
	must(t, store.Close())
	bot := func(want int, says string, args ...string) {
		t.Helper()
		var out strings.Builder
		args = append([]string{"audit"}, append(args, "--redis="+redis.URL())...)
		got := run(t.Context(), args, stdio{strings.NewReader(""), &out, &out})
		if got != want || !strings.Contains(out.String(), says) {
			t.Fatalf("%q: status %d, want %d: %s", args, got, want, out.String())
		}
	}
	right := "--secret-key=" + auditSecret
	bot(statusOK, "Marc", "receipt", "d1", right)
	for wrong, says := range map[string]string{"--secret-key=": "BOT_SECRET_KEY is not set", right + "!": "sealed with another secret key"} {
		bot(statusFailed, says, "verify", wrong)
		bot(statusFailed, says, "erase", "U1", "--workspace=T1", wrong)
	}
	bot(statusOK, "1 entry", "erase", "U1", "--workspace=T1", right)
	if all := redis.Do("LRANGE {brouillon}:audit:slack:T1:d1 0 -1"); strings.Contains(all, `"salt"`) || strings.Count(all, `"sealed"`) != 2 {
		t.Errorf("after the erasure there is %s", all)
	}
	for from, says := range map[string]string{"planted": "was changed or moved", "bare": "is not sealed"} {
		redis.Do("RENAME {" + from + "}:draft:slack:T1:d1 {brouillon}:draft:slack:T1:d1")
		bot(statusFailed, says, "receipt", "d1", right)
	}
}

// Who signed in to the workbench is forgotten also when nothing is on record by them, and
// when the record is another key's.
func TestEraseGuest(t *testing.T) {
	redis := memorytest.Redis(t)
	at, key := web.Tenant(), copilot.NewSecret(auditSecret)
	store, err := memory.Open(t.Context(), redis.URL(), memory.Options{Secret: key})
	must(t, err)
	defer func() { must(t, store.Close()) }()
	must(t, store.Wait(t.Context(), func(string) {}))
	guests := store.Guests(at, web.SessionIdle)
	erase := func(want int, says string) {
		t.Helper()
		_, err := guests.Arrive(t.Context(), "oidc-Zoe", []byte("zoe@example.com"), "session", "attempt"+says)
		must(t, err)
		var out, complaint strings.Builder
		args := []string{"audit", "erase", "oidc-Zoe", "--workspace=" + at.Workspace, "--redis=" + redis.URL(), "--secret-key=" + auditSecret + "!"}
		got := run(t.Context(), args, stdio{strings.NewReader(""), &out, &complaint})
		if said := out.String() + complaint.String(); got != want || !strings.Contains(said, says) {
			t.Fatalf("status %d, want %d: %s", got, want, said)
		}
		if _, err := guests.Find(t.Context(), "oidc-Zoe"); err != copilot.ErrAbsent {
			t.Errorf("the guest is still known: %v", err)
		}
	}
	erase(statusOK, "their name, address and sessions at the workbench were erased")
	redis.Do("FLUSHALL")
	keptRecord(t, store, at)
	erase(statusFailed, "BOT_SECRET_KEY") // the record is another key's; the guest is gone all the same
}

// keptRecord puts something on record of a workspace.
func keptRecord(t *testing.T, store *memory.Store, at copilot.Tenant) {
	t.Helper()
	e := copilot.Erasure{ID: "e"}
	must(t, store.Begin(t.Context(), at, e))
	must(t, store.Conclude(t.Context(), at, e, copilot.Audit{Draft: copilot.ErasureDraft(e.ID), Act: "forgot"}))
}

// rewritten is a store in which somebody changed the decision about a draft.
type rewritten struct {
	copilot.Memory
	forge func(*copilot.Decision)
}

func (r rewritten) Draft(ctx context.Context, ref copilot.Ref) (copilot.Draft, error) {
	d, err := r.Memory.Draft(ctx, ref)
	if err == nil {
		r.forge(d.Revisions[0].Decision)
	}
	return d, err
}

// A receipt says nothing of a signature that the record does not say, nor of one that was
// taken out of it.
func TestReceiptIsOfTheRecord(t *testing.T) {
	server := memorytest.Redis(t)
	d := signedRecord(t, server.URL())
	store, err := memory.Open(t.Context(), server.URL(), memory.Options{Secret: copilot.NewSecret(auditSecret)})
	must(t, err)
	defer func() { must(t, store.Close()) }()
	for name, forge := range map[string]func(*copilot.Decision){
		"person":       func(d *copilot.Decision) { d.Person.Name = "The CEO" },
		"id":           func(d *copilot.Decision) { d.Person.ID = "U2" },
		"role":         func(d *copilot.Decision) { d.Role = "board" },
		"reason":       func(d *copilot.Decision) { d.Reason = "I read it all" },
		"acknowledged": func(d *copilot.Decision) { d.Acknowledged++ },
		"version":      func(d *copilot.Decision) { d.Variant = 1 },
		"time":         func(d *copilot.Decision) { d.At = d.At.AddDate(0, -1, 0) },
		"nothing":      func(*copilot.Decision) {},
	} {
		core := copilot.New(copilot.Config{Memory: rewritten{store, forge}, Queue: store})
		if _, err := core.Receipt(t.Context(), d.Ref(), "en"); (err == nil) != (name == "nothing") {
			t.Errorf("another %s: %v", name, err)
		}
	}
	_, err = store.Erase(t.Context(), d.Ref().Tenant, d.Latest().Decision.Person, copilot.Audit{Act: "erased"})
	must(t, err)
	core := copilot.New(copilot.Config{Memory: store, Queue: store})
	r, err := core.Receipt(t.Context(), d.Ref(), "en")
	if must(t, err); r.Decision.Person.ID != "" || strings.Contains(r.Decision.Person.Name, "Marc") || r.Decision.Reason != "" || r.Decision.Role != "managers" {
		t.Errorf("after the erasure: %+v", r.Decision)
	}
	page, err := web.Receipt(r, time.UTC)
	if must(t, err); bytes.Contains(page, []byte("Marc &#34;")) {
		t.Errorf("the receipt names who was erased: %s", page)
	}
}

// What was signed and is not what is kept has no receipt.
func TestNoReceiptOfAnotherText(t *testing.T) {
	redis := memorytest.Redis(t)
	d := signedRecord(t, redis.URL())
	store, err := memory.Open(t.Context(), redis.URL(), memory.Options{Secret: copilot.NewSecret(auditSecret)})
	must(t, err)
	defer func() { must(t, store.Close()) }()
	core := copilot.New(copilot.Config{Memory: store, Queue: store})
	_, err = core.Receipt(t.Context(), d.Ref(), "en")
	must(t, err)
	forged, err := json.Marshal(copilot.Audit{
		Draft: d.ID, Act: "approve", Revision: 1, Digest: d.Latest().Digest, Text: d.Latest().Decision.Text, Person: copilot.Person{ID: "U1", Name: "Eve"},
	})
	must(t, err)
	for _, entry := range []string{"{}", string(forged)} {
		redis.Do("LSET {brouillon}:audit:slack:T1:d1 1 " + entry)
		if _, err := core.Receipt(t.Context(), d.Ref(), "en"); err == nil {
			t.Errorf("a receipt of what is not on record: %s", entry)
		}
	}
}

// What a spreadsheet takes for the beginning of a formula, and for the end of a cell.
const (
	formulas   = "=+-@＝＋－＠"
	separators = ";\t\r\n"
)

// computes says whether text.Cell puts an apostrophe before what begins like that.
func computes(cell, with string) bool {
	return strings.IndexAny(strings.TrimLeft(cell, "'\"’” \u00a0"), with) == 0
}

// unguarded is what text.Cell was given.
func unguarded(cell string) string {
	var b strings.Builder
	with := formulas + separators
	for cell != "" {
		if rest, guarded := strings.CutPrefix(cell, "'"); guarded && computes(rest, with) {
			cell = rest
		}
		with = formulas
		end := strings.IndexAny(cell, separators) + 1
		if end == 0 {
			end = len(cell)
		}
		b.WriteString(cell[:end])
		cell = cell[end:]
	}
	return b.String()
}

// Every cell can be had back, and none is a formula.
func TestCellsAreHarmless(t *testing.T) {
	cells := []string{
		"", "'", "''=1", "=1+1", "'=1+1", "\"=1+1", " =1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "a=1", "’=1",
		"ok;=HYPERLINK(1)", "ok;'=1;\"-1", "ok\n\t=1;", ";", "a\n'b", "\t=1;=2",
	}
	b, err := os.ReadFile(filepath.Join(sharedtest.Evaldata(), "adversarial", "blns", "blns.json"))
	if err != nil {
		t.Log("without the naughty strings:", err)
	} else {
		var naughty []string
		must(t, json.Unmarshal(b, &naughty))
		if cells = append(cells, naughty...); len(naughty) < 500 {
			t.Errorf("%d naughty strings", len(naughty))
		}
	}
	var out bytes.Buffer
	write, err := auditExportCmd{Format: "csv"}.writer(&out)
	must(t, err)
	for _, cell := range cells {
		must(t, write(auditLine{Reason: cell, Name: cell}))
	}
	rows, err := csv.NewReader(&out).ReadAll()
	must(t, err)
	for i, cell := range cells {
		for _, got := range []string{rows[i+1][14], rows[i+1][16]} {
			for _, seen := range append(strings.FieldsFunc(got, func(r rune) bool { return strings.ContainsRune(separators, r) }), got) {
				if seen != "" && strings.ContainsAny(seen[:1], "=+-@\t\r") {
					t.Errorf("a formula: %q in %q", seen, got)
				}
			}
			got = unguarded(got)
			if got != strings.ReplaceAll(cell, "\r\n", "\n") { // csv.Reader's, not ours
				t.Errorf("%q came back as %q", cell, got)
			}
		}
	}
	out.Reset()
	write, err = auditExportCmd{Format: "jsonl"}.writer(&out)
	must(t, err)
	for _, cell := range cells {
		must(t, write(auditLine{Reason: cell}))
	}
	lines := json.NewDecoder(&out)
	for _, cell := range cells {
		var l auditLine
		if must(t, lines.Decode(&l)); l.Reason != cell {
			t.Errorf("%q came back as %q", cell, l.Reason)
		}
	}
}
