// Command proofs sets out what was tried against the bot, and how often it worked, and
// writes it down beside the threats.
//
//	proofs -proofs FILE -page docs/security.md
//
// FILE has what tests noted (internal/sharedtest), one JSON object a line. The table has
// nothing in it of the day or the machine, so that the same tries give the same page.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

const (
	begin = "<!-- proofs: begin -->\n"
	end   = "<!-- proofs: end -->\n"
)

var errMarks = errors.New("the page has no marks for a table of proofs")

func main() {
	proofs := flag.String("proofs", "", "the file with what was tried")
	page := flag.String("page", "", "the page whose table is written")
	flag.Parse()
	if err := run(*proofs, *page, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "proofs:", err)
		os.Exit(1)
	}
}

// proof is what a test noted: how often it tried something, and how often that worked.
type proof struct {
	What, Test     string
	Tried, Through int
}

func run(proofs, page string, out io.Writer) error {
	f, err := os.Open(proofs)
	if err != nil {
		return fmt.Errorf("nothing was tried: %w", err)
	}
	defer func() { _ = f.Close() }()
	all, err := read(f)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return errMarks
	}
	said := table(all)
	if _, err := io.WriteString(out, said); err != nil {
		return err
	}
	return os.WriteFile(page, []byte(before+begin+said+end+after), 0o644)
}

func read(r io.Reader) ([]proof, error) {
	var all []proof
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		var p proof
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("proof %q: %w", lines.Text(), err)
		}
		all = append(all, p)
	}
	return all, lines.Err()
}

func table(all []proof) string {
	slices.SortFunc(all, func(a, b proof) int { return cmp.Or(cmp.Compare(a.Test, b.Test), cmp.Compare(a.What, b.What)) })
	var b strings.Builder
	b.WriteString("| tried | how often | got through | test |\n|---|---:|---:|---|\n")
	for _, p := range all {
		fmt.Fprintf(&b, "| %s | %s | %s | `%s` |\n", p.What, grouped(p.Tried), grouped(p.Through), p.Test)
	}
	return b.String()
}

// grouped writes a number as people read it: 120,000.
func grouped(n int) string {
	said := fmt.Sprint(n)
	for at := len(said) - 3; at > 0; at -= 3 {
		said = said[:at] + "," + said[at:]
	}
	return said
}
