package copilot

import (
	"encoding/csv"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A sheet has a row for each part, whose counts add up to the whole, and no formula.
func TestSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCourse(rapid.SampledFrom(Periods()).Draw(t, "days"), noon)
		for _, d := range rapid.SliceOfN(someDraft, 0, 20).Draw(t, "drafts") {
			c.add(d)
		}
		var out strings.Builder
		s, err := NewSheet(&out, "channel")
		if err == nil {
			err = s.Add(c, "=1+1")
		}
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
		if err != nil || len(rows) != len(c.Parts)+1 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		sums := map[string]int{}
		for _, row := range rows[1:] {
			if row[0] != "'=1+1" || row[slices.Index(rows[0], "cost")] != "" {
				t.Fatalf("a row: %q", row)
			}
			for i, cell := range row {
				n, _ := strconv.Atoi(cell)
				sums[rows[0][i]] += n
			}
		}
		for name, want := range map[string]int{
			"drafts": c.Whole.Drafts, "drafts_draft": c.Whole.Commands["draft"], "approved": c.Whole.Approved, "waiting": c.Whole.Waiting,
			"findings": c.Whole.Found(), "posts_alike": c.Whole.Alike, "tokens_prompt": c.Whole.Tokens.Prompt, "revisions_asked": c.Whole.Wishes,
		} {
			if sums[name] != want {
				t.Fatalf("%s: %d, want %d", name, sums[name], want)
			}
		}
	})
}

// What it costs stands in a sheet when prices are known.
func TestSheetOfCost(t *testing.T) {
	c := newCourse(aWeek, noon)
	c.Prices = Prices{Prompt: 1, Completion: 2, Currency: "EUR"}
	c.add(Draft{Created: noon, Revisions: []Revision{{Made: Provenance{Model: "m", Used: &Usage{Prompt: 1_000_000, Completion: 250_000}}}}})
	var out strings.Builder
	s, err := NewSheet(&out)
	if err == nil {
		err = s.Add(c)
	}
	if err != nil || !strings.HasSuffix(out.String(), ",1.500000,EUR\n") {
		t.Errorf("%v: %s", err, out.String())
	}
}

// A course that does not go back to its beginning has no rows of the days before: a row of
// zeros would say that nothing was drafted then.
func TestSheetBeginsWhereTheCourseDoes(t *testing.T) {
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	c := newCourse(aWeek, now)
	c.From = now.AddDate(0, 0, -2)
	var out strings.Builder
	s, err := NewSheet(&out)
	if err == nil {
		err = s.Add(c)
	}
	rows, broken := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err := errors.Join(err, broken); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+3 || !slices.Contains(rows[1], "2026-11-25") {
		t.Errorf("rows %q", rows)
	}
}
