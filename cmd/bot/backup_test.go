package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// TestBackupIsRestored takes a copy of a Redis in the ways that docs/reliability.md and
// docs/operations.md tell of, loses that Redis, and starts the bot on another that was given the copy: drafts, their
// record and its receipts are there and hold, and the bot goes on. What was written since the
// copy is gone, and a head that was written down since then says so.
func TestBackupIsRestored(t *testing.T) {
	t.Parallel()
	for name, way := range map[string]struct {
		copies   func(t *testing.T, from *memorytest.Server, to string)
		restores func(t *testing.T, from string, to *memorytest.Server)
	}{
		"a dump, while it runs":           {dumped, undumped},
		"a dump out of a container":       {dumpedOut, undumped},
		"the steps of docs/operations.md": {dumpedOut, restoredAsWritten},
		"the folder, while it is stopped": {foldered, unfoldered},
	} {
		t.Run(name, func(t *testing.T) {
			lost, kept := memorytest.Redis(t), t.TempDir()
			d := signedRecord(t, lost.URL())
			first := serve(t, "--redis="+lost.URL(), "--secret-key="+auditSecret)
			first.say(t, "/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026 at 8 am")
			first.awaits(t, "Our café in Lyon reopens on Monday 9 March 2026")
			head := headOf(t, lost)
			way.copies(t, lost, kept)
			eventually(t, "the bot is ready", func() bool { return readyz(first.base, "ready") })
			first.say(t, "/draft variants:1 Our café in Nantes opens on Friday 13 March 2026 at 9 am")
			first.awaits(t, "Our café in Nantes opens on Friday 13 March 2026")
			later := headOf(t, lost)
			lost.Kill()
			first.stop()

			found := memorytest.Redis(t)
			way.restores(t, kept, found)
			found.Do("PING") // it is there
			verify(t, found, statusOK, "--workspace=workbench", "--anchor="+head)
			verify(t, found, statusFindings, "--workspace=workbench", "--anchor="+later)
			verify(t, found, statusOK)
			if page := audited(t, found, statusOK, "receipt", d.ID); !strings.Contains(page, "signed off by") {
				t.Errorf("the receipt of what was signed says %s", page)
			}
			second := serve(t, "--redis="+found.URL(), "--secret-key="+auditSecret)
			second.awaits(t, "Our café in Lyon reopens on Monday 9 March 2026")
			if strings.Contains(second.page(t, "/review"), "Nantes") {
				t.Error("what was written since the copy is there: it was no copy")
			}
			second.say(t, "/draft variants:1 Our café in Lille opens on Sunday 15 March 2026 at 10 am")
			second.awaits(t, "Our café in Lille opens on Sunday 15 March 2026")
			verify(t, found, statusOK, "--workspace=workbench", "--anchor="+head)
		})
	}
}

// awaits waits until words are to be seen in what waits for a signature.
func (s served) awaits(t *testing.T, words string) {
	t.Helper()
	eventually(t, words+" is to be seen", func() bool { return strings.Contains(s.page(t, "/review"), words) })
}

// audited runs a subcommand of bot audit on a Redis.
func audited(t *testing.T, redis *memorytest.Server, want int, args ...string) string {
	t.Helper()
	var out, complaint strings.Builder
	args = append(append([]string{"audit"}, args...), "--redis="+redis.URL(), "--secret-key="+auditSecret)
	if got := run(t.Context(), args, stdio{strings.NewReader(""), &out, &complaint}); got != want {
		t.Errorf("%q: status %d, want %d: %s%s", args, got, want, out.String(), complaint.String())
	}
	return out.String()
}

func verify(t *testing.T, redis *memorytest.Server, want int, args ...string) string {
	t.Helper()
	return audited(t, redis, want, append([]string{"verify"}, args...)...)
}

// headOf is the head of the workbench's record, as the bot's log has it too.
func headOf(t *testing.T, redis *memorytest.Server) string {
	t.Helper()
	said := verify(t, redis, statusOK, "--workspace=workbench")
	_, head, found := strings.Cut(strings.TrimSpace(said), "up to ")
	if !found {
		t.Fatalf("verify says %q", said)
	}
	return head
}

// data is where a Redis keeps its files.
func data(redis *memorytest.Server) string { return filepath.Dir(redis.Socket()) }

const appendOnly = "appendonlydir"

// dumped has a running Redis write a copy to where one is.
func dumped(t *testing.T, from *memorytest.Server, to string) {
	t.Helper()
	if out, err := exec.Command("redis-cli", "-s", from.Socket(), "--rdb", filepath.Join(to, "dump.rdb")).CombinedOutput(); err != nil {
		t.Fatalf("redis-cli, which comes with redis-server: %v: %s", err, out)
	}
}

// dumpedOut has it written to where a shell keeps what another machine says.
func dumpedOut(t *testing.T, from *memorytest.Server, to string) {
	t.Helper()
	dump, err := os.Create(filepath.Join(to, "dump.rdb"))
	must(t, err)
	cli := exec.Command("redis-cli", "-s", from.Socket(), "--rdb", "-")
	cli.Stdout = dump
	must(t, errors.Join(cli.Run(), dump.Close()))
}

// undumped starts a Redis on a dump, and then as it has to run.
func undumped(t *testing.T, from string, to *memorytest.Server) {
	t.Helper()
	to.Kill()
	must(t, os.RemoveAll(filepath.Join(data(to), appendOnly)))
	must(t, os.Rename(filepath.Join(from, "dump.rdb"), filepath.Join(data(to), "dump.rdb")))
	to.Start("--appendonly", "no")
	if to.Do("DBSIZE") == "0" {
		t.Fatal("nothing of the dump is there")
	}
	to.Do("CONFIG SET appendonly yes")
	eventually(t, "the file is written", func() bool {
		said := to.Do("INFO persistence")
		return strings.Contains(said, "aof_rewrite_in_progress:0") && strings.Contains(said, "aof_rewrite_scheduled:0")
	})
	to.Kill()
	to.Start()
}

// restoredAsWritten types what docs/operations.md has people type, on this machine.
func restoredAsWritten(t *testing.T, from string, to *memorytest.Server) {
	t.Helper()
	page, err := os.ReadFile("../../docs/operations.md")
	must(t, err)
	_, rest, _ := strings.Cut(string(page), "Then, everywhere:\n\n```sh\n")
	steps, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("docs/operations.md does not say how to restore")
	}
	to.Do("SET k v") // it has files of its own
	to.Kill()
	here := strings.NewReplacer(
		"/data", data(to), "dump-2026-11-27.rdb", filepath.Join(from, "dump.rdb"),
		"inside redis-server", "inside redis-server --port 0 --unixsocket "+to.Socket(), "inside redis-cli", "inside redis-cli -s "+to.Socket(),
	)
	typed := exec.Command("bash", "-euo", "pipefail", "-c", "inside() { \"$@\"; }\n"+
		// A person waits until it is there.
		strings.Replace(here.Replace(steps), "inside redis-cli", "until [ -S "+to.Socket()+" ]; do sleep 0.1; done; inside redis-cli", 1))
	if out, err := typed.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if aside, _ := filepath.Glob(filepath.Join(data(to), "before-*", "*")); len(aside) == 0 {
		t.Error("what was there before is gone")
	}
	to.Start()
}

// foldered copies what a Redis that is stopped has kept, and starts it again.
func foldered(t *testing.T, from *memorytest.Server, to string) {
	t.Helper()
	from.Kill()
	must(t, os.CopyFS(filepath.Join(to, appendOnly), os.DirFS(filepath.Join(data(from), appendOnly))))
	from.Start()
	from.Do("PING") // it is there
}

// unfoldered starts a Redis on a folder.
func unfoldered(t *testing.T, from string, to *memorytest.Server) {
	t.Helper()
	to.Kill()
	must(t, os.RemoveAll(filepath.Join(data(to), appendOnly)))
	must(t, os.Rename(filepath.Join(from, appendOnly), filepath.Join(data(to), appendOnly)))
	to.Start()
}
