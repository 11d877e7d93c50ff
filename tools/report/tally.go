package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// name is a test of a package; the test is empty for the package itself.
type name struct{ pkg, test string }

// tally gathers what became of every test.
type tally struct {
	out     io.Writer
	output  map[name]*strings.Builder // what a test printed, until it passes
	inside  map[string]int            // failures inside a package so far
	count   map[string]int            // tests of a package that ended
	passed  int
	failed  []name
	skipped []name
	why     map[name]string // the message of a skipped test
}

func newTally(out io.Writer) *tally {
	return &tally{
		out: out, output: map[name]*strings.Builder{}, inside: map[string]int{},
		count: map[string]int{}, why: map[name]string{},
	}
}

func (t *tally) add(e event) {
	n := name{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		fmt.Fprint(t.out, e.Output)
	case "output":
		t.keep(n, e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			t.endPackage(e)
			return
		}
		t.endTest(n, e.Action)
	}
}

func (t *tally) keep(n name, output string) {
	if t.output[n] == nil {
		t.output[n] = &strings.Builder{}
	}
	t.output[n].WriteString(output)
}

func (t *tally) endTest(n name, action string) {
	t.count[n.pkg]++
	said := t.take(n)
	switch action {
	case "pass":
		t.passed++
	case "fail":
		t.failed = append(t.failed, n)
		t.inside[n.pkg]++
		fmt.Fprint(t.out, said)
	case "skip":
		t.skipped = append(t.skipped, n)
		t.why[n] = message(said)
	}
}

// endPackage says how a package went. One that failed without a failed test
// (it did not build, it panicked, it ran out of time) counts as one failure.
func (t *tally) endPackage(e event) {
	n := name{e.Package, ""}
	said := t.take(n)
	switch {
	case e.Action == "fail":
		if t.inside[e.Package] == 0 {
			t.failed = append(t.failed, n)
			fmt.Fprint(t.out, t.unfinished(e.Package), said)
		}
		fmt.Fprintf(t.out, "FAIL  %-60s %8s\n", e.Package, e.took())
	case t.count[e.Package] > 0:
		fmt.Fprintf(t.out, "ok    %-60s %8s  %5d tests\n", e.Package, e.took(), t.count[e.Package])
	}
}

// unfinished is what tests printed that never ended: where a panic or a time-out
// tells its story.
func (t *tally) unfinished(pkg string) string {
	var all strings.Builder
	for n := range t.output {
		if n.pkg == pkg {
			all.WriteString(t.take(n))
		}
	}
	return all.String()
}

func (t *tally) take(n name) string {
	b := t.output[n]
	delete(t.output, n)
	if b == nil {
		return ""
	}
	return b.String()
}

var chatter = regexp.MustCompile(`^(=== |--- |\s*$)`)

// message is what a test said, without the lines that go test adds.
func message(output string) string {
	var said []string
	for line := range strings.Lines(output) {
		if line = strings.TrimSpace(line); !chatter.MatchString(line) {
			said = append(said, line)
		}
	}
	return strings.Join(said, " ")
}

// close prints what was skipped and failed, and the count, and says whether
// the tests are green.
func (t *tally) close(maySkip *regexp.Regexp) error {
	refused := 0
	for _, n := range t.skipped {
		mark := "skipped"
		if !maySkip.MatchString(t.why[n]) {
			mark, refused = "SKIPPED", refused+1
		}
		fmt.Fprintf(t.out, "%s  %s %s: %s\n", mark, n.pkg, n.test, t.why[n])
	}
	for _, n := range t.failed {
		fmt.Fprintf(t.out, "FAILED   %s %s\n", n.pkg, n.test)
	}
	fmt.Fprintf(t.out, "%d passed, %d failed, %d skipped\n", t.passed, len(t.failed), len(t.skipped))
	switch {
	case len(t.failed) > 0:
		return fmt.Errorf("%d failed", len(t.failed))
	case refused > 0:
		return fmt.Errorf("%d skipped that must run (SKIPPED above)", refused)
	case t.passed == 0:
		return fmt.Errorf("no test ran")
	}
	return nil
}
