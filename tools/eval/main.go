// Command eval sets out what the evaluation sets measured, beside what they measured
// before, and writes it down.
//
//	eval -figures FILE -page docs/quality.md
//
// FILE has the figures that tests noted (internal/sharedtest), one JSON object a line.
// The figures of a model have a section of their own, by its name (-model), with a
// sentence on how they were measured above them (-note).
//
// What was measured before is read from the page's table; figures that were not
// measured this time stay there.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"strings"
)

func main() {
	figures := flag.String("figures", "", "the file with the figures")
	page := flag.String("page", "", "the page whose table is read and written; it is made if it is of a model")
	model := flag.String("model", "", "the model whose figures they are: they have a section of their own")
	note := flag.String("note", "", "what is said above a model's table: when and how it was measured")
	flag.Parse()
	place := place{*page, *model, *note}
	if err := run(*figures, place, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

// place is where figures are kept: in the table of a page or, of a model, in the section
// that it has there.
type place struct{ page, model, note string }

func run(figures string, at place, out io.Writer) error {
	f, err := os.Open(figures)
	if err != nil {
		return fmt.Errorf("nothing was measured; is EVALDATA set to where the evaluation data is? %w", err)
	}
	defer func() { _ = f.Close() }()
	now, err := read(f)
	if err != nil {
		return err
	}
	text, err := at.read()
	if err != nil {
		return err
	}
	marks := marksOf(at.model)
	rows, err := marks.merge(text, now)
	if err != nil {
		return err
	}
	said := table(rows)
	if at.note != "" {
		said = at.note + "\n\n" + said
	}
	written, err := marks.replace(text, said)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, said); err != nil {
		return err
	}
	return os.WriteFile(at.page, []byte(written), 0o644)
}

// read is the page as it is, with a section for the model if it has none.
func (p place) read() (string, error) {
	b, err := os.ReadFile(p.page)
	if p.model == "" {
		return string(b), err
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if strings.ContainsAny(p.model, "\n<>|") {
		return "", fmt.Errorf("a model's name is one line without <, > and |, not %q", p.model)
	}
	text, marks := string(b), marksOf(p.model)
	if !strings.Contains(text, marks.begin) {
		text += "\n## " + p.model + "\n\n" + marks.begin + marks.end
	}
	return strings.TrimLeft(text, "\n"), nil
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
