// Command eval sets out what the evaluation sets measured, beside what they measured
// before, and writes it down.
//
//	eval -figures FILE -page docs/quality.md
//
// FILE has the figures that tests noted (internal/sharedtest), one JSON object a line.
// What was measured before is read from the page's table; figures that were not
// measured this time stay there.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
)

func main() {
	figures := flag.String("figures", "", "the file with the figures")
	page := flag.String("page", "", "the page whose table is read and written")
	flag.Parse()
	if err := run(*figures, *page, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(figures, page string, out io.Writer) error {
	f, err := os.Open(figures)
	if err != nil {
		return fmt.Errorf("nothing was measured; is EVALDATA set to where the evaluation data is? %w", err)
	}
	defer func() { _ = f.Close() }()
	now, err := read(f)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	rows, err := merge(string(text), now)
	if err != nil {
		return err
	}
	written, err := replace(string(text), table(rows))
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, table(rows)); err != nil {
		return err
	}
	return os.WriteFile(page, []byte(written), 0o644)
}

// figure is what a test noted.
type figure struct {
	Task, Set, Measure string
	Value              float64
	Least, Most        float64
	Beside             string
}

// value is the figure as a reader compares it: counts whole, shares of one in three places.
func (f figure) value() string {
	switch {
	case f.Value == math.Trunc(f.Value):
		return fmt.Sprintf("%.0f", f.Value)
	case f.Value < 1:
		return fmt.Sprintf("%.3f", f.Value)
	}
	return fmt.Sprintf("%.1f", f.Value)
}

// wanted are the bounds of a figure.
func (f figure) wanted() string {
	var all []string
	if f.Least > 0 {
		all = append(all, fmt.Sprintf(">= %g", f.Least))
	}
	if f.Most > 0 {
		all = append(all, fmt.Sprintf("<= %g", f.Most))
	}
	return strings.Join(all, ", ")
}

func read(r io.Reader) ([]figure, error) {
	var all []figure
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		var f figure
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			return nil, fmt.Errorf("figure %q: %w", lines.Text(), err)
		}
		all = append(all, f)
	}
	return all, lines.Err()
}
