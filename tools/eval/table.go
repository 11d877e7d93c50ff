package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// marks are what a page has its table between.
type marks struct{ begin, end string }

// marksOf are those of a model's table, or of the one in which no model is at work.
func marksOf(model string) marks {
	of := "figures"
	if model != "" {
		of += " of " + model
	}
	return marks{"<!-- " + of + ": begin -->\n", "<!-- " + of + ": end -->\n"}
}

const head = "| task | set | measure | now | before | wanted | others |\n|---|---|---|---|---|---|---|\n"

// row is a line of the table.
type row struct{ task, set, measure, now, before, wanted, others string }

func (r row) name() string { return r.task + "|" + r.set + "|" + r.measure }

var errMarks = errors.New("the page has no marks for a table of figures")

// split is what stands before, in and after the table of a page.
func (m marks) split(page string) (before, inside, after string, err error) {
	before, rest, ok := strings.Cut(page, m.begin)
	inside, after, closed := strings.Cut(rest, m.end)
	if !ok || !closed {
		return "", "", "", errMarks
	}
	return before, inside, after, nil
}

func (m marks) replace(page, table string) (string, error) {
	before, _, after, err := m.split(page)
	return before + m.begin + table + m.end + after, err
}

// merge puts figures into the rows that a page has: what was there as "now" is before.
func (m marks) merge(page string, now []figure) ([]row, error) {
	_, inside, _, err := m.split(page)
	if err != nil {
		return nil, err
	}
	rows := parse(inside)
	for _, f := range now {
		fresh := row{f.Task, f.Set, f.Measure, f.value(), "", f.wanted(), f.Beside}
		i := slices.IndexFunc(rows, func(r row) bool { return r.name() == fresh.name() })
		if i < 0 {
			rows = append(rows, fresh)
			continue
		}
		fresh.before = rows[i].now
		rows[i] = fresh
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.task, b.task), cmp.Compare(a.set, b.set)) })
	return rows, nil
}

// parse reads the rows of a table.
func parse(table string) []row {
	var rows []row
	_, body, _ := strings.Cut(table, head) // a note may stand above it
	for line := range strings.Lines(body) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 7 {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, row{cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]})
	}
	return rows
}

func table(rows []row) string {
	var b strings.Builder
	b.WriteString(head)
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", r.task, r.set, r.measure, r.now, r.before, r.wanted, r.others)
	}
	return b.String()
}
