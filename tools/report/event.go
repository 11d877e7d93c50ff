package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// event is one line of `go test -json`; see `go doc test2json`.
type event struct {
	Action      string
	Package     string
	ImportPath  string // of build-output and build-fail, in place of Package
	Test        string // empty: the event is about the package
	Elapsed     float64
	Output      string
	FailedBuild string // the import path whose build failed
}

func (e event) took() time.Duration {
	return time.Duration(e.Elapsed * float64(time.Second)).Round(10 * time.Millisecond)
}

// longest is the most bytes one event may have: a test may print a lot in one line.
const longest = 64 << 20

// readAll adds every event of a stream. A line that is no event, such as a word
// from the go command itself, is passed on as it is.
func (t *tally) readAll(in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), longest)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(t.out, lines.Text())
			continue
		}
		t.add(e)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read events: %w", err)
	}
	return nil
}
