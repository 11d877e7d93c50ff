package main

import (
	"bytes"
	"strings"
	"testing"
)

// Streams as the go command writes them, shortened.
const (
	passing = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"pass","Package":"p","Test":"TestA","Elapsed":0.1}
{"Action":"pass","Package":"p","Elapsed":0.2}
`
	skipping = `{"Action":"output","Package":"p","Test":"TestB","Output":"=== RUN   TestB\n"}
{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:9: needs redis-server\n"}
{"Action":"skip","Package":"p","Test":"TestB","Elapsed":0}
`
	failing = `{"Action":"output","Package":"p","Test":"TestC","Output":"    c_test.go:3: got 1, want 2\n"}
{"Action":"fail","Package":"p","Test":"TestC","Elapsed":0}
{"Action":"fail","Package":"p","Elapsed":0.2}
`
	broken = `{"ImportPath":"q [q.test]","Action":"build-output","Output":"q.go:1: syntax error\n"}
{"ImportPath":"q [q.test]","Action":"build-fail"}
{"Action":"output","Package":"q","Output":"FAIL\tq [build failed]\n"}
{"Action":"fail","Package":"q","Elapsed":0,"FailedBuild":"q [q.test]"}
`
	panicking = `{"Action":"output","Package":"r","Test":"TestD","Output":"panic: boom\n"}
{"Action":"output","Package":"r","Output":"exit status 2\n"}
{"Action":"fail","Package":"r","Elapsed":0.2}
`
)

func TestRun(t *testing.T) {
	for _, c := range []struct {
		name, args, in string
		closing        string // the last line
		says           string // somewhere above
		err            string // empty: green
	}{
		{"green", "", passing, "1 passed, 0 failed, 0 skipped", "ok    p", ""},
		{"a skip fails", "", skipping + passing, "1 passed, 0 failed, 1 skipped", "SKIPPED  p TestB: b_test.go:9: needs redis-server", "1 skipped that must run"},
		{"a skip that may be", "-may-skip=redis", skipping + passing, "1 passed, 0 failed, 1 skipped", "skipped  p TestB", ""},
		{"another skip", "-may-skip=chromium", skipping + passing, "1 passed, 0 failed, 1 skipped", "SKIPPED  p TestB", "1 skipped that must run"},
		{"a failure is shown", "", failing, "0 passed, 1 failed, 0 skipped", "got 1, want 2", "1 failed"},
		{"a build that fails", "", passing + broken, "1 passed, 1 failed, 0 skipped", "q.go:1: syntax error", "1 failed"},
		{"a panic is shown", "", panicking, "0 passed, 1 failed, 0 skipped", "panic: boom", "1 failed"},
		{"nothing", "", "", "0 passed, 0 failed, 0 skipped", "", "no test ran"},
		{"a word that is no event", "", "go: updating\n" + passing, "1 passed, 0 failed, 0 skipped", "go: updating", ""},
		{"a bad pattern", "-may-skip=(", passing, "", "", "-may-skip"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			err := run(strings.Fields(c.args), strings.NewReader(c.in), &out)
			lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
			if got := lines[len(lines)-1]; got != c.closing {
				t.Errorf("closing line %q, want %q", got, c.closing)
			}
			if !strings.Contains(out.String(), c.says) {
				t.Errorf("report does not say %q:\n%s", c.says, &out)
			}
			if (err == nil) != (c.err == "") || (err != nil && !strings.Contains(err.Error(), c.err)) {
				t.Errorf("error %v, want %q", err, c.err)
			}
		})
	}
}
